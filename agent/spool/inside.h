// What a Spool is made of. Only the files of this room include it; its callers hold the guard.
#pragma once

#include "agent/spool/damaged.h"
#include "agent/spool/day_rows.h"
#include "agent/spool/day_sequences.h"
#include "agent/spool/day_table.h"
#include "agent/spool/embedded.h"
#include "agent/spool/fold.h"
#include "agent/spool/outbox.h"
#include "agent/spool/packing.h"
#include "agent/spool/quarantine.h"
#include "agent/spool/shown.h"
#include "agent/spool/spool.h"
#include "agent/spool/state.h"
#include "agent/spool/unknown_sets.h"
#include "config/runtime/clock.h"
#include "config/runtime/file_lock.h"
#include "config/runtime/sqlite.h"

#include <functional>
#include <memory>
#include <mutex>

namespace congto::spool {

inline constexpr std::uint32_t kSpoolKind = 0x43475350; // "CGSP"
inline constexpr int kSpoolEdition = 6;
inline constexpr const char* kTakenSpool =
    "another congto-agent works with this spool; stop it first";
inline constexpr runtime::SqliteForm kForm{spool_sql, kSpoolEdition, kSpoolKind, "spool", kRemedy};

// Why no row shows a dossier any more: it was withdrawn, or removed for a cause of the contract.
enum class Gone : std::uint8_t { withdrawn = 0, left_out = 1, absent = 2, forgotten = 3 };

struct Spool::Inside {
    static std::unique_ptr<Inside> open(const SpoolSettings& settings, const Owner& owner,
                                        runtime::Clock& clock);
    Inside(const SpoolSettings& chosen, runtime::Clock& ticking);
    ~Inside();

    void require_sound();
    SourceState& open_source(std::string_view name, const MappingDigest& mapping_digest);
    SourceState& source(std::uint16_t number);

    Taken take(ReadPage& page, Fold::Order order);
    // Positions that were to be read again, and whose next row the page shows. False: none.
    bool settle_revisits(const ReadPage& page);
    // Throws Unavailable: less than the reserve is free.
    void require_room() const;
    // Batches of the entries, and a removal of what is left out. A row's entries stay in one batch.
    void append(std::uint16_t number, const std::vector<Entry>& entries,
                const std::vector<model::DossierId>& left_out, Next& next);
    // To be known for a restored collector, and by rows that wait for these dossiers.
    void remember_gone(std::uint16_t number, Gone gone,
                       const std::vector<model::DossierId>& dossiers, std::uint64_t spooled_by);
    // Writes what was deferred because it was nothing but flows, the watermark and notes.
    void flush();
    void stored(SourceState& written) const;

    // day.cpp
    void begin_day(std::uint16_t number, model::Day day);
    std::vector<std::string> unmet(std::uint16_t number, std::size_t limit,
                                   const std::string& after);
    DayEnded end_day(const DayRead& read);
    std::vector<std::string> quarantined(std::uint16_t number, std::size_t limit);
    void release_gone(std::uint16_t number, std::uint64_t stand,
                      const std::vector<std::string>& keys);
    std::uint64_t remove_unmet(const DayRead& read, Packing& packing, Next& next);
    void remove_unsayable(const DayRead& read, Packing& packing, Next& next);
    void list_day(const DayRead& read, Packing& packing);
    void note(const std::vector<DayVerdict>& verdicts);
    std::size_t claim_again();
    bool claim_again(Next& next, const DayStand& stand, Packing& packing);

    // sending.cpp
    std::optional<ChainEnd> end_at(std::uint64_t sequence);
    std::optional<SpooledBatch> batch_after(std::uint64_t sequence);
    std::size_t split_above(std::uint64_t sequence, std::uint64_t bytes);

    void store(const Receipt& receipt);
    std::uint64_t forget_source(std::string_view name);
    // One transaction; the number of dossiers removed.
    std::uint64_t remove_portion(SourceState& before);
    // Out of the index, inside the caller's transaction.
    std::vector<model::DossierId> release_portion(std::uint16_t number);
    void note_refusal(std::string_view why);
    // The end of a batch of this spool, as it waits or as it was before it was split.
    bool is_own(const ChainEnd& end);
    bool is_from_before_a_split(const ChainEnd& end);
    // What follows an end that is from before a split goes on from there.
    void set_receipted(SpoolState next, const ChainEnd& end, const Incarnation& incarnation);
    Resumed resume(const CollectorStand& stand);
    void abandon();
    // Numbering goes on after the collector's durable sequence; what came later (all of it:
    // `Forget::all`) is to be spooled again, what was gone is said again, every source read again.
    enum class Forget : std::uint8_t { later, all };
    // `also` is done in the same transaction, before anything else. Nothing waits then that could
    // be refused.
    void reread(
        const CollectorStand& stand, Forget forget, const std::function<void()>& also = [] {});
    // What a row in quarantine was last spooled as later than `durable` is removed: reading it
    // again does not say it again, so it would be held here for a dossier nobody holds there.
    void release_quarantined(std::uint64_t durable, SourceState& read);
    void say_gone_again(std::uint64_t durable, Next& next);

    Accounts accounts();
    SetAside set_aside();
    std::vector<std::string> audit(runtime::Progress& progress);
    void audit_days(std::vector<std::string>& faults, const SourceState& known,
                    runtime::Progress& progress);

    SpoolSettings settings;
    runtime::Clock& clock;
    // Each process holds the state in memory: a second writer would write back what is no longer
    // so.
    runtime::FileLock lock;
    std::unique_ptr<SQLite::Database> database;
    std::mutex guard;
    std::function<void()> on_spooled;

    StateTables tables;
    DayTable days;
    DaySequences sequences;
    ShownIndex shown;
    DayRows day_rows;
    Quarantine quarantine;
    UnknownSets unknown;
    Outbox outbox;
    Query put_gone;
    Query gone_after;

    SpoolState state;
    std::vector<SourceState> sources;
};

// One transaction of the index and all that is kept beside it. Not stored: rolled back, and what
// was moved in memory is forgotten.
class Change {
public:
    explicit Change(Spool::Inside& inside);
    ~Change();
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;

    void store(const Next& next);
    // The index stays as it was; what its flows came to is written later.
    void defer(const Next& next);

private:
    void commit();

    Spool::Inside& inside_;
    Transaction transaction_;
    bool done_ = false;
};

} // namespace congto::spool
