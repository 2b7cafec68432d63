// Detectors of single dossiers, by tables made by hand: flagged, known, about.
#include "tests/flags/watched.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace model;
using flags::Untold;

using Numbers = std::vector<std::int64_t>;

// Signals that are one evidence bit of dossiers that came through the network.
struct OfBit {
    const char* signal;
    Evidence bit;
};

ADossier settled()
{
    return dossier().resolved("2026-01-09");
}

TEST_CASE("a bit of evidence is counted of online dossiers of which the source tells it")
{
    const auto [signal, bit] = GENERATE(values<OfBit>({
        {"official_account", Evidence::official_account},
        {"instant_reception", Evidence::instant_reception},
        {"malformed_identity", Evidence::malformed_identity},
        {"submitted_is_received", Evidence::submitted_is_received},
        {"paper_taken", Evidence::paper_originals},
        {"paper_taken", Evidence::no_applicant_file},
        {"closed_at_once", Evidence::closed_at_once},
        {"no_processing_step", Evidence::no_processing_step},
    }));
    INFO(signal << ", bit " << static_cast<int>(bit));
    const Watched watched({
        settled().sees(bit), settled().sees(bit).via(Channel::online_assisted),
        settled().not_seen(bit),
        settled(),                                   // not told
        settled().sees(bit).via(Channel::counter),   // not online
        settled().sees(bit).via(Channel::migrated),  // in no rate
        settled().sees(bit).status(Status::refused), // not received
        settled().sees(bit).received("2026-02-01"),  // in another month
    });
    CHECK(watched.count(signal) == Numbers{2, 3, 4});
    for (const auto& other : flags::catalogue()) {
        if (other.source == flags::Source::cells && other.in_sensitivity && other.name != signal) {
            INFO(other.name);
            CHECK(watched.finding(other.name).count.flagged == 0);
        }
    }
}

TEST_CASE("what the mapping of a source does not know is not zero")
{
    const Watched watched({settled(), settled()});
    const auto finding = watched.finding("official_account");
    CHECK(finding.none == Untold::mapping);
    CHECK(finding.count.about == 2);
    CHECK_FALSE(finding.over);
    const Watched counter({dossier().via(Channel::counter).not_seen(Evidence::official_account)});
    CHECK(counter.finding("official_account").none == Untold::no_dossiers);
}

TEST_CASE("only what is settled can have been closed at once, or without a step")
{
    const Watched watched({
        dossier().not_seen(Evidence::closed_at_once).not_seen(Evidence::no_processing_step),
        settled().sees(Evidence::closed_at_once).sees(Evidence::no_processing_step),
        dossier()
            .withdrawn("2026-01-09")
            .sees(Evidence::closed_at_once)
            .sees(Evidence::no_processing_step),
    });
    CHECK(watched.count("closed_at_once") == Numbers{1, 1, 1});
    CHECK(watched.count("no_processing_step") == Numbers{1, 1, 1});
}

TEST_CASE("D6 needs one of its two bits, and counts a dossier once")
{
    const Watched watched({
        dossier().sees(Evidence::paper_originals).sees(Evidence::no_applicant_file),
        dossier().not_seen(Evidence::paper_originals),
        dossier().not_seen(Evidence::paper_originals).sees(Evidence::no_applicant_file),
        dossier(),
    });
    CHECK(watched.count("paper_taken") == Numbers{2, 3, 4});
}

TEST_CASE("D7 compares channel and level with what was first read")
{
    std::vector<Observation> first;
    add(first, 6, dossier().via(Channel::counter).level(Level::partial));
    add(first, 1, dossier().via(Channel::unknown).level(Level::unknown));
    Watched watched(first);
    auto now = first;
    now[0].state.channel = Channel::online;
    now[1].state.level = Level::full;
    now[2].state.channel = Channel::migrated; // left the rates by it
    now[3].state.channel = Channel::unknown;  // and the level is as it was
    now[4].state.status = Status::resolved;
    now[6].state.channel = Channel::online; // was not known before
    watched.spool().observe(now);
    CHECK(watched.count("changed_later") == Numbers{3, 6, 7});
    now[0].state.channel = Channel::counter; // back again
    watched.spool().observe({now[0]});
    CHECK(watched.count("changed_later") == Numbers{2, 6, 7});
}

registers::Procedure procedure(const char* code, Level level, const char* from,
                               const char* to = nullptr)
{
    registers::Procedure made;
    made.code = code;
    made.level = level;
    made.valid_from = *parse_day(from);
    if (to != nullptr) {
        made.valid_to = parse_day(to);
    }
    return made;
}

TEST_CASE("D8 asks what was first read and what the register had all month")
{
    std::vector<Observation> table;
    for (const char* code : {"1.000001", "1.000002", "1.000003", "1.000004", "1.000005"}) {
        add(table, 1, dossier().of(code).level(Level::full));
    }
    add(table, 2, dossier().of("1.000004").level(Level::partial));
    Watched watched(table);
    table[5].state.level = Level::full;
    watched.spool().observe({table[5]});
    watched.with_procedures({
        procedure("1.000001", Level::partial, "2020-01-01"),
        procedure("1.000002", Level::full, "2020-01-01"),
        procedure("1.000003", Level::partial, "2020-01-01", "2026-01-15"),
        procedure("1.000003", Level::full, "2026-01-16"),
        procedure("1.000005", Level::information_only, "2026-01-01", "2026-01-31"),
    });
    // Of 1.000001 and 1.000005 by the register, one of 1.000004 was first read lower; the other one
    // is not at level full.
    CHECK(watched.count("level_raised") == Numbers{3, 6, 6});
    // A list of the unit's own goes before the national one.
    registers::Procedure own = procedure("1.000001", Level::full, "2020-01-01");
    own.unit = watched.filled().unit("H44");
    watched.with_procedures({procedure("1.000001", Level::partial, "2020-01-01"), own});
    CHECK(watched.count("level_raised") == Numbers{1, 6, 6});
    const Watched without({dossier().level(Level::full), dossier().level(Level::partial)});
    CHECK(without.count("level_raised") == Numbers{0, 1, 1});
}

TEST_CASE("D11 is of what is called paid online, by its fee or by the evidence")
{
    const auto bit = Evidence::no_gateway_transaction;
    const Watched watched({
        dossier().fee(Fee::paid_online).sees(bit),
        dossier().fee(Fee::paid_online).not_seen(bit).via(Channel::counter),
        dossier().fee(Fee::paid_online),
        dossier().fee(Fee::paid_offline).sees(bit), // by a mapping that calls it so
        dossier().fee(Fee::paid_offline).not_seen(bit),
        dossier().fee(Fee::none_due).not_seen(bit),
    });
    CHECK(watched.count("no_gateway_transaction") == Numbers{2, 3, 4});
}

TEST_CASE("D12 is of counter dossiers, of which some are no longer shown")
{
    std::vector<Observation> table;
    add(table, 5, dossier().via(Channel::counter));
    add(table, 2, dossier());
    Watched watched(table);
    watched.spool().withdraw({table[0].id, table[1].id, table[5].id});
    CHECK(watched.count("counter_gone") == Numbers{2, 5, 5});
    CHECK(watched.group().counts.dossiers == 4);
}

TEST_CASE("D17 is of empty channels, and of results by post where nothing came by post")
{
    std::vector<Observation> table{
        dossier().via(Channel::unknown),
        dossier().via(Channel::counter).result(Result::post),
        dossier().result(Result::post),
        dossier().result(Result::electronic),
    };
    CHECK(Watched(table).count("channel_empty") == Numbers{1, 4, 4});
    CHECK(Watched(table).count("no_post") == Numbers{2, 4, 4});
    table.push_back(dossier().via(Channel::post));
    CHECK(Watched(table).count("no_post") == Numbers{0, 5, 5});
}

TEST_CASE("D14: all of them online is told apart from nearly all")
{
    std::vector<Observation> table;
    add(table, 40, dossier());
    add(table, 10, dossier().via(Channel::online_assisted));
    const Watched all(table);
    CHECK(all.count("all_online") == Numbers{50, 50, 50});
    CHECK(all.finding("all_online").over);
    add(table, 1, dossier().via(Channel::unknown));
    const Watched nearly(table);
    CHECK(nearly.count("all_online") == Numbers{0, 51, 51});
    CHECK_FALSE(nearly.finding("all_online").over);
}

TEST_CASE("of an honest unit of which everything is told nothing is over")
{
    std::vector<Observation> table;
    const auto told = [](ADossier dossier) {
        for (std::size_t bit = 0; bit < kEvidenceBits; ++bit) {
            dossier.not_seen(static_cast<Evidence>(bit));
        }
        return dossier.resolved("2026-01-20");
    };
    add(table, 400, told(dossier()));
    add(table, 500, told(dossier().via(Channel::counter)));
    add(table, 50, told(dossier().via(Channel::post)).result(Result::post));
    add(table, 50, told(dossier()).fee(Fee::paid_online));
    const flags::GroupFindings group = Watched(table).group();
    CHECK(group.signals_over() == 0);
    for (std::size_t i = 0; i < flags::kSignals; ++i) {
        INFO(flags::catalogue()[i].name);
        const bool of_cells = flags::catalogue()[i].source == flags::Source::cells;
        CHECK((!of_cells || !group.findings[i].none));
        CHECK((!of_cells || group.findings[i].count.flagged == 0));
    }
    CHECK(group.counts.flagged == flags::Numerators{});
}

TEST_CASE("the rates are those now, as first read, and without what is flagged, each once")
{
    std::vector<Observation> table;
    add(table, 4, dossier().not_seen(Evidence::malformed_identity));
    add(table, 2, dossier().sees(Evidence::malformed_identity).sees(Evidence::official_account));
    add(table, 1, dossier().sees(Evidence::malformed_identity).level(Level::partial));
    add(table, 3, dossier().via(Channel::counter));
    Watched watched(table);
    table[7].state.channel = Channel::online; // flagged by D7
    watched.spool().observe({table[7]});
    const flags::GroupCounts counts = watched.group().counts;
    CHECK(counts.dossiers == 10);
    CHECK(counts.now == flags::Numerators{7, 8});
    CHECK(counts.first == flags::Numerators{6, 7});
    CHECK(counts.first_dossiers == 10);
    CHECK(counts.flagged == flags::Numerators{3, 4});
}

} // namespace
} // namespace congto::test
