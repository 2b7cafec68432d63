// Accounts that always balance: what was read, what became of it, what was receipted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace congto::spool {

// Flows of a source since the spool began, and what stands now.
struct SourceAccounts {
    std::uint64_t read = 0; // = left_out + quarantined + unchanged + changed
    std::uint64_t left_out = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t changed = 0;
    std::uint64_t withdrawals = 0;
    std::uint64_t removals = 0; // entries, not the dossiers they hold; and so for lists
    std::uint64_t lists = 0;
    std::uint64_t claims = 0;
    std::uint64_t shown = 0;         // dossiers in the index now
    std::uint64_t in_quarantine = 0; // rows in quarantine now

    bool operator==(const SourceAccounts&) const = default;
};

struct Accounts {
    std::vector<SourceAccounts> sources;
    // assigned + taken_back = Σ (changed + withdrawals + removals + lists + claims);
    // assigned = receipted + pending
    std::uint64_t assigned = 0;
    std::uint64_t taken_back = 0;
    std::uint64_t receipted = 0;
    std::uint64_t pending = 0;
    // applied + unchanged_there + rejected = split_through ≤ receipted: how they were taken is said
    // by a receipt, and that may come after it is known that they are durable.
    std::uint64_t split_through = 0;
    std::uint64_t applied = 0;
    std::uint64_t unchanged_there = 0;
    std::uint64_t rejected = 0;
};

// Every equation that does not hold, a line each; empty: the accounts balance.
std::vector<std::string> imbalances(const Accounts& accounts);

} // namespace congto::spool
