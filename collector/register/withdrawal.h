// What operators decided that changes the store: of dossiers that a source no longer shows and that
// are held until then, of spools that two machines used, and in which order sources count.
#pragma once

#include "collector/register/unit.h"
#include "config/runtime/clock.h"
#include "proto/model/time.h"

#include <cstdint>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace congto::registers {

struct WithdrawalDecision {
    // release: the spool is used by one machine again; it stands in place of the source, and there
    // are no days. order: the names of the unit's sources, separated by spaces, stand in place of
    // one, the first counts first, and there are no days.
    // erase: fingerprints of all units' dossiers opened up to the end of the days; no unit and no
    // source.
    enum class Verdict : std::uint8_t { accept = 1, reject = 2, release = 3, order = 4, erase = 5 };

    std::int64_t number = 0; // in the order of deciding: 1, 2, …
    runtime::Instant at;
    Verdict verdict = Verdict::accept;
    UnitId unit = 0;
    std::int64_t source = 0; // source.id of the store
    std::string source_name;
    model::Day from; // days opened, both included
    model::Day to;
    // The last of what was held when it was decided: what a day holds since then is another matter.
    runtime::Instant held_through{};
    std::string reason;
    std::string decided_by;

    bool operator==(const WithdrawalDecision&) const = default;
};

// In one transaction with its entry in the register ledger. The decisions, numbered. Throws
// runtime::Unavailable: the registers cannot be written for now.
std::vector<WithdrawalDecision> enter_decisions(SQLite::Database& registers,
                                                std::vector<WithdrawalDecision> decisions);
// Of a register's own connection, or one that has it attached. Throws as read_unit_register.
std::vector<WithdrawalDecision> decisions_after(SQLite::Database& registers, std::int64_t number);

} // namespace congto::registers
