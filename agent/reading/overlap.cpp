// What a Follow reads again, and what it says of itself.
#include "agent/reading/follow.h"

#include "config/runtime/log.h"

#include <algorithm>

namespace congto::reading {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// An overlap of n rows is read again each n milliseconds: the load it makes is bounded by a
// thousand rows a second, whatever happens to the source.
constexpr milliseconds kOverlapPerRow{1};

} // namespace

void Follow::read_overlap(const std::stop_token& stop, std::size_t most_pages)
{
    if (!overlap_) {
        overlap_ = Overlap{spool_.stand(stand_.number).watermark, clock_.now()};
        const bool is_back = horizons().clock_went_back;
        if (read_whole_) {
            overlap_ = Overlap{{}, clock_.now()};
            overlap_->ends_whole = !is_back;
        }
    }
    for (std::size_t pages = 0; pages < most_pages && !stop.stop_requested(); ++pages) {
        FreshPage fresh = reader_.read(stand_, overlap_->at, tempo_.page_rows, horizons());
        const Extent extent = fresh.extent;
        const spool::Taken taken = spool_.take(std::move(fresh.page));
        if (!took(taken)) {
            return;
        }
        overlap_->rows += extent.rows;
        overlap_->found = overlap_->found || taken.found_something();
        overlap_->at = extent.end;
        if (extent.last) {
            end_overlap(*overlap_);
            overlap_.reset();
            return;
        }
    }
    overlap_->in_parts = true;
}

void Follow::end_overlap(const Overlap& done)
{
    clean_since_.reset();
    read_whole_ = read_whole_ && !done.ends_whole;
    if (!done.found) {
        clean_since_ = done.began;
    }
    const auto wait = kOverlapPerRow * static_cast<milliseconds::rep>(done.rows);
    overlap_due_ = clock_.steady() + std::max<milliseconds>(tempo_.poll, wait);
    if (done.in_parts != overlap_in_parts_) {
        overlap_in_parts_ = done.in_parts;
        runtime::log(done.in_parts ? runtime::Severity::warning : runtime::Severity::info,
                     done.in_parts ? "overlap is large and is read again more slowly"
                                   : "overlap is read again in one beat",
                     {{"source", name_}, {"rows", done.rows}});
    }
}

// A page for each position there is, as long as none of the pages before settled it.
void Follow::revisit(const std::stop_token& stop, std::size_t most_pages)
{
    const auto waiting = [this] { return spool_.revisits(stand_.number, 1); };
    for (auto next = waiting(); !next.empty() && most_pages != 0 && !stop.stop_requested();
         next = waiting(), --most_pages) {
        FreshPage fresh = reader_.read(stand_, next.front(), tempo_.page_rows, horizons());
        if (!took(spool_.take(std::move(fresh.page)))) {
            return;
        }
    }
    nothing_waits_ = waiting().empty();
}

void Follow::note()
{
    const bool now_caught_up = caught_up();
    spool::ReadingNote note;
    note.head_cursor = head_.cursor;
    note.caught_up = now_caught_up;
    note.known_at = now_caught_up ? *clean_since_ : clock_.now();
    if (horizons_) {
        const auto& oldest = horizons_->oldest_transaction;
        note.settles = oldest ? spool::Settles::by_transactions : spool::Settles::by_overlap;
        note.oldest_transaction = oldest.value_or(milliseconds{});
    }
    backlog_.tell(note);
    spool_.note(stand_.number, note);
    noted_at_ = clock_.steady();
    if (now_caught_up && (!end_reported_ || rows_since_rest_ > tempo_.page_rows)) {
        rows_since_rest_ = 0;
        spool_.rest();
    }
    if (now_caught_up && !end_reported_) {
        end_reported_ = true;
        runtime::log(runtime::Severity::info, "source is read to its end", {{"source", name_}});
    }
}

void Follow::note_in_between(const std::stop_token& stop)
{
    backlog_.count(head_);
    note();
    if (meanwhile_) {
        meanwhile_(stop);
    }
}

} // namespace congto::reading
