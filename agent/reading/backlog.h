// How much of a source is unread, and how far a pass through it is.
//
//   ──────────── rows in (cursor, key) order ───────────────────────────►
//    this pass read them │ read by an earlier pass │ never read
//                       head                    furthest
//
// A pass that begins anew goes through rows the spool shows already. For whoever asks how much of
// the source is missing only what no pass ever read is unread.
#pragma once

#include "agent/reading/page_reader.h"
#include "agent/spool/standing.h"
#include "config/runtime/clock.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace congto::reading {

// A value of one thread. Everything given must outlive it.
class Backlog {
public:
    Backlog(PageReader& reader, runtime::Clock& clock);

    // A pass begins, or goes on after a restart, from what the spool knows of it.
    void begin(const spool::ReadingNote& known);
    // There is a backlog above the head: it is counted, when that is due.
    void count(const source::Position& head);
    // The spool has these rows, and the head is after them.
    void advance(const source::Position& head, std::uint64_t rows);
    // The source had no more.
    void reach_end(const source::Position& head);
    // The note's furthest, unread, pass_read and pass_unread.
    void tell(spool::ReadingNote& note) const;

private:
    std::optional<std::uint64_t> count_never_read(const source::Position& head);

    PageReader& reader_;
    runtime::Clock& clock_;
    source::Position furthest_;
    bool again_ = false; // the head may be below the furthest
    bool at_end_ = false;
    std::optional<std::uint64_t> never_read_;
    std::uint64_t pass_read_ = 0;
    std::optional<std::uint64_t> pass_unread_;
    std::chrono::steady_clock::time_point count_due_{};
};

} // namespace congto::reading
