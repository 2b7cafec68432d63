// One reading of one day of a source, from end to end.
//
//   begin ─► the day's rows by pages, in key order ─► rows known and not met, by their keys ─► end
//
// What is met is folded as any page is. A row that is not met is asked for by its key: one that is
// there is taken, and the mapping's day query misses it; one that is not there is gone, and its
// dossier is proposed for removal with the day's claim. That is believed of a row query that finds
// a row the day query shows. By the way some
// rows in quarantine are asked for: one that is gone leaves it. A look reads the rows and nothing
// more.
#pragma once

#include "agent/reading/day_codes.h"
#include "agent/reading/day_schedule.h"
#include "agent/reading/page_reader.h"
#include "agent/spool/spool.h"
#include "config/runtime/clock.h"

#include <optional>
#include <string>
#include <vector>

namespace congto::reading {

// Whose day it is, and how it is read. All must outlive what works with it.
struct DaySource {
    PageReader& pages;
    spool::Spool& spool;
    runtime::Clock& clock;
    std::uint16_t number = 0;
    std::size_t page_rows = 5000;
};

// A value of one thread. Every call may throw what PageReader and Spool throw; the next one goes on
// from where it stood.
class DayReading {
public:
    enum class Step : std::uint8_t {
        goes_on,
        ended,
        stale,      // the spool began anew: the day is to be read anew
        disbelieved // what the source shows cannot be all of it: nothing is claimed
    };

    DayReading(const DaySource& source, const Turn& turn);

    // A page, or some rows by their keys.
    Step step();

    const Turn& turn() const { return turn_; }
    model::Instant began() const { return began_; }
    // When the day is over: dossiers proposed for removal, and rows of the day its query missed.
    std::uint64_t removed() const { return removed_; }
    std::uint64_t missed() const { return missed_; }
    // Why it is disbelieved, for a person.
    const std::string& why() const { return why_; }
    // The last step threw in the middle of a query: it was the source, and not the spool.
    bool was_asking() const { return asking_source_; }

private:
    template <typename Query>
    auto asked(const Query& query)
    {
        asking_source_ = true;
        auto answer = query();
        asking_source_ = false;
        return answer;
    }
    Step read_page();
    Step begin_asking();
    Step ask();
    void ask_for_quarantined();
    Step end();
    Step disbelieve(std::string why);
    bool take(DayPage read);
    // Known rows not met: all of them, or a sample of so many that not each can be asked for.
    std::uint64_t list_unmet();
    // A row of another day, by its key; none: it shows none.
    std::optional<std::string> row_of_another_day();
    // Whether the row query finds what the day query shows: only then what it does not find is
    // gone.
    bool finds(const std::vector<std::string>& shown);

    DaySource source_;
    Turn turn_;
    spool::SourceStand stand_;
    model::Instant began_;
    std::string after_;
    std::string first_; // key of the day's first row
    DayCodes codes_;
    std::uint64_t rows_ = 0;
    std::uint64_t quarantined_ = 0;
    std::uint64_t left_out_ = 0;
    bool asking_ = false;
    bool asking_source_ = false;
    bool sampled_ = false;
    std::vector<std::string> to_ask_; // from the back
    std::uint64_t missed_ = 0;
    std::uint64_t removed_ = 0;
    std::string why_;
};

} // namespace congto::reading
