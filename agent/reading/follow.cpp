#include "agent/reading/follow.h"

#include "config/runtime/log.h"

#include <algorithm>
#include <future>
#include <limits>

namespace congto::reading {
namespace {

using std::chrono::seconds;

// What one beat reads again of a large overlap, and of the revisits, so that new rows never wait
// long for old ones.
constexpr std::size_t kPagesABeat = 4;
constexpr std::size_t kAllPages = std::numeric_limits<std::size_t>::max();
// A horizon asked a moment ago is only cautious.
constexpr seconds kHorizonAge{10};
constexpr seconds kNoteEach{1};
// A source that is written all the time shows something new each time.
constexpr int kOverlapsOfReadAll = 3;
} // namespace

Follow::Follow(const Tempo& tempo, PageReader& reader, spool::Spool& spool, runtime::Clock& clock,
               std::uint16_t source)
    : name_(spool.name_of(source)), tempo_(tempo), reader_(reader), spool_(spool), clock_(clock),
      stand_(spool.stand(source)), recent_(stand_.watermark), head_(stand_.watermark),
      backlog_(reader, clock)
{
    backlog_.begin(stand_.note);
}

void Follow::poll(const std::stop_token& stop)
{
    join_stand();
    read_head(stop);
    if (stop.stop_requested() || anew_) {
        return;
    }
    revisit(stop, kPagesABeat);
    if (overlap_ || clock_.steady() >= overlap_due_) {
        read_overlap(stop, kPagesABeat);
    }
    note();
}

void Follow::read_all(const std::stop_token& stop)
{
    do {
        join_stand();
        read_head(stop);
        revisit(stop, kAllPages);
        overlap_.reset();
        clean_since_.reset();
        for (int times = 0; times < kOverlapsOfReadAll && !anew_ && !clean_since_; ++times) {
            read_overlap(stop, kAllPages);
        }
        note();
    } while (anew_ && !stop.stop_requested());
}

// The spool may have begun anew since: another mapping, another identity, a restored collector.
void Follow::join_stand()
{
    const spool::SourceStand now = spool_.stand(stand_.number);
    if (now.stand != stand_.stand || anew_) {
        recent_ = head_ = now.watermark;
        rows_above_recent_ = 0;
        at_end_ = has_reached_end_ = false;
        overlap_.reset();
        clean_since_.reset();
        backlog_.begin(now.note);
        end_reported_ = false;
        runtime::log(runtime::Severity::info, "source is read again from its beginning",
                     {{"source", name_}});
    }
    stand_ = now;
    anew_ = false;
    horizons_.reset();
}

const Horizons& Follow::horizons()
{
    if (!horizons_ || clock_.steady() - horizons_at_ >= kHorizonAge) {
        horizons_ = reader_.horizons({tempo_.overlap, tempo_.lag}, stand_.watermark);
        horizons_at_ = clock_.steady();
        tell_what_settles();
        if (horizons_->clock_went_back && !read_whole_) {
            read_whole_ = true;
            runtime::log(runtime::Severity::warning,
                         "the source's clock went back: all its rows are read again until it is "
                         "where it was",
                         {{"source", name_}});
        }
    }
    return *horizons_;
}

void Follow::tell_what_settles()
{
    const bool shown = horizons_->oldest_transaction.has_value();
    if (transactions_shown_ != shown) {
        transactions_shown_ = shown;
        runtime::log(runtime::Severity::info,
                     shown ? "the source shows its open transactions: rows are read again back to "
                             "the oldest, or by the lag"
                           : "the source does not show its open transactions: rows are read again "
                             "by the overlap",
                     {{"source", name_}});
    }
}

// True: it was taken, and reading goes on.
bool Follow::took(const spool::Taken& taken)
{
    anew_ = anew_ || taken.stale;
    return !taken.stale;
}

void Follow::read_head(const std::stop_token& stop)
{
    const model::Instant began = clock_.now();
    FreshPage fresh = reader_.read(stand_, recent_, tempo_.page_rows, horizons());
    const bool whole_overlap = recent_ == stand_.watermark && !read_whole_;
    at_end_ = at_end_ && fresh.extent.last;
    if (!fresh.extent.last) {
        read_pages(std::move(fresh), stop);
        return;
    }
    const Extent extent = fresh.extent;
    const spool::Taken taken = spool_.take(std::move(fresh.page));
    if (took(taken)) {
        advance(extent);
        reach_end();
        if (whole_overlap) {
            end_overlap({{}, began, extent.rows, taken.found_something(), false});
        }
    }
}

// While a page is spooled the next one is read: two pages are in memory, and both cores at work.
void Follow::read_pages(FreshPage fresh, const std::stop_token& stop)
{
    backlog_.count(head_);
    while (!fresh.extent.last && !stop.stop_requested()) {
        const Extent behind = fresh.extent;
        auto taking =
            std::async(std::launch::async, [this, page = std::move(fresh.page)]() mutable {
                return spool_.take(std::move(page));
            });
        // No page is held while days are read: taken after them, it would bring back what they
        // found gone.
        const bool notes = clock_.steady() - noted_at_ >= kNoteEach;
        if (!notes) {
            fresh = next_page(behind);
        }
        if (!took(taking.get())) {
            return;
        }
        advance(behind);
        if (notes) {
            note_in_between(stop);
            fresh = next_page(behind);
        }
    }
    const Extent extent = fresh.extent;
    if (extent.last && took(spool_.take(std::move(fresh.page)))) {
        advance(extent);
        reach_end();
    }
}

FreshPage Follow::next_page(const Extent& behind)
{
    return reader_.read(stand_, behind.end, tempo_.page_rows, horizons());
}

void Follow::reach_end()
{
    at_end_ = has_reached_end_ = true;
    backlog_.reach_end(head_);
}

void Follow::advance(const Extent& read)
{
    rows_since_rest_ += read.rows;
    head_ = read.end;
    if (read.recent) {
        recent_ = *read.recent;
        rows_above_recent_ = read.rows_above_recent;
    } else {
        rows_above_recent_ += read.rows;
    }
    // A source written very fast: its newest rows are left to the slow beat.
    if (rows_above_recent_ > tempo_.page_rows) {
        recent_ = head_;
        rows_above_recent_ = 0;
    }
    backlog_.advance(head_, read.rows);
}

} // namespace congto::reading
