#include "tests/e2e/agreement.h"

#include "tests/e2e/count_by_sql.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

namespace congto::test {

namespace {

MonthCounts counts_of_truth(const Json& truth, const std::string& basis)
{
    MonthCounts counts;
    for (std::size_t i = 0; i != truth.size("/months"); ++i) {
        const auto at = "/months/" + std::to_string(i) + "/";
        const auto number = [&](const std::string& rest) {
            return truth.number(at + basis + "/" + rest);
        };
        const MonthCount count{number("dossiers"), number("online_submission/numerator"),
                               number("end_to_end/numerator")};
        if (count != MonthCount{})
            counts[truth.text(at + "month")] = count;
    }
    return counts;
}

void check_basis(const Ministry& ministry, const OneStop& one_stop, const std::string& basis)
{
    INFO("basis " << basis);
    const auto sql = sql_of(one_stop);
    const auto& [engine, connection] = one_stop.place();
    const auto counted =
        count_months(engine, connection, basis == "received" ? sql.received : sql.settled);
    const auto truth = counts_of_truth(one_stop.truth(), basis);
    REQUIRE_FALSE(counted.empty());
    CHECK(truth.size() == counted.size());
    for (const auto& [month, count] : counted) {
        INFO(month);
        CHECK(ministry.measured(month, basis) == count);
        CHECK(truth.at(month) == count);
    }
}

// Rows of the agent's list of values without a word, of one field.
long long rows_without_a_word(const Json& status, const std::string& field)
{
    long long rows = 0;
    for (std::size_t i = 0; i != status.size("/unknown/rows"); ++i) {
        const auto at = "/unknown/rows/" + std::to_string(i);
        if (status.text(at + "/field") == field)
            rows += status.number(at + "/rows");
    }
    return rows;
}

// Dossiers of all time, those that could not be counted, and those whose channel is unknown.
void check_totals(const Ministry& ministry, const Office& office, const OneStop& one_stop)
{
    const auto sql = sql_of(one_stop);
    const auto& [engine, connection] = one_stop.place();
    const auto mapped = count_sql(engine, connection, sql.mapped);
    const auto quarantined = count_sql(engine, connection, sql.quarantined);
    const auto unknown = count_sql(engine, connection, sql.unknown_channel);
    const Json truth = one_stop.truth();
    CHECK(truth.number("/all_time/mapped") == mapped);
    CHECK(truth.number("/all_time/quarantined") == quarantined);
    CHECK(truth.number("/all_time/unknown_channel") == unknown);
    const Json status(office.command({"status", "--json"}).output);
    CHECK(status.number("/sources/rows/0/dossiers") == mapped);
    CHECK(status.number("/sources/rows/0/in_quarantine") == quarantined);
    CHECK(rows_without_a_word(status, "channel") == unknown);
    CHECK(status.number("/spool/rows/0/pending") == 0);
    const Json rates = ministry.rates("2026-06", "received");
    CHECK(rates.number("/rows/0/collected") == mapped);
    CHECK(rates.number("/rows/0/in_source") == mapped + quarantined);
    CHECK(rates.number("/rows/0/unsent") == 0);
}

} // namespace

SourceSql sql_of(const OneStop& one_stop)
{
    const auto& dialect = one_stop.place().engine;
    return one_stop.shape() == "wide" ? wide_sql(dialect) : opencps_sql(dialect);
}

void check_agreement(const Ministry& ministry, const Office& office, const OneStop& one_stop)
{
    ministry.agrees_to_withdrawals();
    check_basis(ministry, one_stop, "received");
    check_basis(ministry, one_stop, "settled");
    check_totals(ministry, office, one_stop);
}

void reads_once_and_agrees(OneStop& one_stop, const Reading& reading)
{
    one_stop.fill(4000, "2026-03", "2026-08");
    Ministry ministry;
    ministry.start();
    const Office office(reading, ministry.address());
    const auto finished = office.run_once();
    INFO("agent run --once: " << shown(finished));
    REQUIRE(finished.status == 0);
    check_agreement(ministry, office, one_stop);
    CHECK(ministry.stop() == 0);
}

} // namespace congto::test
