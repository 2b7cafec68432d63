// Flags as they are printed, and questions that cannot be answered.
#include "config/runtime/failure.h"
#include "tests/flags/watched.h"
#include "tests/rates/golden.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace model;
using runtime::Shape;

// A hundred dossiers of which some signals are told, some are over, and some are neither.
const Watched& town()
{
    static Watched watched([] {
        std::vector<Observation> table;
        const auto told = [] {
            return dossier()
                .at("H44.01")
                .not_seen(Evidence::official_account)
                .not_seen(Evidence::malformed_identity);
        };
        add(table, 30, told());
        add(table, 25, told().sees(Evidence::official_account).at("H44.02"));
        add(table, 5, dossier().at("H44.02"));
        add(table, 38, told().via(Channel::counter));
        add(table, 2, told().via(Channel::post));
        add(table, 3, told().unreceived());
        return table;
    }());
    static const Watched& reporting =
        watched.reporting("unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"
                          "H44,2026-01,end_to_end,61,101,60.4,portal,2026-02-02\n");
    static TestSpool greeted_only(watched.filled(), "H26", {"onestop"}, 2);
    static TestSpool honest(watched.filled(), "H01", {"onestop"}, 3);
    static const auto receipt = honest.observe({dossier().at("H01.01")});
    return reporting;
}

flags::FlagArguments january_of(const char* unit)
{
    flags::FlagArguments arguments;
    arguments.which.month = "2026-01";
    if (unit != nullptr) {
        arguments.which.unit = unit;
    }
    return arguments;
}

std::vector<std::string> faults_of(const flags::FlagArguments& arguments)
{
    try {
        town().printed(arguments, Shape::table);
    } catch (const runtime::BadSettings& refused) {
        return refused.faults();
    }
    return {};
}

TEST_CASE("one unit: every signal, and the rates with and without what is flagged")
{
    check_golden("unit.txt", town().printed(january_of("H44"), Shape::table));
    check_golden("unit.json", town().printed(january_of("H44"), Shape::json));
}

TEST_CASE("all units: those over a threshold first, and one that is not read says so")
{
    check_golden("all.txt", town().printed(january_of(nullptr), Shape::table));
}

TEST_CASE("one detector, body by body")
{
    auto arguments = january_of("H44");
    arguments.detector = "D1";
    arguments.which.by = "body";
    check_golden("by_body.txt", town().printed(arguments, Shape::table));
    check_golden("by_body.csv", town().printed(arguments, Shape::csv));
}

TEST_CASE("several whole months are one question")
{
    auto arguments = january_of("H44");
    arguments.which.month.reset();
    arguments.which.from = "2025-12-01";
    arguments.which.to = "2026-02-28";
    CHECK(town().printed(arguments, Shape::csv).find("D1,official_account,25,55,60,45.45") !=
          std::string::npos);
}

TEST_CASE("what cannot be asked is one clear fault each")
{
    using Lines = std::vector<std::string>;
    auto arguments = january_of("H44");
    arguments.detector = "D18";
    CHECK(faults_of(arguments) == Lines{"--detector: \"D18\" is not one of D1 to D17"});
    arguments = january_of("H44");
    arguments.which.month.reset();
    arguments.which.from = "2026-01-01";
    arguments.which.to = "2026-01-30";
    CHECK(faults_of(arguments) ==
          Lines{"flags are counted by whole months: give --month, or --from the first and --to the "
                "last day of a month"});
    arguments = january_of("H99");
    arguments.detector = "d1";
    arguments.which.by = "day";
    CHECK(faults_of(arguments).size() == 3);
}

} // namespace
} // namespace congto::test
