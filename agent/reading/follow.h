// Following one source: new rows at once, and again what an open transaction may still reveal.
//
//   ───────────── rows in (cursor, key) order ─────────────────────────────────►
//    read, never again │ read again on the slow beat     │ read again each poll │ new
//                  watermark (in the spool)           recent                  head
//                      ≤ the horizon                     ≤ source now − 5 s
//
// Digests drop what is read again unchanged. The watermark moves up only with pages read right
// after it, each up to the last row at or before its horizon: whatever appears below is read.
#pragma once

#include "agent/reading/backlog.h"
#include "agent/reading/beat.h"
#include "agent/reading/page_reader.h"
#include "agent/spool/spool.h"
#include "config/runtime/clock.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace congto::reading {

struct Tempo {
    std::chrono::milliseconds poll{1000};
    std::chrono::milliseconds overlap{std::chrono::hours(1)};
    std::size_t page_rows = 5000;
    std::chrono::milliseconds lag{std::chrono::seconds(30)}; // where transactions are shown
};

// A value of one thread. Everything given must outlive it. Every call may throw what PageReader and
// Spool throw; the next call goes on from where that one stood.
class Follow final : public Beat {
public:
    Follow(const Tempo& tempo, PageReader& reader, spool::Spool& spool, runtime::Clock& clock,
           std::uint16_t source);

    // Called about each second of a long reading, between two pages: what may not wait for its end.
    // Set before the first beat.
    void meanwhile(std::function<void(const std::stop_token&)> call)
    {
        meanwhile_ = std::move(call);
    }
    // One beat: the head, rows that waited, and a share of the overlap when it is due.
    void poll(const std::stop_token& stop) override;
    // The head to its end and then the whole overlap, however long it takes; again while it brings
    // something new, three times at most.
    void read_all(const std::stop_token& stop) override;
    // The head reached the source's end and the last whole overlap brought nothing new.
    bool caught_up() const { return at_end_ && clean_since_ && nothing_waits_ && !read_whole_; }
    // The head reached it at least once since reading began, or began anew.
    bool has_reached_end() const { return has_reached_end_; }

private:
    struct Overlap {
        source::Position at;
        model::Instant began;
        std::size_t rows = 0;
        bool found = false;
        bool in_parts = false;   // it took more than one beat
        bool ends_whole = false; // of the whole source, begun when its clock was right again
    };

    void join_stand();
    void read_head(const std::stop_token& stop);
    void read_overlap(const std::stop_token& stop, std::size_t most_pages);
    void end_overlap(const Overlap& done);
    void revisit(const std::stop_token& stop, std::size_t most_pages);
    void read_pages(FreshPage fresh, const std::stop_token& stop);
    FreshPage next_page(const Extent& behind);
    void advance(const Extent& read);
    void reach_end();
    bool took(const spool::Taken& taken);
    void note();
    void note_in_between(const std::stop_token& stop);
    const Horizons& horizons();
    void tell_what_settles();

    std::function<void(const std::stop_token&)> meanwhile_;
    std::string name_;
    Tempo tempo_;
    PageReader& reader_;
    spool::Spool& spool_;
    runtime::Clock& clock_;
    spool::SourceStand stand_;

    source::Position recent_;
    source::Position head_;
    std::size_t rows_above_recent_ = 0;
    bool at_end_ = false;
    bool has_reached_end_ = false;
    bool nothing_waits_ = true;
    bool anew_ = false; // the spool began anew under this pass

    std::optional<Overlap> overlap_;
    std::optional<model::Instant> clean_since_;
    std::chrono::steady_clock::time_point overlap_due_{};
    bool overlap_in_parts_ = false;
    bool end_reported_ = false;
    std::size_t rows_since_rest_ = 0;

    std::optional<Horizons> horizons_;
    // The source's clock went back: the overlap is the whole source, until one of it is read that
    // began when the clock was where it had been.
    bool read_whole_ = false;
    std::optional<bool> transactions_shown_; // none: not told yet
    std::chrono::steady_clock::time_point horizons_at_{};
    Backlog backlog_;
    std::chrono::steady_clock::time_point noted_at_{};
};

} // namespace congto::reading
