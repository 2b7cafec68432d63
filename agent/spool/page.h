// What reading hands to the spool, and what came of it.
#pragma once

#include "agent/mapping/mapping.h"
#include "agent/source/source.h"
#include "agent/spool/standing.h"
#include "proto/wire/batch.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace congto::spool {

struct ReadRow {
    mapping::MappedRow mapped;
    std::uint64_t digest = 0; // of the observation, when there is one
};

// One page of a source, mapped.
struct ReadPage {
    std::uint16_t source = 0;
    // SourceStand::stand when its reading began: a page of an older stand is not taken.
    std::uint64_t stand = 0;
    source::Position after;    // what the page was read after
    std::vector<ReadRow> rows; // in the source's order
    // The last of the rows at or before the horizon; none: no row is. It becomes the watermark when
    // the page was read after the watermark, so that nothing between is skipped.
    std::optional<source::Position> settled;
};

// What a page came to.
struct Taken {
    bool stale = false; // not taken: reading begins anew from the watermark
    std::uint64_t changed = 0;
    std::uint64_t withdrawals = 0;
    std::uint64_t removed = 0; // dossiers whose rows are left out now
    std::uint64_t newly_quarantined = 0;
    // Rows of the page, whether that is new or not.
    std::uint64_t quarantined = 0;
    std::uint64_t left_out = 0;

    bool found_something() const
    {
        return changed + withdrawals + removed + newly_quarantined != 0;
    }
};

// A day that was read from end to end.
struct DayRead {
    std::uint16_t source = 0;
    std::uint64_t stand = 0; // SourceStand::stand when its reading began
    model::Day day;
    std::uint64_t quarantined = 0; // rows: the sum of Taken::quarantined, and so on
    std::uint64_t left_out = 0;
    model::Instant read_at;
    std::vector<wire::DaySequence> sequences{}; // by body, ascending; none: not known
};

// What came of it.
struct DayEnded {
    bool stale = false;        // nothing done: the day is to be read anew from its beginning
    std::uint64_t removed = 0; // dossiers not met
    std::uint64_t lists = 0;   // parts of the day's list; 0: it was not asked for
    std::uint64_t claim = 0;   // its number
};

// Where reading of a source stands.
struct SourceStand {
    std::uint16_t number = 0;
    // Another number: everything read so far is to be read again.
    std::uint64_t stand = 0;
    source::Position watermark;
    ReadingNote note{}; // what reading last said
};

} // namespace congto::spool
