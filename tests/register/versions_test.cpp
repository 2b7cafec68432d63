#include "collector/register/versions.h"

#include "collector/register/listings.h"
#include "collector/register/register_ledger.h"
#include "collector/register/registers.h"
#include "collector/register/sheet.h"
#include "tests/register/faults_of.h"
#include "tests/register/known_units.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

namespace congto::registers {
namespace {

using test::day;
using test::faults_of;
using Lines = std::vector<std::string>;

const runtime::Instant kNow{std::chrono::microseconds(1'770'076'800'000'000)};
const std::string kHeading =
    "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to,unit\n";
const std::string kFirst = kHeading + "1.000001,A,partial,yes,,,2026-01-01,,\n"
                                      "1.000002,B,full,yes,,,2026-01-01,,\n"
                                      "1.000003,C,full,yes,,,2026-01-01,,\n";
const std::string kSecond = kHeading + "1.000001,A,full,yes,,yes,2026-01-01,,\n"
                                       "1.000002,B,full,yes,,,2026-01-01,,\n"
                                       "1.000002,B,partial,yes,,,2026-01-01,,H44\n";

struct Made {
    Made()
    {
        create(folder / "register.db", kNow);
        database = open_for_import(folder / "register.db");
    }

    test::TempDir folder;
    std::unique_ptr<SQLite::Database> database;
};

// "changed 1.000001, 2026-01-01 level partial full"
Lines shown(const Changes& changes)
{
    Lines lines;
    for (const auto& line : changes.lines) {
        std::string text = std::string(name_of(line.fate)) + ' ' + line.line;
        for (const auto& field : line.fields) {
            text += " | " + field.column + ' ' + field.before + "->" + field.after;
        }
        lines.push_back(text);
    }
    return lines;
}

const Lines kFromFirstToSecond{"changed 1.000001, 2026-01-01 | level partial->full | fee ->yes",
                               "added H44, 1.000002, 2026-01-01", "removed 1.000003, 2026-01-01"};

TEST_CASE("a dry run shows what would change, and changes nothing")
{
    Made made;
    import_procedures(*made.database, {kFirst, "p.csv"}, kNow);
    const auto reader = open_for_reading(made.folder / "register.db");
    const Changes changes = dry_run(*reader, import_of(kProcedures), {kSecond, "p.csv"});
    CHECK(shown(changes) == kFromFirstToSecond);
    CHECK(changes.count() == Imported{1, 1, 1, 1});
    CHECK(read_procedure_register(*reader).all().size() == 3);
    CHECK(ledger_entries(*reader).size() == 2);
    CHECK(import_procedures(*made.database, {kSecond, "p.csv"}, kNow) == changes.count());
}

TEST_CASE("a dry run refuses what the import would refuse")
{
    Made made;
    const std::string content = kHeading + "1.000001,A,half,yes,,,2026-01-01,,\n";
    const auto refused = faults_of([&] {
        dry_run(*made.database, import_of(kProcedures), {content, "p"});
    });
    CHECK(refused.size() == 1);
    CHECK(refused == faults_of([&] { import_procedures(*made.database, {content, "p"}, kNow); }));
}

TEST_CASE("a dry run of units follows a unit through its new name")
{
    Made made;
    std::string content(shipped_units());
    content.replace(content.find("Tỉnh Cao Bằng"), std::string("Tỉnh Cao Bằng").size(),
                    "Tỉnh Cao Bằng mới");
    const auto changes = dry_run(*made.database, import_of(kUnits), {content, "units.tsv"});
    REQUIRE(changes.lines.size() == 1);
    CHECK(shown(changes)[0].find("name_vi Tỉnh Cao Bằng->Tỉnh Cao Bằng mới") != std::string::npos);
    CHECK(changes.unchanged == 111);
}

TEST_CASE("what is reported anew is all that an import of reported figures changes")
{
    Made made;
    const std::string heading = "unit,month,indicator,numerator,denominator,rate,origin,"
                                "reported_on\n";
    const std::string january = "H44,2026-01,end_to_end,,,92.4,portal,2026-02-01\n";
    const std::string february = "H44,2026-02,end_to_end,,,93.4,portal,2026-03-01\n";
    import_reported(*made.database, {heading + january, "r.csv"}, kNow);
    CHECK(shown(dry_run(*made.database, import_of(kReported),
                        {heading + january + february, "r.csv"})) ==
          Lines{"added H44, 2026-02-01, 2026-02-28, end_to_end, portal, 2026-03-01"});
}

TEST_CASE("the ledger lists each import with what it changed, and gives its file back")
{
    Made made;
    import_procedures(*made.database, {kFirst, "p.csv"}, kNow);
    import_procedures(*made.database, {kSecond, "p.csv"}, kNow);
    const auto entries = ledger_entries(*made.database);
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].act == "units import");
    CHECK(entries[0].imported == Imported{112, 0, 0, 0});
    CHECK(entries[2].number == 3);
    CHECK(entries[2].at == kNow);
    CHECK(entries[2].act == "procedures import");
    CHECK(entries[2].imported == Imported{1, 1, 1, 1});
    CHECK(entries[2].bytes == static_cast<std::int64_t>(kSecond.size()));
    CHECK(entries[2].chain.size() == 64);
    CHECK(payload_of(*made.database, 2) == kFirst);
    CHECK(faults_of([&] { payload_of(*made.database, 4); }) ==
          Lines{"the register ledger has no entry 4; congto-collector registers list shows them"});
}

TEST_CASE("two versions of a register are compared, whatever was imported between them")
{
    Made made;
    auto& registers = *made.database;
    import_procedures(registers, {kFirst, "p.csv"}, kNow);
    import_campaigns(registers, {"name,from,to,text\nA,2026-01-01,2026-02-01,\n", "c.csv"}, kNow);
    import_procedures(registers, {kHeading, "p.csv"}, kNow);
    import_procedures(registers, {kSecond, "p.csv"}, kNow);
    CHECK(shown(changes_since(registers, 2, 5)) == kFromFirstToSecond);
    CHECK(changes_since(registers, 2, std::nullopt).count() == Imported{3, 0, 0, 0});
    CHECK(changes_since(registers, 4, std::nullopt).count() == Imported{0, 0, 3, 0});
    CHECK(faults_of([&] { changes_since(registers, 2, 3); }) ==
          Lines{"entry 2 is of procedures and 3 of campaigns; give two of one register"});
    CHECK(faults_of([&] { changes_since(registers, 5, 2); }) ==
          Lines{"entry 2 is not after 5; give the older one first"});
    registers.exec("INSERT INTO register_ledger (at, act, payload, chain) VALUES (1, 'sources "
                   "order', x'41', zeroblob(32))");
    CHECK(ledger_entries(registers).back().imported == std::nullopt);
    CHECK(faults_of([&] { changes_since(registers, 6, std::nullopt); }) ==
          Lines{"entry 6 is \"sources order\", which imports no file; congto-collector registers "
                "show 6 prints what it was"});
}

TEST_CASE("a target moves with its campaign from one version to the next")
{
    Made made;
    auto& registers = *made.database;
    const std::string targets = "indicator,whom,from,to,rate,campaign\ndigitised,nation,,,";
    import_campaigns(registers, {"name,from,to,text\nA,2026-01-01,2026-02-01,\n", "c.csv"}, kNow);
    import_targets(registers, {targets + "90,A\n", "t.csv"}, kNow);
    import_campaigns(registers, {"name,from,to,text\nA,2026-01-10,2026-02-01,\n", "c.csv"}, kNow);
    import_targets(registers, {targets + "100,A\n", "t.csv"}, kNow);
    CHECK(shown(changes_since(registers, 3, 5)) ==
          Lines{"changed digitised, nation, A, 2026-01-10 | from 2026-01-01->2026-01-10 | rate "
                "90->100"});
    CHECK(shown(changes_since(registers, 4, std::nullopt)) ==
          Lines{"changed A | from 2026-01-01->2026-01-10"});
}

TEST_CASE("a tree of the national portal is one of the versions of what was reported")
{
    Made made;
    const std::filesystem::path samples = CONGTO_REPORTED_SAMPLES;
    const std::string tree = read_whole(samples / "h44-2026-08-online.json");
    const PortalReport report{Days{day("2026-08-01"), day("2026-08-31")}, day("2026-09-27"),
                              "national portal, public"};
    const auto planned = dry_run(*made.database, portal_import(report), {tree, "tree.json"});
    const auto imported = import_portal(*made.database, {tree, "tree.json"}, report, kNow);
    CHECK(planned.count() == imported);
    CHECK(imported.added > 0);
    const auto entries = ledger_entries(*made.database);
    REQUIRE(entries.size() == 2);
    REQUIRE(entries[1].imported);
    CHECK(entries[1].imported->added == imported.added);
    CHECK(changes_since(*made.database, 2, std::nullopt).lines.size() == planned.lines.size());
}

TEST_CASE("an entry whose file cannot be imported again is listed, and says why")
{
    Made made;
    import_procedures(*made.database, {kFirst, "p.csv"}, kNow);
    made.database->exec("UPDATE register_ledger SET payload = x'00' WHERE entry = 2");
    import_procedures(*made.database, {kSecond, "p.csv"}, kNow);
    const auto entries = ledger_entries(*made.database);
    REQUIRE(entries.size() == 3);
    CHECK(entries[1].imported == std::nullopt);
    CHECK(entries[1].refused.find("entry 2 (procedures import)") != std::string::npos);
    CHECK(entries[2].refused.empty());
    CHECK(entries[2].imported->added == 3);
    const auto listing =
        ledger_listing(entries, first_broken_entry(*made.database), runtime::Shape::table);
    CHECK(listing.notes.back() == entries[1].refused);
    CHECK_THROWS_AS(changes_since(*made.database, 3, std::nullopt), runtime::Corrupt);
}

TEST_CASE("what was said of a tree is read from its act again")
{
    const Days august{day("2026-08-01"), day("2026-08-31")};
    for (const PortalReport& report :
         {PortalReport{august, day("2026-09-27"), "portal"}, PortalReport{august, {}, "a, b"},
          PortalReport{{}, day("2026-09-27"), "portal"}, PortalReport{{}, {}, "portal"},
          PortalReport{{}, {}, ""}}) {
        const auto read = report_of_act(act_of(report));
        REQUIRE(read);
        CHECK(read->period == report.period);
        CHECK(read->reported_on == report.reported_on);
        CHECK(read->origin == report.origin);
    }
    CHECK_FALSE(report_of_act("reported import"));
    CHECK_FALSE(report_of_act("units import"));
}

} // namespace
} // namespace congto::registers
