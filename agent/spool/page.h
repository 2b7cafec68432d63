// What reading hands to the spool, and what came of it.
#pragma once

#include "agent/mapping/mapping.h"
#include "agent/source/source.h"
#include "agent/spool/standing.h"

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
    std::uint64_t newly_quarantined = 0;

    bool found_something() const { return changed + withdrawals + newly_quarantined != 0; }
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
