#include "collector/rates/coverage.h"
#include "tests/rates/measured.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using Holdings = std::vector<store::SourceHolding>;

// A source of unit 1 that is read to its end.
store::SourceHolding holding(std::int64_t dossiers, std::int64_t mapped)
{
    store::SourceHolding one;
    one.unit = 1;
    one.dossiers = dossiers;
    one.mapped = mapped;
    one.unread = 0;
    one.known_at = test_now();
    return one;
}

std::optional<std::string> collected(const Holdings& holdings)
{
    return rates::percent_of(rates::coverage_of(1, holdings).value());
}

TEST_CASE("coverage is what is held of what the sources have, quarantine and unread included")
{
    auto short_of_rows = holding(90, 95);
    short_of_rows.quarantined = 3;
    short_of_rows.unread = 2;
    short_of_rows.unsent = 5;
    const auto coverage = rates::coverage_of(1, {short_of_rows, holding(100, 100)});
    REQUIRE(coverage);
    CHECK(coverage->collected == 190);
    CHECK(coverage->in_source == 200);
    CHECK(coverage->unsent == 5);
    CHECK(rates::percent_of(*coverage) == "95.00");
    CHECK(collected({holding(100, 100)}) == "100.00");
}

TEST_CASE("numbers not sent yet are a spool's, however many sources it reads")
{
    auto first = holding(90, 95);
    first.spool = 3;
    first.unsent = 5;
    auto second = first;
    second.unsent = 7; // said later
    auto other = first;
    other.spool = 4;
    CHECK(rates::coverage_of(1, {first, second, other})->unsent == 12);
}

TEST_CASE("what one source holds too much does not hide what another one lacks")
{
    CHECK(collected({holding(1000, 900), holding(900, 1000)}) == "95.00");
}

TEST_CASE("rows in quarantine or unread are missing, however many dossiers came since")
{
    auto quarantined = holding(1050, 1000);
    quarantined.quarantined = 50;
    CHECK(collected({quarantined}) == "95.45");
    auto unread = holding(1050, 1000);
    unread.unread = 50;
    CHECK(collected({unread}) == "95.45");
    CHECK(collected({holding(7, 6)}) == "100.00");
}

TEST_CASE("coverage is of the time its oldest source was known, if all have said")
{
    auto earlier = holding(5, 5);
    earlier.known_at -= std::chrono::hours(3);
    CHECK(rates::coverage_of(1, {holding(1, 1), earlier, holding(2, 2)})->known_at ==
          test_now() - std::chrono::hours(3));
    auto never_told = holding(5, 5);
    never_told.known_at = {};
    CHECK(rates::coverage_of(1, {holding(1, 1), never_told})->known_at == std::nullopt);
    auto not_counted = holding(5, 5); // a mapping without a count query
    not_counted.unread.reset();
    CHECK(rates::coverage_of(1, {not_counted})->known_at == test_now());
}

TEST_CASE("what is over an hour old is old; a clock that runs ahead is not")
{
    using std::chrono::minutes;
    CHECK_FALSE(rates::is_old(test_now() - minutes(60), test_now()));
    CHECK(rates::is_old(test_now() - minutes(61), test_now()));
    CHECK_FALSE(rates::is_old(test_now() + minutes(61), test_now()));
}

TEST_CASE("coverage is not known where an agent has not said, or nothing is in the source")
{
    auto silent = holding(10, 10);
    silent.unread.reset();
    CHECK(rates::coverage_of(1, {silent, holding(5, 5)})->collected == 15);
    CHECK(collected({silent, holding(5, 5)}) == std::nullopt);
    auto never_told = holding(10, 0);
    never_told.known_at = {};
    CHECK(collected({never_told}) == std::nullopt);
    CHECK(collected({holding(0, 0)}) == std::nullopt);
    CHECK(rates::coverage_of(2, {holding(5, 5)}) == std::nullopt);
}

// A source whose agent has greeted and said nothing yet.
store::SourceHolding greeted()
{
    auto one = holding(0, 0);
    one.unread.reset();
    one.known_at = {};
    return one;
}

TEST_CASE("a source that was only greeted is not read, and nothing is known of its coverage")
{
    CHECK(rates::coverage_of(1, {greeted()}) == std::nullopt);
    CHECK(rates::meterings({greeted()}).at(1) == rates::Metering::not_read);
    CHECK(rates::meterings({}).count(1) == 0);
    for (const auto& both :
         {Holdings{greeted(), holding(5, 5)}, Holdings{holding(5, 5), greeted()}}) {
        CHECK(rates::meterings(both).at(1) == rates::Metering::read);
        CHECK(rates::coverage_of(1, both)->collected == 5);
        CHECK(rates::coverage_of(1, both)->in_source == std::nullopt);
    }
}

TEST_CASE("a source is empty only when it was read to its end")
{
    const auto metering = [](const store::SourceHolding& one) {
        return rates::meterings({one}).at(1);
    };
    auto one = holding(0, 0);
    CHECK(metering(one) == rates::Metering::read);
    CHECK(rates::meterings({one, greeted()}).at(1) == rates::Metering::not_read);
    one.quarantined = 7;
    CHECK(metering(one) == rates::Metering::read);
    one.unread = 5000;
    CHECK(metering(one) == rates::Metering::not_read);
    CHECK(collected({one}) == "0.00");
    one.unread.reset();
    CHECK(metering(one) == rates::Metering::not_read);
    one.caught_up = true;
    CHECK(metering(one) == rates::Metering::read);
    one.mapped = 5000;
    CHECK(metering(one) == rates::Metering::not_read);
    one.dossiers = 1;
    CHECK(metering(one) == rates::Metering::read);
}

TEST_CASE("what is verified stands beside what is collected, of a unit or of all")
{
    store::SourceVerification one{1, "onestop", 10, 8, 500, 400, 21, 7, {}, {}};
    store::SourceVerification two{2, "onestop", 1, 1, 100, 100, 0, 2, {}, {}};
    auto other = holding(5, 5);
    other.unit = 2;
    const Holdings both{holding(5, 5), other};
    const auto unit = rates::coverage_of(1, both, {one, two});
    CHECK(rates::verified_percent_of(*unit) == "80.00");
    CHECK(unit->days == 10);
    CHECK(unit->days_verified == 8);
    CHECK(unit->disputed == 21);
    CHECK(unit->shadowed == 7);
    const auto all = rates::coverage_of(std::nullopt, both, {one, two});
    CHECK(rates::verified_percent_of(*all) == "83.33");
    CHECK(all->collected == 10);
    CHECK(all->shadowed == 9);
    CHECK(rates::verified_percent_of(*rates::coverage_of(2, both, {one})) == std::nullopt);
}

} // namespace
} // namespace congto::test
