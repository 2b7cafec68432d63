#include "collector/upkeep/ledger_check.h"

#include "collector/store/compression.h"
#include "collector/store/decision.h"
#include "config/runtime/failure.h"
#include "proto/wire/bytes.h"
#include "proto/wire/malformed_batch.h"

namespace congto::upkeep {
namespace {

std::string range(std::uint64_t from, std::uint64_t to)
{
    return std::to_string(from) + " to " + std::to_string(to);
}

} // namespace

// One damaged entry is one line: the next is followed from what this one says of itself.
std::optional<Replayed> LedgerCheck::follow(const LedgerEntry& entry)
{
    Place& place = spools_[entry.spool];
    const bool follows = entry.first_sequence == place.through + 1;
    if (!follows) {
        blame(entry, entry.first_sequence > place.through
                         ? "numbers " + range(place.through + 1, entry.first_sequence - 1) +
                               " are missing before it"
                         : "its numbers are in an entry before it already");
    }
    std::optional<Replayed> made = made_ready(entry, place, follows);
    place.sound = place.sound && follows && made.has_value();
    place.through = entry.last_sequence;
    place.chain = wire::array_of<32>(entry.chain).value_or(wire::Chain{});
    if (!place.sound) {
        return std::nullopt;
    }
    return made;
}

std::optional<Replayed> LedgerCheck::made_ready(const LedgerEntry& entry, const Place& before,
                                                bool follows)
{
    const std::optional<wire::Chain> chain = wire::array_of<32>(entry.chain);
    if (!chain) {
        blame(entry, "its chain hash is not 32 bytes");
        return std::nullopt;
    }
    std::string body;
    try {
        body = store::decompressed(entry.payload);
    } catch (const runtime::Corrupt&) {
        blame(entry, "its payload is not what was written");
        return std::nullopt;
    }
    if (follows && wire::next_chain(before.chain, body) != *chain) {
        blame(entry, "its chain hash does not follow from the entry before it and its payload");
        return std::nullopt;
    }
    return read(entry, before, body);
}

std::optional<Replayed> LedgerCheck::read(const LedgerEntry& entry, const Place& before,
                                          const std::string& body)
{
    try {
        if (entry.spool == store::kDecisions) {
            return store::decision_in(body, static_cast<std::int64_t>(entry.last_sequence));
        }
        store::ReadyBatch batch =
            store::make_ready_again({entry.spool, entry.first_sequence, before.chain}, body,
                                    entry.received_at, entry.fingerprints);
        if (batch.last_sequence() != entry.last_sequence) {
            blame(entry, "it holds " + std::to_string(batch.size) + " entries");
            return std::nullopt;
        }
        note_missing(entry, batch.months);
        return batch;
    } catch (const wire::MalformedBatch& malformed) {
        blame(entry, "its payload is no batch: " + std::string(malformed.what()));
        return std::nullopt;
    } catch (const runtime::Corrupt&) {
        blame(entry, "its payload is no decision");
        return std::nullopt;
    }
}

void LedgerCheck::note_missing(const LedgerEntry& entry, const std::vector<model::Month>& months)
{
    auto left = entry.fingerprints.begin();
    for (const model::Month month : months) {
        const bool is_there = left != entry.fingerprints.end() && left->month == month;
        if (!is_there || left->content.empty()) {
            missing_.try_emplace(month, entry.number);
        }
        left += is_there ? 1 : 0;
    }
}

void LedgerCheck::blame(const LedgerEntry& entry, std::string_view fault)
{
    findings_.add("ledger", "entry " + std::to_string(entry.number) + " (spool " +
                                std::to_string(entry.spool) + ", numbers " +
                                range(entry.first_sequence, entry.last_sequence) +
                                "): " + std::string(fault));
}

} // namespace congto::upkeep
