#include "agent/reading/backlog.h"

#include "config/runtime/failure.h"

#include <algorithm>

namespace congto::reading {
namespace {

// Counting the unread may make the source read them: seldom, and seldomer when it takes long.
constexpr std::chrono::seconds kCountEach{60};
constexpr int kCountShare = 50;

void take_off(std::optional<std::uint64_t>& unread, std::uint64_t rows)
{
    if (unread) {
        *unread -= std::min(*unread, rows);
    }
}

} // namespace

Backlog::Backlog(PageReader& reader, runtime::Clock& clock) : reader_(reader), clock_(clock) {}

void Backlog::begin(const spool::ReadingNote& known)
{
    furthest_ = known.furthest;
    again_ = furthest_ != source::Position{};
    at_end_ = false;
    never_read_.reset();
    pass_read_ = known.pass_read;
    pass_unread_.reset();
    count_due_ = {};
}

void Backlog::count(const source::Position& head)
{
    at_end_ = false;
    if (clock_.steady() < count_due_) {
        return;
    }
    const auto began = clock_.steady();
    try {
        pass_unread_ = reader_.count(head);
        never_read_ = again_ ? count_never_read(head) : pass_unread_;
    } catch (const runtime::Unavailable&) {
        // Too slow for the statement time-out, or away, which the next page will say.
        pass_unread_.reset();
        never_read_.reset();
    }
    const auto taken = clock_.steady() - began;
    count_due_ = clock_.steady() +
                 std::max<std::chrono::steady_clock::duration>(kCountEach, taken * kCountShare);
}

// Cursors are the source's own to compare: the head has passed the furthest when no more rows are
// above it.
std::optional<std::uint64_t> Backlog::count_never_read(const source::Position& head)
{
    std::optional<std::uint64_t> above;
    try {
        above = reader_.count(furthest_);
    } catch (const runtime::Unavailable&) {
        // A position of a query since changed is none any more.
        above = pass_unread_;
    }
    if (above && pass_unread_ && *pass_unread_ <= *above) {
        again_ = false;
        furthest_ = head;
        return pass_unread_;
    }
    return above;
}

void Backlog::advance(const source::Position& head, std::uint64_t rows)
{
    if (!at_end_) {
        pass_read_ += rows;
        take_off(pass_unread_, rows);
    }
    if (!again_) {
        furthest_ = head;
        take_off(never_read_, rows);
    }
}

void Backlog::reach_end(const source::Position& head)
{
    at_end_ = true;
    again_ = false;
    furthest_ = head;
    never_read_ = 0;
    pass_unread_ = 0;
}

void Backlog::tell(spool::ReadingNote& note) const
{
    note.furthest = furthest_;
    note.unread = never_read_;
    note.pass_read = pass_read_;
    note.pass_unread = pass_unread_;
}

} // namespace congto::reading
