// One page of a source, mapped and digested, with how much of it is settled.
#pragma once

#include "agent/mapping/mapping.h"
#include "agent/source/source.h"
#include "agent/spool/page.h"
#include "proto/model/pseudonym.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace congto::reading {

// A row carries the time it was written, not committed: a transaction still open may yet reveal
// rows below what was read.
struct Horizons {
    model::Instant settled; // no row at or before this can appear any more
    model::Instant recent;  // few rows at or before this will: read again at every poll above it
    // Age of the oldest transaction that may still write; none: the engine does not show it, and no
    // transaction is taken to stay open for longer than the overlap.
    std::optional<std::chrono::milliseconds> oldest_transaction;
    // The source's clock went back to below the watermark: rows written now are below it.
    bool clock_went_back = false;
};

// How far back rows may still appear.
struct Settling {
    std::chrono::milliseconds overlap{std::chrono::hours(1)};
    std::chrono::milliseconds lag{std::chrono::seconds(30)}; // where transactions are shown
};

// What of a page reading goes on with when the spool has the rows.
struct Extent {
    source::Position end; // of the last row; where it began when there is none
    std::size_t rows = 0;
    bool last = false; // the source had no more
    // The last row at or before the recent horizon, and the rows above it.
    std::optional<source::Position> recent;
    std::size_t rows_above_recent = 0;
};

struct FreshPage {
    Extent extent;
    spool::ReadPage page;
};

// Of a day's rows, in key order.
struct DayPage {
    spool::ReadPage page;
    std::string last_key; // what the next page is read after
    bool last = false;    // the day has no more
    // Of each row; none of any: codes do not count.
    std::vector<std::optional<mapping::NumberedCode>> numbers{};
};

// A value of one thread. Source and mapping must outlive it.
class PageReader {
public:
    PageReader(source::Source& source, mapping::Mapping& mapping, model::UnitKey key);

    // Of now, by the source's own clock. Throws Unavailable: the source is away, or its now is not
    // of the cursor's form.
    Horizons horizons(const Settling& settling, const source::Position& watermark);
    // Throws Unavailable (source away, row without cursor or key, rows not in the order of their
    // cursors) or BadSettings (a column the mapping needs is not there).
    FreshPage read(const spool::SourceStand& stand, const source::Position& after,
                   std::size_t limit, const Horizons& horizons);
    std::optional<std::uint64_t> count(const source::Position& after)
    {
        return source_.count(after);
    }

    // The next two only then.
    bool reads_days() const { return source_.reads_days(); }
    // Throws as read() does, and Unavailable when the rows do not go on after the key given.
    DayPage read_day(const spool::SourceStand& stand, model::Day day, const std::string& after_key,
                     std::size_t limit);
    // None: the source has no row of that key.
    std::optional<DayPage> read_row(const spool::SourceStand& stand, const std::string& key);

private:
    void bind(const source::Page& raw);
    spool::ReadRow mapped(const std::vector<std::optional<std::string>>& values);
    std::size_t rows_until(const std::vector<spool::ReadRow>& rows, model::Instant horizon) const;

    source::Source& source_;
    mapping::Mapping& mapping_;
    model::UnitKey key_;
    std::vector<std::string> bound_;
};

} // namespace congto::reading
