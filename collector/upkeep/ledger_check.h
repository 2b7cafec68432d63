// Follows every spool through the ledger: is it what agents sent, all of it and in order?
#pragma once

#include "collector/store/day_standing.h"
#include "collector/upkeep/findings.h"
#include "collector/upkeep/ledger_walk.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace congto::upkeep {

using Replayed = std::variant<store::ReadyBatch, store::Decision>;

// To be shown every entry, in order. A value of one thread.
class LedgerCheck {
public:
    // The batch that the entry holds, made ready anew, or the decision. None: it cannot be applied,
    // because it, or one before it of its spool, is not what was received.
    std::optional<Replayed> follow(const LedgerEntry& entry);

    // One line for each entry that does not follow from those before it.
    const Findings& findings() const { return findings_; }
    // Months opened of which the ledger lacks fingerprints it once had, and the first entry that
    // does. So it is to be when they were erased.
    const std::map<model::Month, std::int64_t>& without_fingerprints() const { return missing_; }

private:
    struct Place {
        std::uint64_t through = 0;
        wire::Chain chain{};
        bool sound = true; // up to here nothing is missing or changed
    };

    std::optional<Replayed> made_ready(const LedgerEntry& entry, const Place& before, bool follows);
    std::optional<Replayed> read(const LedgerEntry& entry, const Place& before,
                                 const std::string& body);
    void note_missing(const LedgerEntry& entry, const std::vector<model::Month>& months);
    void blame(const LedgerEntry& entry, std::string_view fault);

    std::map<store::SpoolNumber, Place> spools_;
    Findings findings_;
    std::map<model::Month, std::int64_t> missing_;
};

} // namespace congto::upkeep
