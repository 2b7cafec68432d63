#include "agent/spool/inside.h"

#include "agent/spool/random.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"
#include "proto/model/digest.h"

#include <SQLiteCpp/Database.h>

namespace congto::spool {
namespace {

// Small: an agent is a guest on somebody's server. The checkpoint is large enough to write a page
// of the index once for many transactions (README.md: what a row costs).
constexpr runtime::SqliteOptions kOptions{
    .cache_bytes = 16 << 20, .checkpoint_pages = 16'000, .page_size = 4096};

void limit_size(SQLite::Database& database, std::uint64_t bytes)
{
    if (bytes != 0) {
        const auto page_size = static_cast<std::uint64_t>(kOptions.page_size);
        execute(database, "PRAGMA max_page_count = " + std::to_string(bytes / page_size));
    }
}

std::unique_ptr<SQLite::Database> opened(const SpoolSettings& settings)
{
    auto database = runtime::open_for_writing(settings.file, kForm, kOptions);
    limit_size(*database, settings.size_limit);
    return database;
}

} // namespace

void require_owner(const std::filesystem::path& file, const Owner& found, const Owner& given)
{
    if (found.unit != given.unit) {
        throw runtime::BadSettings(file.string() + ": is the spool of unit " + found.unit +
                                   ", the settings say " + given.unit + "; name another file");
    }
    if (found.key_id != given.key_id) {
        throw runtime::BadSettings(
            file.string() + ": was made with another unit key; restore that key (the collector "
                            "knows the unit's dossiers by it)");
    }
}

Spool::Inside::Inside(const SpoolSettings& chosen, runtime::Clock& ticking)
    : settings(chosen), clock(ticking), lock(lock_file_of(chosen.file), kTakenSpool),
      database(opened(chosen)), tables(*database), days(*database), sequences(*database),
      shown(*database, days), day_rows(*database), quarantine(*database), unknown(*database),
      outbox(*database),
      put_gone(*database, "INSERT OR REPLACE INTO withdrawn (source, dossier, spooled_by, cause)"
                          " VALUES (?1, ?2, ?3, ?4)"),
      gone_after(*database,
                 "SELECT dossier FROM withdrawn AS gone WHERE source = ?1 AND spooled_by > ?2"
                 " AND cause = ?3 AND NOT EXISTS (SELECT 1 FROM shown"
                 " WHERE shown.source = gone.source AND shown.dossier = gone.dossier)")
{
}

Spool::Inside::~Inside()
{
    try {
        flush();
    } catch (const runtime::Failure&) {
        // Only flows, the watermark and notes are lost: more is read again.
    }
}

std::unique_ptr<Spool::Inside> Spool::Inside::open(const SpoolSettings& settings,
                                                   const Owner& owner, runtime::Clock& clock)
{
    auto inside = std::make_unique<Inside>(settings, clock);
    inside->sources = inside->tables.load_sources();
    for (SourceState& source : inside->sources) {
        source.hindrances = {}; // of whoever had it open before
        inside->stored(source);
    }
    if (auto found = inside->tables.load()) {
        require_owner(settings.file, found->owner, owner);
        inside->state = *found;
    } else {
        inside->state.id = random_name();
        inside->state.owner = owner;
        inside->state.digest_edition = model::kDigestEdition;
        inside->tables.store(inside->state);
    }
    inside->require_sound();
    if (inside->state.digest_edition != model::kDigestEdition) {
        const SpoolState& state = inside->state;
        inside->reread({Verdict::reread, state.incarnation.value_or(Incarnation{}),
                        state.receipted.sequence, state.receipted.chain},
                       Forget::all);
    }
    return inside;
}

// A bit that fell over in the file: found before anything is built on it. The batches between are
// looked at when they are sent, everything by audit().
void Spool::Inside::require_sound()
{
    const bool ends = state.assigned == state.receipted
                          ? !outbox.starting_at(state.receipted.sequence + 1)
                          : outbox.starting_at(state.receipted.sequence + 1).has_value() &&
                                outbox.ending_at(state.assigned.sequence) == state.assigned;
    if (!ends || state.receipted.sequence > state.assigned.sequence) {
        throw runtime::Damaged(settings.file.string() +
                               ": its batches are not those its numbers say; " + kRemedy);
    }
}

SourceState& Spool::Inside::source(std::uint16_t number)
{
    for (SourceState& known : sources) {
        if (known.named.number == number) {
            return known;
        }
    }
    throw runtime::Failure("the spool has no source number " + std::to_string(number));
}

SourceState& Spool::Inside::open_source(std::string_view name, const MappingDigest& mapping_digest)
{
    for (SourceState& known : sources) {
        if (known.named.name == name) {
            if (known.named.mapping_digest != mapping_digest) {
                SourceState next = known;
                next.named.mapping_digest = mapping_digest;
                next.begin_anew();
                Transaction transaction(*database);
                days.unclaim(next.named.number);
                tables.store(next);
                transaction.commit();
                known = next;
            }
            return known;
        }
    }
    SourceState added;
    added.named = {static_cast<std::uint16_t>(sources.size() + 1), std::string(name),
                   mapping_digest};
    tables.store(added);
    sources.push_back(std::move(added));
    return sources.back();
}

void Spool::Inside::stored(SourceState& written) const
{
    written.deferred_rows = 0;
    written.stored_caught_up = written.note.caught_up;
    written.stored_settles = written.note.settles;
    written.noted_at = written.note.known_at;
}

void Spool::Inside::flush()
{
    Transaction transaction(*database);
    for (const SourceState& known : sources) {
        tables.store(known);
    }
    transaction.commit();
    for (SourceState& known : sources) {
        stored(known);
    }
}

Change::Change(Spool::Inside& inside) : inside_(inside), transaction_(*inside.database) {}

Change::~Change()
{
    if (!done_) {
        inside_.unknown.forget();
        inside_.days.forget();
    }
}

void Change::store(const Next& next)
{
    inside_.unknown.store();
    inside_.days.store(inside_.clock.now(), next.spool.assigned.sequence);
    inside_.tables.store(next.spool);
    inside_.tables.store(next.source);
    commit();
    SourceState& written = inside_.source(next.source.named.number);
    written = next.source;
    inside_.stored(written);
    inside_.state = next.spool;
}

void Change::defer(const Next& next)
{
    inside_.unknown.store();
    commit();
    inside_.source(next.source.named.number) = next.source;
}

void Change::commit()
{
    transaction_.commit();
    done_ = true;
}

Accounts Spool::Inside::accounts()
{
    Accounts all;
    for (const SourceState& known : sources) {
        all.sources.push_back(known.accounts);
    }
    all.assigned = state.assigned.sequence;
    all.taken_back = state.taken_back;
    all.receipted = state.receipted.sequence;
    all.pending = outbox.pending();
    all.split_through = state.split_through;
    all.applied = state.applied;
    all.unchanged_there = state.unchanged_there;
    all.rejected = state.rejected;
    return all;
}

} // namespace congto::spool
