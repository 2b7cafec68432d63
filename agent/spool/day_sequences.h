// How the codes of days were numbered, as their last readings from end to end found: kept until the
// verdict comes, because a claim whose verdict was lost is made again without reading its day.
#pragma once

#include "agent/spool/query.h"
#include "proto/wire/batch.h"

#include <cstdint>
#include <vector>

namespace congto::spool {

class DaySequences {
public:
    explicit DaySequences(SQLite::Database& database);

    // In place of what was known of the day.
    void put(std::uint16_t source, model::Day day, const std::vector<wire::DaySequence>& sequences);
    void forget(std::uint16_t source, model::Day day);
    // By body, as a claim has them.
    std::vector<wire::DaySequence> find(std::uint16_t source, model::Day day);

private:
    Query find_;
    Query remove_;
    Query insert_;
};

} // namespace congto::spool
