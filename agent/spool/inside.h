// What a Spool is made of. Only the files of this room include it; its callers hold the guard.
#pragma once

#include "agent/spool/embedded.h"
#include "agent/spool/fold.h"
#include "agent/spool/outbox.h"
#include "agent/spool/quarantine.h"
#include "agent/spool/shown.h"
#include "agent/spool/spool.h"
#include "agent/spool/state.h"
#include "agent/spool/unknown_sets.h"
#include "config/runtime/file_lock.h"
#include "config/runtime/sqlite.h"

#include <functional>
#include <memory>
#include <mutex>

namespace congto::spool {

inline constexpr std::uint32_t kSpoolKind = 0x43475350; // "CGSP"
inline constexpr int kSpoolEdition = 2;
inline constexpr runtime::SqliteForm kForm{spool_sql, kSpoolEdition, kSpoolKind, "spool", kRemedy};

struct Spool::Inside {
    static std::unique_ptr<Inside> open(const SpoolSettings& settings, const Owner& owner);
    explicit Inside(const SpoolSettings& chosen);
    ~Inside();

    SourceState& open_source(std::string_view name, const MappingDigest& mapping_digest);
    SourceState& source(std::uint16_t number);

    Taken take(ReadPage& page);
    // Throws Unavailable: less than the reserve is free.
    void require_room() const;
    // Batches of the entries; `end` moves on. A row's entries stay in one batch.
    void append(std::uint16_t number, const std::vector<Entry>& entries, ChainEnd& end);
    // Dossiers are withdrawn: to be known for a restored collector, and by rows that wait for them.
    void remember_withdrawn(std::uint16_t number, const std::vector<model::DossierId>& dossiers,
                            std::uint64_t spooled_by);
    // Writes what was deferred because it was nothing but flows, the watermark and notes.
    void flush();
    void stored(SourceState& written) const;

    void store(const Receipt& receipt);
    std::uint64_t forget_source(std::string_view name);
    // One transaction; the number withdrawn.
    std::uint64_t withdraw_portion(SourceState& before);
    // Out of the index, inside the caller's transaction.
    std::vector<model::DossierId> release_portion(std::uint16_t number);
    void note_refusal(std::string_view why);
    void set_receipted(SpoolState next, const ChainEnd& end, const Incarnation& incarnation);
    Resumed resume(const CollectorStand& stand);
    void abandon();
    // Numbering goes on after the collector's durable sequence; digests of what came later are
    // forgotten (all of them: `Forget::all`), withdrawals repeated, every source read again.
    enum class Forget : std::uint8_t { later, all };
    void reread(const CollectorStand& stand, Forget forget);
    // What a row in quarantine was last spooled as later than `durable` is withdrawn: reading it
    // again does not say it again, so it would be held here for a dossier nobody holds there.
    void release_quarantined(std::uint64_t durable, SourceState& read);
    void withdraw_again(std::uint64_t durable, SpoolState& next, std::vector<SourceState>& read);

    Accounts accounts();
    std::vector<std::string> audit();

    SpoolSettings settings;
    // Each process holds the state in memory: a second writer would write back what is no longer
    // so.
    runtime::FileLock lock;
    std::unique_ptr<SQLite::Database> database;
    std::mutex guard;
    std::function<void()> on_spooled;

    StateTables tables;
    ShownIndex shown;
    Quarantine quarantine;
    UnknownSets unknown;
    Outbox outbox;
    Query put_withdrawn;
    Query withdrawn_after;

    SpoolState state;
    std::vector<SourceState> sources;
};

} // namespace congto::spool
