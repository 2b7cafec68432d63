// The spool: one file that holds what was read and not yet receipted, and the index of what was.
//
//   reading ──take(page)──►┌──────────────────────────────────────────────┐
//   (a thread per source)  │ watermark · index · quarantine · accounts    │
//                          │ batches:  [n+1 … n+1000] [n+1001 … ] …       │
//   uplink ◄──batch_after──│            ▲ first without a receipt         │
//          ───store(receipt)►  removes from here                        │
//                          └──────────────────────────────────────────────┘
//
// One page is one durable transaction: its batches, index, quarantine, accounts and watermark
// change together or not at all, so a crash neither skips a row nor sends it twice. Every entry has
// the next number and every batch continues the hash chain. Nothing is ever dropped: when the disk
// or the size limit is reached the page is not taken (Unavailable) and can be given again.
//
// Any thread may call; calls wait for each other. All use the one connection the spool owns, which
// alone writes and checkpoints the file.
#pragma once

#include "agent/spool/accounts.h"
#include "agent/spool/page.h"
#include "agent/spool/settings.h"
#include "agent/spool/standing.h"

#include "config/runtime/clock.h"
#include "config/runtime/progress.h"

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace congto::spool {

class Spool {
public:
    // Makes the file if it is missing, and holds `<file>.lock` for life. Throws Unavailable:
    // another process works with this spool. Throws Corrupt: not a spool, damaged, or of a newer
    // edition. Throws BadSettings: it is another unit's, or was made with another key.
    Spool(const SpoolSettings& settings, const Owner& owner, runtime::Clock& clock);
    // By the system's clock.
    Spool(const SpoolSettings& settings, const Owner& owner);
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    // Called after batches were added, from the thread that added them. Set before threads start.
    void on_spooled(std::function<void()> call);

    // A source by its name: numbered at its first time. Another mapping digest than before: all its
    // rows and days are to be read again.
    SourceStand open_source(std::string_view name, const MappingDigest& mapping_digest);
    SourceStand stand(std::uint16_t source);
    std::string name_of(std::uint16_t source);
    // Positions after which one page is to be read again: a row there waited for a dossier that
    // another row no longer shows. Any page of take() that shows what stands after one settles it.
    std::vector<source::Position> revisits(std::uint16_t source, std::size_t limit);
    Taken take(ReadPage page);

    // A day opened is read from end to end: begin, its rows in pages, the rows that are still unmet
    // by their keys, end. One day of a source at a time; begin forgets an earlier one.
    void begin_day(std::uint16_t source, model::Day day);
    // Folded as take() does; `after` and `settled` are not used. What its rows show now is met, and
    // so is what any other page of the source shows until the end.
    Taken take_day(ReadPage page);
    // Keys of rows the index shows of the day and nobody met, after the one given (the last of the
    // call before; empty: from the first). Each is to be asked for by itself and given to
    // take_day(): a row may have moved to another day.
    std::vector<std::string> unmet(std::uint16_t source, std::size_t limit,
                                   const std::string& after);
    // One transaction, the last of the day: what is still unmet is removed (absent), the list if
    // the last verdict was `differs`, the claim.
    DayEnded end_day(const DayRead& read);
    // Keys of rows in quarantine that show no dossier: those after the last that were given since
    // the spool was opened, and from the first again.
    std::vector<std::string> quarantined(std::uint16_t source, std::size_t limit);
    // These rows are gone from the source, and leave quarantine. Nothing happens when the source
    // began anew since.
    void release_gone(std::uint16_t source, std::uint64_t stand,
                      const std::vector<std::string>& keys);
    // All days known of, ascending.
    std::vector<DayStand> days(std::uint16_t source);
    // To be read as soon as may be, both ends included; days nothing is known of are made known.
    void ask_for_days(std::uint16_t source, model::Day from, model::Day to);
    // The collector's. After `differs` all rows of the day are spooled again when they are read.
    void note(const std::vector<DayVerdict>& verdicts);
    // Claims that have their receipts and no verdict (it was lost with a line) are made again from
    // the sums; how many.
    std::size_t claim_again();

    // Kept in memory; written when caught_up changes, at most once a minute else.
    void note(std::uint16_t source, const ReadingNote& note);
    // For `status`; written when it changes. A source that is opened anew has none.
    void note_hindrance(std::uint16_t source, Hindered what, std::string_view why);
    // Removes every dossier the source showed, and marks it forgotten; the number removed. Read
    // again under its name later, it begins anew. Throws BadSettings: there is no such source, or
    // it is forgotten. Throws Unavailable: no room; done again, it goes on where it stood.
    std::uint64_t forget_source(std::string_view name);
    // Long reading or sending is over: memory it needed goes back to the system.
    void rest();

    Standing standing();
    std::vector<Progress> progress();
    // The batch after this number; none: there is nothing after it. Throws Damaged: its bytes are
    // not those that were spooled.
    std::optional<SpooledBatch> batch_after(std::uint64_t sequence);
    // Batches after this number that are larger than this, as messages, are sent in parts from now
    // on: the same entries with the same numbers. How many of them; 0: none can be made smaller.
    std::size_t split_above(std::uint64_t sequence, std::uint64_t bytes);
    // Throws Failure: the receipt is not for anything pending, or does not add up.
    void store(const Receipt& receipt);
    // What a person must mend before the collector takes anything; empty: nothing. For `status`.
    void note_refusal(std::string_view why);
    // README.md says what each verdict does.
    Resumed resume(const CollectorStand& stand);

    Accounts accounts();
    // The first batch without a receipt, which the collector refuses for good, is kept as a file
    // beside the spool and taken back with all numbers after it; the sources are read again. Throws
    // BadSettings: the collector refuses nothing, or nothing waits.
    SetAside set_aside();
    // The file as SQLite sees it, the accounts, and each of them against the tables it counts: a
    // line for each fault. Slow: reads everything.
    std::vector<std::string> audit();
    std::vector<std::string> audit(runtime::Progress& progress);

    struct Inside;

private:
    std::unique_ptr<Inside> inside_;
};

} // namespace congto::spool
