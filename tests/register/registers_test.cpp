#include "collector/register/registers.h"

#include "collector/register/register_ledger.h"
#include "tests/register/faults_of.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

namespace congto::registers {
namespace {

using test::faults_of;
using Lines = std::vector<std::string>;

const runtime::Instant kNow{std::chrono::microseconds(1'770'076'800'000'000)};

const std::string kProcedures = "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to\n"
                                "1.000001,A,full,yes,no,,2024-01-01,2024-12-31\n"
                                "1.000001,A,full,yes,yes,,2025-01-01,\n";
const std::string kReported = "unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"
                              "H44,2026-02,end_to_end,,,92.4,portal,2026-03-01\n";

model::Day day(std::string_view text)
{
    return model::parse_day(text).value();
}

// A register as init makes it.
struct Made {
    Made()
    {
        create(file, kNow);
        database = open_for_import(file);
    }

    std::int64_t count(const std::string& table)
    {
        return database->execAndGet("SELECT count(*) FROM " + table).getInt64();
    }

    test::TempDir folder;
    std::filesystem::path file = folder / "register.db";
    std::unique_ptr<SQLite::Database> database;
};

TEST_CASE("a new register holds the shipped units and says so in its ledger")
{
    Made made;
    CHECK(read_unit_register(*made.database).all().size() == 112);
    CHECK(made.count("register_ledger") == 1);
    CHECK(made.database->execAndGet("SELECT act FROM register_ledger").getString() ==
          "units import");
    CHECK(made.database->execAndGet("SELECT at FROM register_ledger").getInt64() ==
          kNow.time_since_epoch().count());
    CHECK(faults_of([&] { create(made.file, kNow); }) ==
          Lines{made.file.string() + ": exists already; congto-collector units import changes it"});
}

TEST_CASE("a register keeps a rollback journal, so that imports and readers are any processes")
{
    Made made;
    CHECK(made.database->execAndGet("PRAGMA journal_mode").getString() == "delete");
    CHECK(made.database->execAndGet("PRAGMA synchronous").getInt() == 3); // EXTRA
}

TEST_CASE("units are found by code and day")
{
    Made made;
    const auto old_unit = unit_with_code(*made.database, "H44", day("2025-06-30"));
    const auto new_unit = unit_with_code(*made.database, "H44", day("2025-07-01"));
    REQUIRE(old_unit);
    REQUIRE(new_unit);
    CHECK(old_unit != new_unit);
    CHECK(unit_with_code(*made.database, "H63", day("2024-01-01")) == std::nullopt);
}

TEST_CASE("importing the same units again changes nothing and leaves no entry")
{
    Made made;
    const auto before = read_unit_register(*made.database).all();
    CHECK(import_units(*made.database, {shipped_units(), "units.tsv"}, kNow) ==
          Imported{0, 0, 0, 112});
    CHECK(read_unit_register(*made.database).all() == before);
    CHECK(made.count("register_ledger") == 1);
}

TEST_CASE("a code that was confirmed joins the unit it belongs to, under its old id")
{
    Made made;
    std::string content(shipped_units());
    const std::string candidate = "\tprovince\tTỉnh Yên Bái\tYen Bai\t2020-07-22\t2025-06-30\tH38\t"
                                  "Tỉnh Lào Cai\t\tunconfirmed\tH63\t15\n";
    const auto at = content.find(candidate);
    REQUIRE(at != std::string::npos);
    content.replace(at, candidate.size(),
                    "H63\tprovince\tTỉnh Yên Bái\tYen Bai\t2020-07-22\t2025-06-30\tH38\t"
                    "Tỉnh Lào Cai\t\tconfirmed\t\t15\n");
    CHECK(import_units(*made.database, {content, "units.tsv"}, kNow) == Imported{0, 1, 0, 111});
    CHECK(unit_with_code(*made.database, "H63", day("2024-01-01")) == 3);
    CHECK(made.count("register_ledger") == 2);
}

TEST_CASE("a file with one fault imports nothing")
{
    Made made;
    std::string content(shipped_units());
    content.replace(content.find("Tuyen Quang"), 6, "Changed");
    content += "H4\tprovince\tX\tX\t2020-07-22\t\t\t\t\tconfirmed\t\t\n";
    const auto before = read_unit_register(*made.database).all();
    CHECK(faults_of([&] {
              import_units(*made.database, {content, "units.tsv"}, kNow);
          }) ==
          Lines{"units.tsv:114: column 1 (unit_code): \"H4\" is not a unit code like H44 or G09"});
    CHECK(read_unit_register(*made.database).all() == before);
    CHECK(made.count("register_ledger") == 1);
    CHECK(faults_of([&] {
              import_reported(*made.database, {kReported + "H44,2026-02,x,,,1,p,2026-03-01\n", "r"},
                              kNow);
          }).size() == 1);
    CHECK(made.count("reported") == 0);
}

TEST_CASE("the procedure register is replaced as a whole")
{
    Made made;
    CHECK(import_procedures(*made.database, {kProcedures, "p.csv"}, kNow) == Imported{2, 0, 0, 0});
    const auto held = read_procedure_register(*made.database).all();
    REQUIRE(held.size() == 2);
    CHECK(held == read_procedures(kProcedures, "p.csv", {}));
    const std::string next = "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to\n"
                             "1.000001,A,full,yes,,,2024-01-01,2024-12-31\n"
                             "1.000002,B,,,,,2024-01-01,\n";
    CHECK(import_procedures(*made.database, {next, "p.csv"}, kNow) == Imported{1, 1, 1, 0});
    CHECK(read_procedure_register(*made.database).all() == read_procedures(next, "p.csv", {}));
    CHECK(made.count("register_ledger") == 3);
}

TEST_CASE("reported figures stay, through every import")
{
    Made made;
    CHECK(import_reported(*made.database, {kReported, "r.csv"}, kNow) == Imported{1, 0, 0, 0});
    CHECK(import_reported(*made.database, {kReported, "r.csv"}, kNow) == Imported{0, 0, 0, 0});
    std::string content(shipped_units());
    content.replace(content.find("Cao Bang"), 8, "Cao Bằng");
    CHECK(import_units(*made.database, {content, "units.tsv"}, kNow).changed == 1);
    const auto held = read_reported_figures(*made.database);
    REQUIRE(held.size() == 1);
    CHECK(held[0] == ReportedFigure{*unit_with_code(*made.database, "H44", day("2026-02-01")),
                                    day("2026-02-01"),
                                    day("2026-02-28"),
                                    "end_to_end",
                                    {},
                                    {},
                                    "92.4",
                                    "portal",
                                    day("2026-03-01")});
}

TEST_CASE("the ledger keeps the file imported and notices what is altered later")
{
    Made made;
    import_procedures(*made.database, {kProcedures, "p.csv"}, kNow);
    import_reported(*made.database, {kReported, "r.csv"}, kNow);
    CHECK(first_broken_entry(*made.database) == std::nullopt);
    const auto payload =
        made.database->execAndGet("SELECT payload FROM register_ledger WHERE entry = 2");
    CHECK(payload.getString() == kProcedures);

    SECTION("another time")
    {
        made.database->exec("UPDATE register_ledger SET at = 1 WHERE entry = 2");
    }
    SECTION("another act")
    {
        made.database->exec("UPDATE register_ledger SET act = 'units import' WHERE entry = 2");
    }
    SECTION("another payload")
    {
        made.database->exec("UPDATE register_ledger SET payload = (SELECT payload FROM "
                            "register_ledger WHERE entry = 3) WHERE entry = 2");
    }
    SECTION("an entry taken out")
    {
        made.database->exec("DELETE FROM register_ledger WHERE entry = 2");
        CHECK(first_broken_entry(*made.database) == 3);
        return;
    }
    CHECK(first_broken_entry(*made.database) == 2);
}

TEST_CASE("an import that was cut off is undone before the register is read")
{
    Made made;
    test::TempDir later;
    const auto copy = later / "register.db";
    {
        made.database->exec("PRAGMA cache_size = 1"); // written to the file before it is committed
        SQLite::Transaction transaction(*made.database);
        made.database->exec("UPDATE unit SET name_en = name_en || '" + std::string(500, 'x') + "'");
        made.database->exec("UPDATE unit SET name_en = name_en || '" + std::string(500, 'y') + "'");
        std::filesystem::copy(made.file, copy);
        std::filesystem::copy(made.file.string() + "-journal", copy.string() + "-journal");
    }
    REQUIRE(test::read_file(copy).find(std::string(500, 'x')) != std::string::npos);
    const auto reader = open_for_reading(copy);
    CHECK(read_unit_register(*reader).all() == read_unit_register(*made.database).all());
    CHECK_FALSE(std::filesystem::exists(copy.string() + "-journal"));
}

TEST_CASE("a register that is missing, of another kind or of a newer edition is refused")
{
    test::TempDir folder;
    CHECK_THROWS_AS(open_for_reading(folder / "none.db"), runtime::Unavailable);
    CHECK_THROWS_AS(open_for_import(folder / "none.db"), runtime::Unavailable);
    CHECK_FALSE(std::filesystem::exists(folder / "none.db"));
    const auto text = folder.write("text.db", std::string(5000, 'x'));
    CHECK_THROWS_AS(open_for_reading(text), runtime::Corrupt);
    Made made;
    made.database->exec("PRAGMA user_version = 99");
    CHECK_THROWS_AS(open_for_reading(made.file), runtime::Corrupt);
}

} // namespace
} // namespace congto::registers
