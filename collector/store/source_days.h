// Table source_day: what each day of a source was claimed to hold, and what is held of it.
#pragma once

#include "collector/store/cells.h"
#include "collector/store/day_standing.h"
#include "collector/store/removal_rule.h"
#include "collector/store/statement.h"
#include "proto/model/dossier_id.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace congto::store {

// A claim and where it stands in its spool.
struct PlacedClaim {
    wire::DayClaim claim;
    std::int64_t spool = 0;
    std::uint64_t sequence = 0;
    model::Instant received_at;
};

class SourceDays {
public:
    explicit SourceDays(sqlite3* connection);

    // How many dossiers of the day are held: moved at once.
    void move_held(const SourceOfUnit& of, model::Day day, std::int64_t by);
    // Of a removal that takes these days' dossiers (count by day) at that time. What is held of
    // them and not decided counts as removed lately.
    Losses losses(const SourceOfUnit& of, const std::map<model::Day, std::int64_t>& lost,
                  model::Instant at);
    void note_removed(const SourceOfUnit& of, model::Day day, std::int64_t count,
                      model::Instant at);
    void note_held(const SourceOfUnit& of, model::Day day, wire::RemovalCause cause,
                   model::Instant at);
    // Judges the claim by the day's sums as they are written, and keeps both.
    DayStanding judge(const SourceOfUnit& of, const PlacedClaim& placed);
    // Days with held dossiers, both ends included, of which nothing was held after that time.
    std::vector<model::Day> held(const SourceOfUnit& of, const Period& days,
                                 model::Instant through);
    // An operator agreed: nothing of the day is held any more. Or not: it stays held, as decided.
    void note_accepted(const SourceOfUnit& of, model::Day day);
    void note_kept(const SourceOfUnit& of, model::Day day);

private:
    std::int64_t removed_lately(const SourceOfUnit& of, model::Day day, model::Instant at);
    Loss day_loss(const SourceOfUnit& of, model::Day day, model::Instant at);
    Loss month_loss(const SourceOfUnit& of, model::Month month, model::Instant at);
    std::int64_t shown(const SourceOfUnit& of, model::Day day);
    std::int64_t held_of(const SourceOfUnit& of, model::Day day);

    Statement move_held_;
    Statement find_sum_;
    Statement find_day_;
    Statement month_shown_;
    Statement month_lately_;
    Statement note_removed_;
    Statement note_held_;
    Statement claim_;
    Statement find_held_;
    Statement accept_;
    Statement keep_;
};

} // namespace congto::store
