#include "collector/store/dossier_row.h"

#include "config/runtime/failure.h"
#include "tests/store/a_dossier.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;

namespace {

const model::Observation kDossier = a_dossier("H44.14-260105-0001")
                                        .submitted("2026-01-04") // before it was opened
                                        .due("2026-01-20")
                                        .returned("2026-01-19")
                                        .sees(model::Evidence::counter_visit)
                                        .not_seen(model::Evidence::official_account);
const model::Day kOpened = kDossier.id.opened();

std::string packed()
{
    std::string bytes;
    store::pack_onto(bytes, kDossier.state, kOpened);
    return bytes;
}

} // namespace

TEST_CASE("a packed state is unpacked as it was, first submitted as it is")
{
    const store::PackedState state = store::unpack(packed(), kOpened);
    CHECK(state.evidence == kDossier.state.evidence);
    CHECK(state.times == kDossier.state.times);
    CHECK(state.first_submitted == kDossier.state.times.submitted);
}

TEST_CASE("another first submission is kept beside, also when there was none")
{
    for (const auto& first :
         {std::optional(morning_of("2026-01-02")), std::optional<model::Moment>()}) {
        const std::string bytes = store::with_first_submitted(packed(), first, kOpened);
        CHECK(store::unpack(bytes, kOpened).first_submitted == first);
        CHECK(store::unpack(bytes, kOpened).times == kDossier.state.times);
    }
    CHECK(store::with_first_submitted(packed(), kDossier.state.times.submitted, kOpened) ==
          packed());
}

TEST_CASE("a packed state that ends in the middle is damage")
{
    const std::string bytes = packed();
    CHECK_THROWS_AS(store::unpack(std::string_view(bytes).substr(0, bytes.size() - 1), kOpened),
                    runtime::Corrupt);
}
