#include "collector/store/cell_class.h"

#include "collector/store/ready_batch.h"
#include "tests/store/a_dossier.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;
using model::Evidence;
using store::Standing;
using store::Timeliness;

namespace {

store::CellClass class_of(const model::Observation& dossier)
{
    return store::class_of(dossier.state, {}, Standing::shown);
}

constexpr const char* kCode = "H44.14-260105-0001";

} // namespace

TEST_CASE("a class gives back every word it was made of")
{
    model::Observation dossier = a_dossier(kCode)
                                     .via(model::Channel::migrated)
                                     .level(model::Level::information_only)
                                     .fee(model::Fee::due)
                                     .result(model::Result::counter)
                                     .digitised(model::Digitised::both)
                                     .returned("2026-01-09");
    const store::CellClass cls = store::class_of(
        dossier.state, {model::Channel::post, model::Level::partial, true}, Standing::withdrawn);
    CHECK(cls.status() == model::Status::returned);
    CHECK(cls.channel() == model::Channel::migrated);
    CHECK(cls.first_channel() == model::Channel::post);
    CHECK(cls.level() == model::Level::information_only);
    CHECK(cls.first_level() == model::Level::partial);
    CHECK(cls.fee() == model::Fee::due);
    CHECK(cls.result() == model::Result::counter);
    CHECK(cls.digitised() == model::Digitised::both);
    CHECK(cls.timeliness() == Timeliness::no_due);
    CHECK(cls.standing() == Standing::withdrawn);
    CHECK(cls.seen_late());
    CHECK_FALSE(cls.assisted_seen());
    CHECK_FALSE(cls.never_received());
    CHECK(class_of(a_dossier(kCode).unreceived()).never_received());
}

TEST_CASE("each evidence bit raises its own group")
{
    const auto seen = [](Evidence bit) { return class_of(a_dossier(kCode).sees(bit)); };
    CHECK(seen(Evidence::official_account).assisted_seen());
    CHECK(seen(Evidence::paper_originals).counter_seen());
    CHECK(seen(Evidence::counter_visit).counter_seen());
    CHECK(seen(Evidence::no_gateway_transaction).unproven_payment_seen());
    for (const Evidence bit : {Evidence::instant_reception, Evidence::malformed_identity,
                               Evidence::submitted_is_received, Evidence::no_applicant_file,
                               Evidence::closed_at_once, Evidence::no_processing_step}) {
        CHECK(seen(bit).doubtful_seen());
        CHECK_FALSE(seen(bit).counter_seen());
    }
    CHECK(class_of(a_dossier(kCode).not_seen(Evidence::counter_visit)) ==
          class_of(a_dossier(kCode)));
}

TEST_CASE("timeliness compares the settlement with the due time, to the second")
{
    CHECK(class_of(a_dossier(kCode).due("2026-01-09")).timeliness() == Timeliness::open);
    CHECK(class_of(a_dossier(kCode)).timeliness() == Timeliness::open_no_due);
    CHECK(class_of(a_dossier(kCode).due("2026-01-09").resolved("2026-01-09")).timeliness() ==
          Timeliness::on_time);
    model::Observation late = a_dossier(kCode).due("2026-01-09").resolved("2026-01-09");
    *late.state.times.due -= std::chrono::seconds(1);
    CHECK(class_of(late).timeliness() == Timeliness::late);
    CHECK(class_of(a_dossier(kCode).resolved("2026-01-09")).timeliness() == Timeliness::no_due);
    CHECK(class_of(a_dossier(kCode).status(model::Status::resolved)).timeliness() ==
          Timeliness::undated);
}

TEST_CASE("only received dossiers that are not settled are open until their due day")
{
    const std::int32_t due = model::parse_day("2026-01-20")->number;
    const auto days = [](const model::Observation& dossier) {
        return store::counting_days(dossier.state);
    };
    CHECK(days(a_dossier(kCode).due("2026-01-20")).open_due == due);
    CHECK(days(a_dossier(kCode).due("2026-01-20").status(model::Status::stopped)).open_due == due);
    CHECK(days(a_dossier(kCode).due("2026-01-20").unreceived()).open_due == store::kNoDay);
    CHECK(days(a_dossier(kCode).due("2026-01-20").status(model::Status::refused)).open_due ==
          store::kNoDay);
    CHECK(days(a_dossier(kCode).due("2026-01-20").resolved("2026-01-19")).open_due ==
          store::kNoDay);
    CHECK(days(a_dossier(kCode)).open_due == store::kNoDay);
}
