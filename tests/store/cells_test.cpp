// What a reader is told when it asks for counts.
#include "collector/store/reader.h"
#include "config/runtime/failure.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"

#include <catch2/catch.hpp>

#include <map>

using namespace congto;
using namespace congto::test;
using store::Basis;
using store::Grouping;
using store::Scope;

namespace {

store::Period days(std::string_view from, std::string_view to)
{
    return {model::parse_day(from).value(), model::parse_day(to).value()};
}

// Dossiers by group: the code, or the unit's id where groups have none.
std::map<std::string, std::int64_t> sums(const std::vector<store::CellGroup>& groups)
{
    std::map<std::string, std::int64_t> sums;
    for (const store::CellGroup& group : groups) {
        for (const store::CellCount& cell : group.counts) {
            sums[group.code] += cell.count;
        }
    }
    return sums;
}

using Sums = std::map<std::string, std::int64_t>;

// Eight dossiers of one unit and one of another, over three months.
struct Filled : FilledStore {
    Filled()
    {
        TestSpool spool(*this, "H44", {"onestop"}, 1);
        spool.observe({
            a_dossier("a").at("H44.01").of("1.000001").received("2026-01-01"),
            a_dossier("b").at("H44.01").of("1.000001").received("2026-01-31"),
            a_dossier("c")
                .at("H44.01")
                .of("1.000002")
                .received("2026-02-01")
                .resolved("2026-03-01"),
            a_dossier("d").at("H44.02").of("1.000002.000.00.00.H44").received("2026-02-28"),
            a_dossier("e").at("H44.02").of("1.000001").received("2026-03-01"),
            a_dossier("f").at("H44.02").of("1.000001").received("2026-03-31").due("2026-04-10"),
            a_dossier("g").at("H44.02").of("1.000003").unreceived(),
            a_dossier("h")
                .at("H44.02")
                .of("1.000003")
                .unreceived()
                .status(model::Status::registered),
        });
        TestSpool other(*this, "H26", {"onestop"}, 2);
        other.observe({a_dossier("i").at("H26.01").of("1.000001").received("2026-02-10")});
    }

    Sums counts(const Scope& scope, const store::Period& period, Grouping grouping,
                Basis basis = Basis::received) const
    {
        const store::Reader from = reader();
        return sums(from.cells()->counts(basis, scope, period, grouping));
    }
};

} // namespace

TEST_CASE("any two days are counted, both ends included")
{
    const Filled filled;
    const Scope all;
    CHECK(filled.counts(all, days("2026-01-01", "2026-03-31"), Grouping::nothing) == Sums{{"", 7}});
    CHECK(filled.counts(all, days("2026-01-31", "2026-03-01"), Grouping::nothing) == Sums{{"", 5}});
    CHECK(filled.counts(all, days("2026-01-02", "2026-01-30"), Grouping::nothing).empty());
    CHECK(filled.counts(all, days("2026-02-01", "2026-02-28"), Grouping::nothing) == Sums{{"", 3}});
    CHECK(filled.counts(all, days("2026-01-31", "2026-01-31"), Grouping::nothing) == Sums{{"", 1}});
}

TEST_CASE("a unit, a body or a procedure is counted by itself over any days")
{
    const Filled filled;
    const auto period = days("2026-01-31", "2026-03-30");
    Scope scope;
    scope.unit = filled.unit("H44");
    CHECK(filled.counts(scope, period, Grouping::nothing) == Sums{{"", 4}});
    CHECK(filled.counts(scope, period, Grouping::body) == Sums{{"H44.01", 2}, {"H44.02", 2}});
    CHECK(filled.counts(scope, period, Grouping::procedure) ==
          Sums{{"1.000001", 2}, {"1.000002", 2}});
    CHECK(filled.counts({std::nullopt, "H44.02", std::nullopt}, period, Grouping::nothing) ==
          Sums{{"", 2}});
    CHECK(filled.counts({std::nullopt, std::nullopt, "1.000002"}, period, Grouping::nothing) ==
          Sums{{"", 2}});
    CHECK(
        filled.counts({std::nullopt, std::nullopt, "1.999999"}, period, Grouping::nothing).empty());
}

TEST_CASE("units are told apart, in order of their ids")
{
    const Filled filled;
    const store::Reader reader = filled.reader();
    const auto groups = reader.cells()->counts(Basis::received, {},
                                               days("2026-01-01", "2026-12-31"), Grouping::unit);
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].unit < groups[1].unit);
    const auto by_procedure = reader.cells()->counts(
        Basis::received, {}, days("2026-02-01", "2026-02-28"), Grouping::procedure);
    CHECK(by_procedure.size() == 2); // 1.000002 of one unit, 1.000001 of the other
    const auto all = reader.cells()->counts(Basis::received, {}, days("2026-02-01", "2026-02-28"),
                                            Grouping::nothing);
    REQUIRE(all.size() == 1);
    CHECK(all[0].unit == 0);
}

TEST_CASE("a body and a procedure together are counted by whole months, else refused")
{
    const Filled filled;
    const Scope both{filled.unit("H44"), "H44.01", "1.000001"};
    CHECK(filled.counts(both, days("2026-01-01", "2026-01-31"), Grouping::nothing) ==
          Sums{{"", 2}});
    CHECK(filled.counts({std::nullopt, "H44.02", std::nullopt}, days("2026-02-01", "2026-03-31"),
                        Grouping::procedure) == Sums{{"1.000001", 2}, {"1.000002", 1}});
    CHECK_THROWS_AS(filled.counts(both, days("2026-01-01", "2026-01-30"), Grouping::nothing),
                    runtime::BadSettings);
    CHECK_THROWS_AS(filled.counts({std::nullopt, "H44.02", std::nullopt},
                                  days("2026-01-15", "2026-02-28"), Grouping::procedure),
                    runtime::BadSettings);
}

TEST_CASE("the settled basis counts by the day of settlement")
{
    const Filled filled;
    CHECK(filled.counts({}, days("2026-03-01", "2026-03-31"), Grouping::body, Basis::settled) ==
          Sums{{"H44.01", 1}});
    CHECK(filled.counts({}, days("2026-02-01", "2026-02-28"), Grouping::body, Basis::settled)
              .empty());
}

TEST_CASE("undated are those whose status calls for a day they do not have")
{
    const Filled filled;
    const store::Reader reader = filled.reader();
    const auto cells = reader.cells();
    CHECK(sums(cells->undated(Basis::received, {}, Grouping::nothing)) == Sums{{"", 1}});
    CHECK(sums(cells->undated(Basis::received, {}, Grouping::body)) == Sums{{"H44.02", 1}});
    CHECK(sums(cells->undated(Basis::received, {std::nullopt, std::nullopt, "1.000001"},
                              Grouping::nothing))
              .empty());
    CHECK(cells->undated(Basis::settled, {}, Grouping::nothing).empty());
}

TEST_CASE("open dossiers are those received by a day and due from a day")
{
    const Filled filled;
    const store::Reader reader = filled.reader();
    const auto open = [&](std::string_view received_to, std::string_view due_from,
                          const Scope& scope = {}) {
        return sums(reader.cells()->open_not_due(scope, *model::parse_day(received_to),
                                                 *model::parse_day(due_from), Grouping::procedure));
    };
    CHECK(open("2026-03-31", "2026-04-10") == Sums{{"1.000001", 1}});
    CHECK(open("2026-03-30", "2026-04-10").empty());
    CHECK(open("2026-03-31", "2026-04-11").empty());
    CHECK(open("2026-03-31", "2026-04-01", {std::nullopt, "H44.01", std::nullopt}).empty());
    CHECK(open("2026-03-31", "2026-04-01", {std::nullopt, "H44.02", "1.000001"}).size() == 1);
}

TEST_CASE("the first day is that of the first dossier on the basis")
{
    const Filled filled;
    const store::Reader reader = filled.reader();
    CHECK(reader.cells()->first_day(Basis::received) == model::parse_day("2026-01-01"));
    CHECK(reader.cells()->first_day(Basis::settled) == model::parse_day("2026-03-01"));
    const FilledStore empty;
    CHECK_FALSE(empty.reader().cells()->first_day(Basis::received).has_value());
}

TEST_CASE("what is read while a snapshot is held is of one moment")
{
    Filled filled;
    const store::Reader reader = filled.reader();
    const auto before = reader.cells();
    TestSpool spool(filled, "H01", {"onestop"}, 3);
    spool.observe({a_dossier("j").received("2026-01-15")});
    const auto year = days("2026-01-01", "2026-12-31");
    CHECK(sums(before->counts(Basis::received, {}, year, Grouping::nothing)) == Sums{{"", 7}});
    CHECK(reader.holdings().size() == 2);
    CHECK(filled.counts({}, year, Grouping::nothing) == Sums{{"", 8}});
}

TEST_CASE("the registers are read beside the store")
{
    const Filled filled;
    const store::Reader reader = filled.reader();
    CHECK(reader.agents().size() == 2);
    CHECK(reader.agents().at(0).receipted_at == test_now());
    CHECK(reader.agents().at(0).applied > 0);
}
