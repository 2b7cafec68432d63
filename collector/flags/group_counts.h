// What a unit, body or procedure comes to, from flag cells.
#pragma once

#include "collector/flags/signal.h"
#include "collector/register/procedure.h"
#include "collector/store/cells.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace congto::flags {

// A signal's dossiers. flagged ≤ known ≤ about.
struct SignalCount {
    std::int64_t about = 0;
    std::int64_t known = 0;
    std::int64_t flagged = 0;

    bool operator==(const SignalCount&) const = default;
};

// Numerators over the received population, as in collector/rates.
struct Numerators {
    std::int64_t end_to_end = 0;
    std::int64_t online_submission = 0;

    bool operator==(const Numerators&) const = default;
};

struct GroupCounts {
    std::array<SignalCount, kSignals> signals{}; // by place in the catalogue; of cells alone
    std::int64_t dossiers = 0;                   // the rates' denominator
    Numerators now;
    std::int64_t first_dossiers = 0; // the same by channel and level as first read
    Numerators first;
    Numerators flagged; // of `now`, those that any signal of the sensitivity line flags
    std::array<std::int64_t, 7> by_channel{}; // of the dossiers, by model::Channel
    std::int64_t result_by_post = 0;

    bool operator==(const GroupCounts&) const = default;
};

// Unit, and body or procedure when grouped by it. Unit 0: all together.
using GroupKey = std::pair<store::UnitId, std::string>;
using Groups = std::map<GroupKey, GroupCounts>;

// Adds dossiers to the counts.
void add(GroupCounts& counts, const Subject& dossier, std::int64_t count);

// Whether any signal of the sensitivity line flags it, of those counted from cells.
bool is_flagged(const Subject& dossier);

// What the procedure register says of the level over whole months. Answers are kept for one unit
// and month, which cells of one follow.
class RegisterLevels {
public:
    explicit RegisterLevels(const registers::ProcedureRegister& procedures)
        : procedures_(procedures)
    {
    }

    // lower: on every day of the month; full: on its first and last. `procedure` is canonical.
    RegisterLevel of(store::UnitId unit, std::string_view procedure, model::Month month);

private:
    RegisterLevel look_up(const std::string& procedure) const;

    const registers::ProcedureRegister& procedures_;
    store::UnitId unit_ = 0;
    model::Month month_;
    std::unordered_map<std::string, RegisterLevel> levels_;
};

GroupKey key_of(const store::FlagCell& cell, store::Grouping grouping);

// Of the groups that have a dossier.
Groups counted(const store::Cells& cells, const registers::ProcedureRegister& procedures,
               const store::Scope& scope, const store::MonthSpan& months, store::Grouping grouping);

} // namespace congto::flags
