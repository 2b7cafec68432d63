// Disputes in SQLite: what cannot be translated is said by its reason, and what is no list is
// refused.
#include "tests/e2e/dispute.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

using namespace congto::test;

namespace {

// One province collected and listed, for every test but the last.
Dispute& dispute()
{
    static const TempDir folder;
    static OneStop one_stop(folder, "wide", sqlite_in(folder), 11);
    static Dispute value(one_stop, reading_of(one_stop));
    return value;
}

Finished explain(const Arguments& which)
{
    Arguments arguments{"explain"};
    arguments.insert(arguments.end(), which.begin(), which.end());
    return dispute().office().command(arguments);
}

} // namespace

TEST_CASE("the codes behind a figure are those SQL finds in a wide table")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), printed_seed());
    disputes_a_month(one_stop, reading_of(one_stop));
}

TEST_CASE("the codes behind a figure are those SQL finds in an OpenCPS")
{
    const TempDir folder;
    OneStop one_stop(folder, "opencps", sqlite_in(folder), printed_seed());
    disputes_a_month(one_stop, reading_of(one_stop));
}

TEST_CASE("every indicator of dossiers lists as many as its figure says, on every basis")
{
    const auto& ministry = dispute().ministry();
    for (const std::string basis : {"received", "settled", "settled_with_withdrawn"}) {
        const auto rates = ministry.command(
            {"rates", "--month", "2026-06", "--basis", basis, "--indicator", "all", "--csv"});
        REQUIRE(rates.status == 0);
        int listed = 0;
        for (const auto& row : csv_rows(rates.output)) {
            const auto& indicator = row.at("indicator");
            INFO(basis << ' ' << indicator);
            if (row.at("denominator").empty() || indicator.rfind("procedures_", 0) == 0)
                continue;
            const Arguments asked{"--indicator", indicator, "--basis", basis, "--side"};
            const auto side = [&](const char* which) {
                auto arguments = asked;
                arguments.emplace_back(which);
                return std::to_string(csv_rows(dispute().list("2026-06", arguments)).size());
            };
            CHECK(side("denominator") == row.at("denominator"));
            CHECK(side("numerator") == row.at("numerator"));
            ++listed;
        }
        CHECK(listed >= 8);
    }
}

TEST_CASE("a list is also JSON, with the figure it is of")
{
    const Json json(dispute().list("2026-06", {"--indicator", "paid_online", "--json"}));
    CHECK(json.text("/indicator") == "paid_online");
    CHECK(json.number("/denominator") == static_cast<long long>(json.size("/rows")));
    CHECK(json.text("/rows/0/dossier").size() == 32);
}

TEST_CASE("a side in other letters lists nothing, and is refused as no side")
{
    const Ministry ministry;
    for (const char* side : {"REST", "Numerator", "counted"}) {
        const auto finished = ministry.command({"dossiers", "--unit", "H44", "--month", "2026-06",
                                                "--indicator", "end_to_end", "--side", side});
        INFO(shown(finished));
        CHECK(finished.status == 64);
        CHECK(lines_with(finished.error, "--side: must be one of").size() == 1);
    }
}

TEST_CASE("what stands behind no figure of dossiers is refused")
{
    const auto refused = [&](Arguments arguments) {
        arguments.insert(arguments.begin(), "dossiers");
        const auto finished = dispute().ministry().command(arguments);
        CHECK(finished.status == 78);
        CHECK(finished.output.empty());
        return finished.error;
    };
    CHECK(refused({"--month", "2026-06"}).find("--unit is missing") != std::string::npos);
    CHECK(refused({"--unit", "H01", "--month", "2026-06", "--indicator", "end_to_end"})
              .find("not metered") != std::string::npos);
    CHECK(refused({"--unit", "H44", "--month", "2026-06", "--indicator", "end_to_end_proven"})
              .find("add --basis settled") != std::string::npos);
    CHECK(refused({"--unit", "H44", "--indicator", "end_to_end"}).find("which days?") !=
          std::string::npos);
}

TEST_CASE("pseudonyms can be given by themselves, and one nobody knows is said to be that")
{
    const auto one =
        csv_rows(dispute().list("2026-06", {"--indicator", "end_to_end"})).front().at("dossier");
    const auto finished = explain({one, "00004f3a000000000000000000000000"});
    INFO(shown(finished));
    REQUIRE(finished.status == 0);
    const auto rows = csv_rows(finished.output);
    REQUIRE(rows.size() == 2);
    CHECK(!rows[0].at("code").empty());
    CHECK(rows[1].at("code").empty());
    CHECK(rows[1].at("why_not").find("no source of this agent shows it or did") == 0);
    CHECK(finished.error.find("2 dossiers, 1 translated") == 0);
}

TEST_CASE("a file that is no list is refused with its line")
{
    const auto file = dispute().office().folder() / "no-list.csv";
    write_file(file, "unit,month\r\nH44,2026-06\r\n");
    CHECK(explain({file.string()}).error.find(":1: has no column dossier") != std::string::npos);
    write_file(file, "dossier,side\r\nabc,numerator\r\n");
    const auto finished = explain({file.string()});
    CHECK(finished.status == 78);
    CHECK(finished.error.find(":2: dossier: \"abc\" is no pseudonym") != std::string::npos);
    CHECK(explain({"/nowhere.csv"}).status == 78);
}

TEST_CASE("a row that is gone, has another code or is left out since is said to be so")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), 12);
    Dispute own(one_stop, reading_of(one_stop));
    const auto list = own.list("2026-06", {"--indicator", "end_to_end", "--side", "numerator"});
    const auto before = own.explained(list);
    REQUIRE(before.size() > 3);
    const auto change = [&](const std::string& what, const CsvRow& row) {
        run_sql(one_stop.place().engine, one_stop.place().connection,
                what + " where id = '" + row.at("row_key") + "';");
    };
    change("delete from dossier", before[0]);
    const std::string now = ", last_modified = strftime('%Y-%m-%d %H:%M:%S', 'now', '+7 hours')";
    change("update dossier set code = 'H44.14-260601-99999'" + now, before[1]);
    change("update dossier set deleted_on = '2026-09-01 00:00:00'" + now, before[2]);
    const auto after = own.explained(list);
    REQUIRE(after.size() == before.size());
    CHECK(after[0].at("why_not") == "source onestop: its row is gone since it was read");
    CHECK(after[1].at("why_not") ==
          "source onestop: its row has another dossier code since it was read");
    CHECK(after[2].at("code") == before[2].at("code"));
    CHECK(after[2].at("becomes") == "left out: deleted");
    CHECK(after[3] == before[3]);

    // Read again, the agent knows it too.
    REQUIRE(own.office().run_once().status == 0);
    const auto known = own.explained(list);
    CHECK(known[1].at("why_not") ==
          "source onestop: its row has another dossier code, or day opened, since");
    CHECK(known[2].at("why_not") ==
          "source onestop: a rule of the mapping leaves its row out since");

    // By another key nothing could be proved.
    const auto key = own.office().folder() / "unit.key";
    std::filesystem::remove(key);
    REQUIRE(own.office().command({"key", "create"}).status == 0);
    const auto refused = own.office().command({"explain", list.substr(list.find('\n') + 1, 32)});
    INFO(shown(refused));
    CHECK(refused.status == 78);
    CHECK(refused.error.find("is not the key the spool was made with") != std::string::npos);
}
