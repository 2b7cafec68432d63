#include "collector/register/register_ledger.h"
#include "collector/register/registers.h"
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

const std::string kBodies = "code,unit,name_vi,kind,valid_from,valid_to,successor_code\n"
                            "H44.14,H44,Huyện A,district,2020-07-22,2025-06-30,H44.200\n"
                            "H44.200,H44,Xã A,commune,2025-07-01,,\n";
const std::string kCampaigns = "name,from,to,text\n60 days,2025-10-10,2025-12-10,all\n";
const std::string kTargets = "indicator,whom,from,to,rate,campaign\n"
                             "digitised,H44,,,100,60 days\n"
                             "on_time,nation,2025-07-01,,95,\n";

struct Made {
    Made()
    {
        create(folder / "register.db", kNow), database = open_for_import(folder / "register.db");
    }

    std::int64_t entries()
    {
        return database->execAndGet("SELECT count(*) FROM register_ledger").getInt64();
    }

    test::TempDir folder;
    std::unique_ptr<SQLite::Database> database;
};

TEST_CASE("bodies, campaigns and targets are imported each as a whole")
{
    Made made;
    auto& registers = *made.database;
    CHECK(import_bodies(registers, {kBodies, "b.csv"}, kNow) == Imported{2, 0, 0, 0});
    CHECK(import_campaigns(registers, {kCampaigns, "c.csv"}, kNow) == Imported{1, 0, 0, 0});
    CHECK(import_targets(registers, {kTargets, "t.csv"}, kNow) == Imported{2, 0, 0, 0});
    CHECK(made.entries() == 4);
    const auto units = read_unit_register(registers);
    CHECK(read_body_register(registers).all() == read_bodies(kBodies, "b.csv", units));
    const auto campaigns = read_campaign_register(registers);
    CHECK(campaigns.all() == read_campaigns(kCampaigns, "c.csv"));
    CHECK(read_target_register(registers).all() ==
          read_targets(kTargets, "t.csv", units, campaigns));

    CHECK(import_bodies(registers, {kBodies, "b.csv"}, kNow) == Imported{0, 0, 0, 2});
    CHECK(import_campaigns(registers, {kCampaigns, "c.csv"}, kNow) == Imported{0, 0, 0, 1});
    CHECK(import_targets(registers, {kTargets, "t.csv"}, kNow) == Imported{0, 0, 0, 2});
    CHECK(made.entries() == 4);

    const std::string fewer =
        kBodies.substr(0, kBodies.find("H44.14")) + "H44.200,H44,Xã B,commune,2025-07-01,,\n";
    CHECK(import_bodies(registers, {fewer, "b.csv"}, kNow) == Imported{0, 1, 1, 0});
    CHECK(read_body_register(registers).all().size() == 1);
    CHECK(first_broken_entry(registers) == std::nullopt);
}

TEST_CASE("a campaign's targets follow its days")
{
    Made made;
    auto& registers = *made.database;
    import_campaigns(registers, {kCampaigns, "c.csv"}, kNow);
    import_targets(registers, {kTargets, "t.csv"}, kNow);
    import_campaigns(registers, {"name,from,to,text\n60 days,2025-11-01,2025-12-31,all\n", "c.csv"},
                     kNow);
    const auto targets = read_target_register(registers).all();
    REQUIRE(targets.size() == 2);
    CHECK(targets[0].valid_from == day("2025-11-01"));
    CHECK(targets[0].valid_to == day("2025-12-31"));
}

TEST_CASE("a campaign that has targets cannot be dropped, nor moved to where their unit is not")
{
    Made made;
    auto& registers = *made.database;
    import_campaigns(registers, {kCampaigns, "c.csv"}, kNow);
    import_targets(registers, {kTargets, "t.csv"}, kNow);
    CHECK(faults_of([&] {
              import_campaigns(registers, {"name,from,to,text\n", "c.csv"}, kNow);
          }) == Lines{"c.csv: lacks the campaign \"60 days\", which has targets; import targets "
                      "without it first"});
    CHECK(faults_of([&] {
              import_campaigns(registers,
                               {"name,from,to,text\n60 days,2025-06-01,2025-07-31,\n", "c.csv"},
                               kNow);
          }) == Lines{"c.csv: the campaign \"60 days\" from 2025-06-01 to 2025-07-31 has a target "
                      "for H44 Tỉnh Phú Thọ, which is not the same unit on all these days; import "
                      "targets without it first"});
    CHECK(read_campaign_register(registers).all() == read_campaigns(kCampaigns, "c.csv"));
    CHECK(made.entries() == 3);
}

TEST_CASE("a unit register that is imported anew keeps bodies and targets")
{
    Made made;
    auto& registers = *made.database;
    import_bodies(registers, {kBodies, "b.csv"}, kNow);
    import_campaigns(registers, {kCampaigns, "c.csv"}, kNow);
    import_targets(registers, {kTargets, "t.csv"}, kNow);
    std::string content(shipped_units());
    content.replace(content.find("Cao Bang"), 8, "Cao Bằng");
    CHECK(import_units(registers, {content, "units.tsv"}, kNow).changed == 1);
    CHECK(read_body_register(registers).all().size() == 2);
    CHECK(read_target_register(registers).all().size() == 2);
}

// The shipped register, in which H44 ends with June 2027.
std::string units_without_h44()
{
    std::string content(shipped_units());
    const std::string line = "Phu Tho\t2025-07-01\t\t";
    const auto at = content.find(line);
    REQUIRE(at != std::string::npos);
    return content.replace(at, line.size(), "Phu Tho\t2025-07-01\t2027-06-30\t");
}

TEST_CASE("a unit is not ended before its bodies, its list and its targets are")
{
    Made made;
    auto& registers = *made.database;
    const std::string procedures = "code,name_vi,level,eligible,gives_result,fee,valid_from,"
                                   "valid_to,unit\n";
    import_bodies(registers, {kBodies, "b.csv"}, kNow);
    import_procedures(registers,
                      {procedures + "1.000894,A,full,,yes,,2025-07-01,,\n"
                                    "1.000894,A,full,,yes,,2025-07-01,,H44\n"
                                    "2.000815,B,full,,yes,,2025-07-01,2027-12-31,H44\n",
                       "p.csv"},
                      kNow);
    import_campaigns(registers, {kCampaigns, "c.csv"}, kNow);
    import_targets(registers, {kTargets + "on_time,H44,2027-01-01,2027-12-31,95,\n", "t.csv"},
                   kNow);
    const auto end_h44 = [&] { import_units(registers, {units_without_h44(), "u.tsv"}, kNow); };
    const std::string ends = "u.tsv: ends H44 Tỉnh Phú Thọ on 2027-06-30, but ";
    CHECK(faults_of(end_h44) ==
          Lines{ends + "1 of its bodies lasts longer, as H44.200 from 2025-07-01; import bodies "
                       "that end with it first",
                ends + "2 of its procedures last longer, as 1.000894 from 2025-07-01; import "
                       "procedures that end with it first",
                ends + "1 of its targets lasts longer, as on_time from 2027-01-01 to 2027-12-31; "
                       "import targets that end with it first"});
    CHECK(read_unit_register(registers).valid_on("H44", day("2028-01-01")) != nullptr);

    import_bodies(registers,
                  {kBodies.substr(0, kBodies.find("H44.200,")) +
                       "H44.200,H44,Xã A,commune,2025-07-01,2027-06-30,\n",
                   "b.csv"},
                  kNow);
    import_procedures(registers, {procedures + "1.000894,A,full,,yes,,2025-07-01,,\n", "p.csv"},
                      kNow);
    import_targets(registers, {kTargets, "t.csv"}, kNow);
    end_h44();
    CHECK(read_unit_register(registers).valid_on("H44", day("2028-01-01")) == nullptr);
}

} // namespace
} // namespace congto::registers
