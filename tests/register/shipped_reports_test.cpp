// The real reports in config/reported: all of them import, and contradict themselves as its README
// says.
#include "collector/register/contradictions.h"
#include "collector/register/registers.h"
#include "collector/register/sheet.h"
#include "tests/register/faults_of.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

namespace congto::registers {
namespace {

const std::filesystem::path kReports = CONGTO_REPORTED_SAMPLES;

struct Imported34 {
    Imported34()
    {
        create(folder / "register.db", runtime::Instant{});
        database = open_for_import(folder / "register.db");
        std::set<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(kReports)) {
            files.insert(entry.path());
        }
        for (const auto& path : files) {
            if (path.extension() != ".md") {
                added[path.filename().string()] = take(path).added;
            }
        }
    }

    Imported take(const std::filesystem::path& path)
    {
        const std::string content = read_whole(path);
        const RegisterFile file{content, path.filename().string()};
        return looks_like_json(content)
                   ? import_portal(*database, file, {{}, {}, "national portal"}, {})
                   : import_reported(*database, file, {});
    }

    std::vector<Contradiction> contradictions()
    {
        return contradictions_of(read_reported_figures(*database), read_reported_counts(*database));
    }

    test::TempDir folder;
    std::unique_ptr<SQLite::Database> database;
    std::map<std::string, std::int64_t> added;
};

bool says(const std::vector<Contradiction>& all, std::string_view kind, const std::string& what)
{
    return std::any_of(all.begin(), all.end(), [&](const Contradiction& one) {
        return one.kind == kind && one.says.find(what) != std::string::npos;
    });
}

TEST_CASE("every shipped report imports whole, once")
{
    Imported34 made;
    CHECK(made.added.size() == 13);
    CHECK(made.added["provinces-2026.csv"] == 34 * 4);
    CHECK(made.added["h44-on-time-by-month-2026.csv"] == 9);
    // Of 164 departments three numbers each, and a rate of all but the two that received nothing.
    CHECK(made.added["h44-2026-08-progress.json"] == 164 * 3 + 162);
    CHECK(made.take(kReports / "h44-2026-08-progress.json").changes_nothing());
    CHECK(made.take(kReports / "provinces-2026.csv").changes_nothing());
}

TEST_CASE("the shipped reports are the official ones, to the dossier")
{
    Imported34 made;
    std::map<std::string, std::int64_t> sums;
    for (const ReportedCount& one : read_reported_counts(*made.database)) {
        if (!one.body.empty() && one.from == model::parse_day("2026-08-01")) {
            sums[one.name] += one.value;
        }
    }
    CHECK(sums["received"] == 184'513);
    CHECK(sums["on_time"] == 144'625);
    CHECK(sums["fee_dossiers"] == 98'459);
    CHECK(sums["paid_online"] == 82'913);
    std::int64_t received = 0;
    for (const ReportedFigure& one : read_reported_figures(*made.database)) {
        const bool national = one.to == model::parse_day("2026-10-10");
        received += national && one.indicator == "on_time" ? *one.denominator : 0;
    }
    CHECK(received == 14'666'757);
}

TEST_CASE("reports of units are read without those of their bodies")
{
    Imported34 made;
    const auto of_units = read_unit_reports(*made.database);
    CHECK(of_units.size() == 34 * 4 + 9 + 3 * 4 + 2 * 2 + 3);
    CHECK(std::all_of(of_units.begin(), of_units.end(),
                      [](const ReportedFigure& one) { return one.body.empty(); }));
    CHECK(read_reported_figures(*made.database).size() > 400);
}

TEST_CASE("the shipped reports contradict themselves in the ways the README lists")
{
    Imported34 made;
    const auto all = made.contradictions();
    CHECK(says(all, "all_dossiers", "channel_total = 152595, received = 184513"));
    CHECK(says(all, "all_dossiers", "channel_total = 440558, received = 464494"));
    CHECK(says(all, "all_dossiers", "received = 473913, result_electronic_of = 473911"));
    CHECK(says(all, "above_every_part", "on_time 88.42 %, but no month is above 84.52 %"));
    CHECK(says(all, "part_over_whole", "services = 1884, but 1968 from 2026-08-01 to 2026-08-31"));
    // Sums over bodies hold in every tree, and so do channels.
    CHECK_FALSE(says(all, "bodies", ""));
    CHECK_FALSE(says(all, "parts_of_total", ""));
    CHECK_FALSE(says(all, "rate", ""));
}

TEST_CASE("a tree with one wrong number leaves nothing behind")
{
    Imported34 made;
    const auto before = read_reported_counts(*made.database).size();
    std::string content = read_whole(kReports / "h44-2026-08-progress.json");
    const auto at = content.rfind("\"totalOnTime\": ") + 15;
    content.replace(at, content.find(',', at) - at, "999999999");
    CHECK(test::faults_of([&] {
              import_portal(*made.database, {content, "t.json"}, {{}, {}, "another"}, {});
          }).size() == 1);
    CHECK(read_reported_counts(*made.database).size() == before);
}

TEST_CASE("another number of the same capture is refused; of another day it is another report")
{
    Imported34 made;
    std::string content = read_whole(kReports / "h44-2026-q3-progress.json");
    content.replace(content.find("403016"), 6, "403017");
    const PortalReport report{{}, {}, "national portal"};
    CHECK(test::faults_of([&] {
              import_portal(*made.database, {content, "t.json"}, report, {});
          }) ==
          std::vector<std::string>{
              "t.json: the unit: on_time 86.76 % (403017 of 464494) differs from on_time 86.76 % "
              "(403016 of 464494), imported already; a correction is a new report with its own "
              "--reported-on",
              "t.json: the unit: on_time 403017 differs from on_time 403016, imported already; a "
              "correction is a new report with its own --reported-on"});
    content.replace(content.find("2026-09-26T11:21Z"), 17, "2026-09-28T11:21Z");
    CHECK(import_portal(*made.database, {content, "t.json"}, report, {}).added == 4);
}

} // namespace
} // namespace congto::registers
