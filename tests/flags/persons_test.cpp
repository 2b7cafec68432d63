// D3 and D9, by tables made by hand: flagged, known, about.
#include "collector/flags/persons.h"
#include "tests/flags/watched.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace model;
using flags::Untold;

using Numbers = std::vector<std::int64_t>;

// `many` dossiers of one submitter, for applicants numbered from `first` on.
void submit(std::vector<Observation>& table, std::uint8_t submitter, int many, std::uint8_t first)
{
    for (int i = 0; i < many; ++i) {
        add(table, 1, dossier().by(submitter).for_applicant(static_cast<std::uint8_t>(first + i)));
    }
}

// Of one applicant and procedure, so many minutes after 09:00.
void split(std::vector<Observation>& table, std::uint8_t applicant, const char* procedure,
           const std::vector<int>& minutes)
{
    for (const int minute : minutes) {
        add(table, 1, dossier().of(procedure).for_applicant(applicant));
        *table.back().state.times.submitted += std::chrono::minutes(minute);
    }
}

TEST_CASE("D3 counts dossiers of submitters who act for more applicants than the settings say")
{
    std::vector<Observation> table;
    submit(table, 1, 4, 10); // four applicants: too many
    submit(table, 2, 3, 20); // three are not
    add(table, 5, dossier().by(3).for_applicant(30));
    add(table, 2, dossier().for_applicant(31)); // of no known submitter
    add(table, 1, dossier());
    add(table, 3, dossier().by(1).for_applicant(40).via(Channel::counter));
    add(table, 1, dossier().by(1).for_applicant(10).via(Channel::online_assisted));
    Watched watched(table);
    watched.thresholds.applicants_of_one_submitter = 3;
    CHECK(watched.count("one_submitter") == Numbers{5, 13, 16});
    watched.thresholds.applicants_of_one_submitter = 4;
    CHECK(watched.count("one_submitter") == Numbers{0, 13, 16});
}

TEST_CASE("nobody is known to act for few where no applicant is told")
{
    std::vector<Observation> table;
    add(table, 5, dossier().by(1));
    Watched watched(table);
    CHECK(watched.finding("one_submitter").none == Untold::mapping);
    CHECK(watched.finding("one_submitter").count == flags::SignalCount{5, 0, 0});
    watched.erase("2026-01-31");
    CHECK(watched.finding("one_submitter").none == Untold::mapping);
    watched.spool().observe({dossier().by(2).for_applicant(3)});
    CHECK(watched.count("one_submitter") == Numbers{0, 1, 6});
}

TEST_CASE("what comes after a month was erased is counted too, and stays when it is erased")
{
    std::vector<Observation> table;
    add(table, 3, dossier());
    Watched watched(table);
    watched.thresholds.applicants_of_one_submitter = 3;
    watched.erase("2026-01-31");
    CHECK(watched.finding("one_submitter").none == Untold::erased);
    std::vector<Observation> late = table;
    submit(late, 1, 4, 10);
    watched.spool().observe(late);
    CHECK(watched.count("one_submitter") == Numbers{4, 4, 7});
    watched.erase("2026-01-31");
    CHECK(watched.count("one_submitter") == Numbers{4, 4, 7});
}

TEST_CASE("a submitter is looked at across bodies, within a month opened")
{
    std::vector<Observation> table;
    submit(table, 1, 4, 10);
    table[0].body = table[1].body = "H44.20";
    table[2].body = table[3].body = "H44.21";
    Watched watched(table);
    watched.thresholds.applicants_of_one_submitter = 3;
    auto question = watched.question();
    question.grouping = store::Grouping::body;
    const auto groups = watched.groups(question);
    REQUIRE(groups.size() == 2);
    for (const auto& group : groups) {
        CHECK(group.findings.at(*flags::place_of("one_submitter")).count.flagged == 2);
    }
    // Opened in January, received in February.
    Observation late = dossier().by(1).for_applicant(50).received("2026-02-02");
    watched.spool().observe({late});
    CHECK(watched.finding("one_submitter", "2026-02").count == flags::SignalCount{1, 1, 1});
}

TEST_CASE("D9 counts dossiers of one applicant and procedure that follow each other in minutes")
{
    std::vector<Observation> table;
    split(table, 1, "1.000001", {0, 10, 20, 200}); // three in a row, and one later
    split(table, 1, "1.000002", {5, 6});           // of another procedure
    split(table, 2, "1.000001", {0, 11, 22});      // too far apart
    split(table, 3, "1.000001", {30, 30, 31, 30}); // in any order
    add(table, 4, dossier().of("1.000001").by(9)); // of nobody knows whom
    Watched watched(table);
    watched.thresholds.split_into = 3;
    CHECK(watched.count("split") == Numbers{7, 13, 17});
    watched.thresholds.split_into = 4;
    CHECK(watched.count("split") == Numbers{4, 13, 17});
}

TEST_CASE("dossiers that cells flag already are taken out of the rates once")
{
    std::vector<Observation> table;
    submit(table, 1, 4, 10);
    table[0].state.evidence.set(Evidence::malformed_identity, true);
    table[1].state.level = Level::partial;
    table[2].state.channel = Channel::online_assisted;
    add(table, 6, dossier().via(Channel::counter));
    Watched watched(table);
    CHECK(watched.group().counts.flagged == flags::Numerators{1, 1});
    watched.thresholds.applicants_of_one_submitter = 3;
    const flags::GroupCounts counts = watched.group().counts;
    CHECK(counts.now == flags::Numerators{2, 3});
    CHECK(counts.flagged == flags::Numerators{2, 3});
}

TEST_CASE("what is told of a month does not change when its fingerprints are erased")
{
    std::vector<Observation> table;
    submit(table, 1, 4, 10);
    table[0].state.evidence.set(Evidence::malformed_identity, true);
    table[1].state.level = Level::partial;
    table[2].body = "H44.20";
    split(table, 60, "1.000001", {0, 10, 20, 200});
    add(table, 2, dossier().for_applicant(31));
    add(table, 3, dossier());
    add(table, 1, dossier().by(1).for_applicant(50).received("2026-02-02")); // opened in January
    split(table, 70, "1.000003", {0, 1, 2}); // a code was corrected: two are left
    Watched watched(table);
    watched.spool().withdraw({table.back().id});
    watched.thresholds.applicants_of_one_submitter = 3;
    watched.thresholds.split_into = 3;
    const auto told = [&] {
        std::vector<std::vector<flags::GroupFindings>> all;
        for (const char* month : {"2026-01", "2026-02"}) {
            for (const auto grouping :
                 {store::Grouping::unit, store::Grouping::body, store::Grouping::procedure}) {
                auto question = watched.question(month);
                question.grouping = grouping;
                all.push_back(watched.groups(question));
            }
        }
        return all;
    };
    const auto before = told();
    const auto place = *flags::place_of("one_submitter");
    REQUIRE(before[0].at(0).findings.at(place).count.flagged == 4);
    REQUIRE(before[0].at(0).findings.at(*flags::place_of("split")).count.flagged == 3);
    watched.erase("2026-01-31");
    REQUIRE(watched.reader().cells()->fingerprints_erased_through() == parse_month("2026-01"));
    const auto after = told();
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        REQUIRE(after[i].size() == before[i].size());
        for (std::size_t at = 0; at < before[i].size(); ++at) {
            CHECK(after[i][at].findings == before[i][at].findings);
            CHECK(after[i][at].counts.now == before[i][at].counts.now);
        }
    }
    // And judged by thresholds that are set later.
    watched.thresholds.applicants_of_one_submitter = 5;
    CHECK(watched.count("one_submitter").front() == 0);
}

TEST_CASE("without fingerprints nothing of persons is told")
{
    std::vector<Observation> table;
    add(table, 3, dossier());
    const Watched watched(table);
    CHECK(watched.finding("one_submitter").none == Untold::not_sent);
    CHECK(watched.finding("split").none == Untold::not_sent);
    CHECK(watched.finding("split").count.about == 3);
}

} // namespace
} // namespace congto::test
