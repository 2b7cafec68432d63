// A ledger is replayed in groups that take a bounded part of the memory.
#include "collector/upkeep/ledger_feed.h"

#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;

namespace {

// How many batches the groups of the store's ledger have, each.
std::vector<std::size_t> groups_of(const FilledStore& filled)
{
    const auto reader = filled.reader();
    sqlite3* store = reader.database().getHandle();
    upkeep::LedgerCheck check;
    upkeep::LedgerFeed feed(upkeep::LedgerWalk(store, 0, upkeep::last_entry(store)), check,
                            upkeep::Payloads::left_out);
    std::vector<std::size_t> groups;
    for (auto group = feed.next(); !group.empty(); group = feed.next()) {
        groups.push_back(group.batches.size());
    }
    return groups;
}

} // namespace

TEST_CASE("small batches are applied together")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    for (int i = 0; i < 20; ++i) {
        spool.observe({a_dossier("D-" + std::to_string(i))});
    }
    CHECK(groups_of(filled) == std::vector<std::size_t>{20});
}

TEST_CASE("removals and lists weigh as much as the ids they hold")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    std::vector<model::DossierId> many(wire::kMaxEntries, id_of("D-1"));
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i].bytes[14] = static_cast<std::uint8_t>(i >> 8U);
        many[i].bytes[13] = static_cast<std::uint8_t>(i >> 16U);
        many[i].bytes[15] = static_cast<std::uint8_t>(i);
    }
    const bool as_list = GENERATE(false, true);
    for (int i = 0; i < 5; ++i) {
        wire::BatchBody body;
        body.source = 1;
        if (as_list) {
            body.lists.push_back({many.front().opened(), many, std::nullopt, std::nullopt});
        } else {
            body.removals.push_back({wire::RemovalCause::forgotten, many});
        }
        spool.send(std::move(body));
    }
    CHECK(groups_of(filled) == std::vector<std::size_t>{2, 2, 1});
}
