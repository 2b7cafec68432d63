// What is planted is there, in these amounts, and in no honest province.
#include "tests/province/planting.h"
#include "tests/province/stage.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

namespace congto::province {
namespace {

Amounts tricks_of(const State& state)
{
    Amounts amounts;
    state.each([&](const Dossier& dossier) {
        if (dossier.trick != Trick::none)
            ++amounts[dossier.trick];
    });
    return amounts;
}

// Rows of the source that show a trick.
std::int64_t showing(const Province& province, const std::string& condition)
{
    return test::count_sql(province.engine(), province.connection(),
                           "select count(*) from dossier d where coalesce(migrated_from, '') = ''"
                           " and deleted_on is null and parent_id is null and " +
                               condition);
}

constexpr const char* kOnline = "channel = '2' and ";
constexpr const char* kTwoSeconds = "(julianday(received_at) - julianday(submitted_at)) * 86400";

} // namespace

TEST_CASE("tricks are planted in the amounts asked for, and the truth knows them")
{
    Province province(ShapeName::wide, Engine::sqlite3, "", 11, Conduct::honest);
    const Amounts at_entry{{Trick::officials_account, 30},
                           {Trick::instant_reception, 25},
                           {Trick::one_submitter, 60},
                           {Trick::dummy_identity, 20},
                           {Trick::same_second, 15},
                           {Trick::paper_originals, 40},
                           {Trick::split, 32},
                           {Trick::closed_at_once, 20},
                           {Trick::no_transaction, 25},
                           {Trick::no_step, 30},
                           {Trick::kept_back, 20},
                           {Trick::burst, 40}};
    province.fill_months(4'000, at_entry);
    CHECK(tricks_of(province.state()) == at_entry);
    const std::string online = kOnline, wait = kTwoSeconds;
    CHECK(showing(province, online + "entered_by like 'canbo%'") == 30);
    CHECK(showing(province, online + wait + " < 10") == 25 + 15);
    CHECK(showing(province, online + "received_at = submitted_at") == 15);
    CHECK(showing(province, "submitter_account like 'dichvu%'") == 60);
    CHECK(showing(province, "applicant_id = '000000001'") == 20);
    CHECK(showing(province, online + "(applicant_files = 0 or originals_taken = 1)") == 40);
    CHECK(showing(province, "processing_steps = 0 and resolved_at is not null") == 30);
    CHECK(showing(province, "exists (select 1 from payment_request f where f.dossier_code = d.code "
                            "and method = 'online' and status = 'paid' and "
                            "coalesce(gateway_transaction, '') = '')") == 25);
    CHECK(showing(province, "applicant_id in (select applicant_id from dossier group by "
                            "applicant_id, procedure_code, body_code having count(*) = 8)") == 32);
    check_truth(province);
}

TEST_CASE("dossiers are tampered with where they stand")
{
    Province province(ShapeName::wide, Engine::sqlite3, "", 12, Conduct::honest);
    province.fill_months(3'000);
    const auto counter = showing(province, "channel = '1'"),
               full = showing(province, "level = '4'");
    const Amounts amounts{
        {Trick::channel_changed, 50}, {Trick::level_raised, 40}, {Trick::counter_deleted, 30}};
    Database source(Engine::sqlite3, province.connection());
    tamper(province.state(), source, amounts);
    CHECK(tricks_of(province.state()) == amounts);
    CHECK(showing(province, "channel = '1'") == counter - 50 - 30);
    CHECK(showing(province, "level = '4'") >= full + 40 - 30);
    check_truth(province);
    CHECK_THROWS_WITH(tamper(province.state(), source, {{Trick::channel_changed, 1'000'000}}),
                      Catch::Matchers::StartsWith("D7: only"));
}

TEST_CASE("an honest province has nothing to find")
{
    Province province(ShapeName::wide, Engine::sqlite3, "", 13, Conduct::honest);
    province.fill_months(3'000);
    const std::string online = kOnline, wait = kTwoSeconds;
    for (const auto& condition :
         {online + "entered_by like 'canbo%'", online + wait + " < 10",
          std::string("applicant_id = '000000001'"), online + "counter_ticket is not null",
          online + "(applicant_files = 0 or originals_taken = 1)",
          std::string("processing_steps = 0 and resolved_at is not null")}) {
        INFO(condition);
        CHECK(showing(province, condition) == 0);
    }
    CHECK(tricks_of(province.state()).empty());
}

TEST_CASE("at the month's end everybody is called online, and nothing comes by post")
{
    Province province(ShapeName::wide, Engine::sqlite3, "", 14, Conduct::honest);
    FillOptions options;
    options.spurts_at_month_end = options.calls_post_counter = true;
    province.fill_months(3'000, {}, options);
    CHECK(showing(province, "channel = '3'") == 0);
    CHECK(showing(province, "channel = '1' and submitted_at >= '2026-03-29' and "
                            "submitted_at < '2026-04-01'") == 0);
    CHECK(showing(province, "channel = '1' and submitted_at >= '2026-03-20' and "
                            "submitted_at < '2026-03-29'") > 0);
    check_truth(province);
}

} // namespace congto::province
