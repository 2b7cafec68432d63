// Each indicator against a table of dossiers made by hand. The comment behind a dossier says where
// it counts: R received, S settled, W settled with withdrawn; n in the numerator, d only in the
// denominator. Beside them every table holds the bystanders of measured.cpp, which count nowhere.
#include "collector/register/reported.h"
#include "tests/rates/measured.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace congto::test {
namespace {

using namespace model;
constexpr auto kReceived = rates::Population::received;
constexpr auto kSettled = rates::Population::settled;
constexpr auto kWithdrawnToo = rates::Population::settled_with_withdrawn;

TEST_CASE("end_to_end: online by the applicant at level full, of all")
{
    const Measured unit({
        dossier(),                                                      // R n
        dossier().resolved("2026-01-20"),                               // R n, S n, W n
        dossier().level(Level::partial).returned("2026-01-21"),         // R d, S d, W d
        dossier().level(Level::information_only),                       // R d
        dossier().level(Level::unknown).resolved("2026-01-20"),         // R d, S d, W d
        dossier().via(Channel::online_assisted).resolved("2026-01-20"), // R d, S d, W d
        dossier().via(Channel::counter).resolved("2026-01-20"),         // R d, S d, W d
        dossier().via(Channel::post).returned("2026-01-20"),            // R d, S d, W d
        dossier().via(Channel::unknown).resolved("2026-01-20"),         // R d, S d, W d
        dossier().withdrawn("2026-01-22"),                              // R n, W n
        dossier().status(Status::received),                             // R n
        dossier().status(Status::supplement_asked),                     // R n
        dossier().status(Status::payment_asked).via(Channel::counter),  // R d
        dossier().status(Status::stopped),                              // R n
        dossier().resolved("2026-02-02"),                               // R n
        dossier().received("2025-12-20").resolved("2026-01-31"),        // S n, W n
        dossier().received("2026-01-01").returned("2026-01-01"),        // R n, S n, W n
        dossier().received("2026-01-31"),                               // R n
    });
    CHECK(unit.count("end_to_end", kReceived) == Counts{9, 17});
    CHECK(unit.count("end_to_end", kSettled) == Counts{3, 9});
    CHECK(unit.count("end_to_end", kWithdrawnToo) == Counts{4, 10});
    CHECK(unit.figure("end_to_end", kReceived).count.aside == 1);
}

TEST_CASE("end_to_end_proven: every step seen online, of all settled")
{
    const auto settled = [] { return dossier().resolved("2026-01-20").result(Result::electronic); };
    const Measured unit({
        settled(),                                                                  // S n, W n
        settled().fee(Fee::paid_online),                                            // S n, W n
        settled().result(Result::post),                                             // S n, W n
        settled().sees(Evidence::instant_reception),                                // S n, W n
        settled().not_seen(Evidence::official_account),                             // S n, W n
        settled().fee(Fee::paid_online).not_seen(Evidence::no_gateway_transaction), // S n, W n
        settled().fee(Fee::none_due).sees(Evidence::no_gateway_transaction),        // S n, W n
        settled().fee(Fee::paid_offline),                                           // S d, W d
        settled().fee(Fee::due),                                                    // S d, W d
        settled().fee(Fee::unknown),                                                // S d, W d
        settled().fee(Fee::paid_online).sees(Evidence::no_gateway_transaction),     // S d, W d
        settled().result(Result::counter),                                          // S d, W d
        settled().result(Result::none_yet),                                         // S d, W d
        settled().result(Result::unknown),                                          // S d, W d
        settled().sees(Evidence::official_account),                                 // S d, W d
        settled().sees(Evidence::counter_visit),                                    // S d, W d
        settled().sees(Evidence::paper_originals),                                  // S d, W d
        settled().level(Level::partial),                                            // S d, W d
        settled().via(Channel::online_assisted),                                    // S d, W d
        settled().via(Channel::unknown),                                            // S d, W d
        settled().withdrawn("2026-01-20"),                                          // W n
        settled().resolved("2026-02-01"),     // none: settled later
        dossier().result(Result::electronic), // none: not settled
        settled().received("2025-12-20"),     // S n, W n
    });
    CHECK(unit.count("end_to_end_proven", kSettled) == Counts{8, 21});
    CHECK(unit.count("end_to_end_proven", kWithdrawnToo) == Counts{9, 22});
    const auto* proven = rates::indicator_named("end_to_end_proven");
    rates::Question question;
    CHECK(rates::unanswerable(*proven, question) == rates::NoFigure::settled_only);
    question.population = kSettled;
    CHECK(rates::unanswerable(*proven, question) == std::nullopt);
}

TEST_CASE("online_submission: online by the applicant at any level, assisted entry apart")
{
    const Measured unit({
        dossier(),                                                       // R n
        dossier().level(Level::partial).resolved("2026-01-20"),          // R n, S n, W n
        dossier().level(Level::unknown),                                 // R n
        dossier().via(Channel::online_assisted).resolved("2026-01-20"),  // R d, S d, W d: apart
        dossier().via(Channel::online_assisted),                         // R d: apart
        dossier().via(Channel::counter).returned("2026-01-20"),          // R d, S d, W d
        dossier().via(Channel::post),                                    // R d
        dossier().via(Channel::unknown).resolved("2026-01-20"),          // R d, S d, W d
        dossier().via(Channel::online_assisted).withdrawn("2026-01-20"), // R d, W d: apart
    });
    CHECK(unit.count("online_submission", kReceived) == Counts{3, 9});
    CHECK(unit.count("online_submission", kSettled) == Counts{1, 4});
    CHECK(unit.count("online_submission", kWithdrawnToo) == Counts{1, 5});
    CHECK(unit.figure("online_submission", kReceived).count.aside == 3);
    CHECK(unit.figure("online_submission", kSettled).count.aside == 1);
    CHECK(unit.figure("online_submission", kWithdrawnToo).count.aside == 2);
}

TEST_CASE("online_of_two_channels: online and assisted, of those and the counter's")
{
    const Measured unit({
        dossier().level(Level::partial),                                // R n
        dossier().resolved("2026-01-20"),                               // R n, S n, W n
        dossier().via(Channel::online_assisted).resolved("2026-01-20"), // R n, S n, W n
        dossier().via(Channel::counter).resolved("2026-01-20"),         // R d, S d, W d
        dossier().via(Channel::counter),                                // R d
        dossier().via(Channel::post).resolved("2026-01-20"),            // none: post vanishes
        dossier().via(Channel::unknown).resolved("2026-01-20"),         // none: unknown vanishes
        dossier().via(Channel::counter).withdrawn("2026-01-20"),        // R d, W d
    });
    CHECK(unit.count("online_of_two_channels", kReceived) == Counts{3, 6});
    CHECK(unit.count("online_of_two_channels", kSettled) == Counts{2, 3});
    CHECK(unit.count("online_of_two_channels", kWithdrawnToo) == Counts{2, 4});
    CHECK(unit.figure("online_of_two_channels", kReceived).count.aside == 1);
}

TEST_CASE("online_of_full: online and assisted, of procedures at level full only")
{
    const Measured unit({
        dossier(),                                                      // R n
        dossier().via(Channel::online_assisted).resolved("2026-01-20"), // R n, S n, W n
        dossier().via(Channel::counter).resolved("2026-01-20"),         // R d, S d, W d
        dossier().via(Channel::post),                                   // R d
        dossier().via(Channel::unknown).returned("2026-01-20"),         // R d, S d, W d
        dossier().level(Level::partial).resolved("2026-01-20"),         // none
        dossier().level(Level::information_only),                       // none
        dossier().level(Level::unknown).resolved("2026-01-20"),         // none, shown beside
        dossier().via(Channel::counter).level(Level::partial),          // none
        dossier().withdrawn("2026-01-20"),                              // R n, W n
    });
    CHECK(unit.count("online_of_full", kReceived) == Counts{3, 6});
    CHECK(unit.count("online_of_full", kSettled) == Counts{1, 3});
    CHECK(unit.count("online_of_full", kWithdrawnToo) == Counts{2, 4});
    CHECK(unit.figure("online_of_full", kReceived).count.aside == 1);
}

TEST_CASE("paid_online: paid online, of fees due, paid or not known")
{
    const Measured unit({
        dossier().fee(Fee::paid_online).resolved("2026-01-20"),  // R n, S n, W n
        dossier().fee(Fee::paid_online).via(Channel::counter),   // R n
        dossier().fee(Fee::paid_offline).resolved("2026-01-20"), // R d, S d, W d
        dossier().fee(Fee::paid_offline),                        // R d
        dossier().fee(Fee::due).status(Status::payment_asked),   // R d
        dossier().fee(Fee::unknown).resolved("2026-01-20"),      // R d, S d, W d
        dossier().fee(Fee::none_due).resolved("2026-01-20"),     // none
        dossier().fee(Fee::none_due),                            // none
        dossier().fee(Fee::paid_online).withdrawn("2026-01-20"), // R n, W n
    });
    CHECK(unit.count("paid_online", kReceived) == Counts{3, 7});
    CHECK(unit.count("paid_online", kSettled) == Counts{1, 3});
    CHECK(unit.count("paid_online", kWithdrawnToo) == Counts{2, 4});
    CHECK(unit.figure("paid_online", kReceived).count.aside == 1);
}

TEST_CASE("digitised: components and result, of all")
{
    const Measured unit({
        dossier().digitised(Digitised::both).resolved("2026-01-20"),       // R n, S n, W n
        dossier().digitised(Digitised::both).via(Channel::counter),        // R n
        dossier().digitised(Digitised::components).resolved("2026-01-20"), // R d, S d, W d
        dossier().digitised(Digitised::result).resolved("2026-01-20"),     // R d, S d, W d
        dossier().digitised(Digitised::none),                              // R d
        dossier().digitised(Digitised::unknown).resolved("2026-01-20"),    // R d, S d, W d
        dossier().digitised(Digitised::both).withdrawn("2026-01-20"),      // R n, W n
    });
    CHECK(unit.count("digitised", kReceived) == Counts{3, 7});
    CHECK(unit.count("digitised", kSettled) == Counts{1, 4});
    CHECK(unit.count("digitised", kWithdrawnToo) == Counts{2, 5});
    CHECK(unit.figure("digitised", kReceived).count.aside == 1);
}

TEST_CASE("who submitted what meets a numerator is shown apart: the applicant, or another for him")
{
    const auto online = [] {
        return dossier().result(Result::electronic).digitised(Digitised::both).due("2026-03-01");
    };
    const auto keyed_in = [&] { return online().via(Channel::online_assisted); };
    const Measured unit(
        {
            online().resolved("2026-01-20").fee(Fee::paid_online),
            online().level(Level::partial).resolved("2026-01-20"),
            online().result(Result::none_yet),
            keyed_in().fee(Fee::paid_online),
            keyed_in().resolved("2026-01-20").fee(Fee::paid_offline),
            keyed_in().level(Level::partial).digitised(Digitised::none),
            keyed_in().result(Result::counter),
            keyed_in().fee(Fee::due).resolved("2026-01-20"),
            online().via(Channel::counter).resolved("2026-01-20").fee(Fee::paid_online),
        },
        {{"1.000894", "Ly hôn", Level::full, true, true, true, *parse_day("2020-01-01"), {}}});
    const auto apart = [&](const char* indicator, rates::Population population) {
        const auto count = unit.figure(indicator, population).count;
        return Counts{count.self_service, count.assisted};
    };
    CHECK(unit.count("end_to_end", kReceived) == Counts{2, 9});
    CHECK(apart("end_to_end", kReceived) == Counts{2, 4});
    CHECK(unit.count("online_submission", kReceived) == Counts{3, 9});
    CHECK(apart("online_submission", kReceived) == Counts{3, 5});
    CHECK(unit.count("online_with_result", kReceived) == Counts{2, 9});
    CHECK(apart("online_with_result", kReceived) == Counts{2, 4});
    CHECK(unit.count("online_of_two_channels", kReceived) == Counts{8, 9});
    CHECK(apart("online_of_two_channels", kReceived) == Counts{3, 5});
    CHECK(unit.count("online_of_full", kReceived) == Counts{6, 7});
    CHECK(apart("online_of_full", kReceived) == Counts{2, 4});
    CHECK(unit.count("paid_online", kReceived) == Counts{3, 5});
    CHECK(apart("paid_online", kReceived) == Counts{1, 1});
    CHECK(unit.count("result_electronic", kSettled) == Counts{5, 5});
    CHECK(apart("result_electronic", kSettled) == Counts{2, 2});
    CHECK(unit.count("digitised", kReceived) == Counts{8, 9});
    CHECK(apart("digitised", kReceived) == Counts{3, 4});
    CHECK(unit.count("on_time", kReceived) == Counts{9, 9}); // settled, or open until March
    CHECK(apart("on_time", kReceived) == Counts{3, 5});
    CHECK(apart("on_time", kSettled) == Counts{2, 2});
    CHECK(unit.count("end_to_end_proven", kSettled) == Counts{1, 5});
    CHECK(apart("end_to_end_proven", kSettled) == Counts{1, 0});
}

TEST_CASE("channel and level are those of now, not those first seen")
{
    auto becomes_online = dossier().via(Channel::counter).level(Level::partial);
    auto leaves_online = dossier();
    Measured unit({becomes_online, leaves_online, dossier().via(Channel::post)});
    CHECK(unit.count("end_to_end", kReceived) == Counts{1, 3});
    unit.spool().observe({becomes_online.via(Channel::online).level(Level::full)});
    CHECK(unit.count("end_to_end", kReceived) == Counts{2, 3});
    unit.spool().observe({leaves_online.via(Channel::counter).level(Level::partial)});
    CHECK(unit.count("end_to_end", kReceived) == Counts{1, 3});
    CHECK(unit.count("online_submission", kReceived) == Counts{1, 3});
    CHECK(unit.count("online_of_full", kReceived) == Counts{1, 2});
}

TEST_CASE("every indicator has its own name, and one the register of reported figures takes")
{
    for (const auto& indicator : rates::catalogue()) {
        CAPTURE(indicator.name);
        CHECK(rates::indicator_named(indicator.name) == &indicator);
        const auto& names = registers::kIndicatorNames;
        CHECK(std::find(names.begin(), names.end(), indicator.name) != names.end());
    }
    CHECK(rates::catalogue().size() == registers::kIndicatorNames.size());
    CHECK(rates::indicator_named("end") == nullptr);
}

} // namespace
} // namespace congto::test
