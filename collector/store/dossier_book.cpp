#include "collector/store/dossier_book.h"

#include "collector/store/dossier_row.h"

#include <algorithm>

namespace congto::store {
namespace {

constexpr std::string_view kUnlawful =
    "a field holds a value this edition does not know, or a time "
    "outside 1900 to 2199";

// Runs are tried after this many new dossiers one after the other: a run in vain costs as much as
// three inserts.
constexpr std::size_t kNewBeforeRuns = 8;

auto row_of_source(std::vector<DossierRow>& rows, std::int64_t source)
{
    return std::find_if(rows.begin(), rows.end(),
                        [&](const DossierRow& row) { return row.source == source; });
}

bool is_shown(const DossierRow& row)
{
    return row.cls.standing() == Standing::shown;
}

} // namespace

DossierBook::DossierBook(sqlite3* connection, SpoolBook& spools, SourceDays& days,
                         FingerprintBook& fingerprints)
    : fingerprints_(fingerprints), rows_(connection), codes_(connection),
      counts_(connection, spools, days),
      reject_(connection,
              "INSERT INTO rejected_observation (spool, sequence, reason) VALUES (?1, ?2, ?3)")
{
}

void DossierBook::add(const ReadyBatch& batch, const SourceStanding& source)
{
    const auto part = static_cast<std::uint32_t>(parts_.size());
    parts_.emplace_back(batch, source, codes_);
    std::uint32_t entry = 0;
    const auto append = [&](const model::DossierId& id) {
        changes_.emplace_back(source.unit, id, static_cast<std::uint32_t>(changes_.size()), part,
                              entry++);
    };
    for (const model::DossierId& id : batch.withdrawals) {
        append(id);
    }
    for (const ReadyObservation& observation : batch.observations) {
        append(observation.id);
    }
}

std::vector<Outcome> DossierBook::apply()
{
    std::sort(changes_.begin(), changes_.end());
    const std::span<const DossierChange> changes = changes_;
    for (std::size_t at = 0; at < changes.size();) {
        if (const std::size_t taken = insert_run(changes.subspan(at)); taken > 0) {
            at += taken;
            continue;
        }
        apply_one(changes[at++]);
    }
    counts_.write();
    std::vector<Outcome> outcomes;
    for (const BatchPart& part : parts_) {
        outcomes.push_back(part.outcome);
    }
    parts_.clear();
    changes_.clear();
    return outcomes;
}

void DossierBook::forget()
{
    codes_.forget();
    counts_.forget();
    parts_.clear();
    changes_.clear();
}

void DossierBook::apply_one(const DossierChange& change)
{
    BatchPart& part = parts_[change.part()];
    if (part.is_withdrawal(change.entry())) {
        ++(withdraw(change, part) ? part.outcome.applied : part.outcome.unchanged);
    } else if (!part.observation(change.entry()).lawful) {
        reject(change, part);
        ++part.outcome.rejected;
    } else {
        ++(observe(change, part) ? part.outcome.applied : part.outcome.unchanged);
    }
}

// Where the unit has one source, no other row can show the dossier: new to the source is new.
bool DossierBook::may_join_run(const DossierChange& change) const
{
    const BatchPart& part = parts_[change.part()];
    return part.source.alone && !part.is_withdrawal(change.entry()) &&
           part.observation(change.entry()).lawful;
}

std::size_t DossierBook::insert_run(std::span<const DossierChange> changes)
{
    if (new_in_a_row_ < kNewBeforeRuns || changes.size() < run_.size()) {
        return 0;
    }
    const UnitId unit = changes.front().unit();
    for (std::size_t i = 0; i < run_.size(); ++i) {
        const DossierChange& change = changes[i];
        if (change.unit() != unit || !may_join_run(change)) {
            return 0;
        }
        run_[i] = {change.id(), parts_[change.part()].row_of(change.entry())};
    }
    const std::size_t inserted = rows_.insert_run(unit, run_);
    for (std::size_t i = 0; i < inserted; ++i) {
        counts_.add_new(unit, run_[i].id, run_[i].row);
        fingerprints_.note(changes[i], parts_[changes[i].part()], Showing::first);
        ++parts_[changes[i].part()].outcome.applied;
    }
    if (inserted < run_.size()) {
        new_in_a_row_ = 0;
    }
    return inserted;
}

bool DossierBook::observe(const DossierChange& change, const BatchPart& part)
{
    const model::DossierId id = change.id();
    DossierRow made = part.row_of(change.entry());
    if (part.source.alone && rows_.insert_if_new(change.unit(), id, made)) {
        counts_.add_new(change.unit(), id, made);
        fingerprints_.note(change, part, Showing::first);
        ++new_in_a_row_;
        return true;
    }
    new_in_a_row_ = 0;
    std::vector<DossierRow>& rows = rows_.find(change.unit(), id);
    const auto own = row_of_source(rows, made.source);
    if (own == rows.end()) {
        fingerprints_.note(change, part, rows.empty() ? Showing::first : Showing::again);
        put(change.unit(), change.id(), rows, made);
        return true;
    }
    if (own->spool > made.spool) {
        return false;
    }
    fingerprints_.note(change, part, Showing::again);
    if (is_shown(*own) && own->digest == made.digest) {
        keep_newest(change, *own, made);
        return false;
    }
    const model::Day opened = id.opened();
    const std::string state =
        with_first_submitted(made.state, unpack(own->state, opened).first_submitted, opened);
    made.cls = made.cls.first_seen_as(own->cls);
    made.state = state;
    put(change.unit(), change.id(), rows, made);
    return true;
}

bool DossierBook::withdraw(const DossierChange& change, const BatchPart& part)
{
    std::vector<DossierRow>& rows = rows_.find(change.unit(), change.id());
    const auto own = row_of_source(rows, part.source.id);
    if (own == rows.end() || own->spool > part.batch->spool) {
        return false;
    }
    DossierRow made = *own;
    made.spool = part.batch->spool;
    made.sequence = part.sequence_of(change.entry());
    if (own->cls.standing() == Standing::withdrawn) {
        keep_newest(change, *own, made);
        return false;
    }
    made.cls = made.cls.standing_as(Standing::withdrawn);
    put(change.unit(), change.id(), rows, made);
    return true;
}

// What an older spool says later must still find that a newer one has spoken.
void DossierBook::keep_newest(const DossierChange& change, DossierRow own, const DossierRow& made)
{
    if (own.spool == made.spool) {
        return;
    }
    own.spool = made.spool;
    own.sequence = made.sequence;
    rows_.replace(change.unit(), change.id(), own);
}

bool DossierBook::is_shown_by(UnitId unit, const model::DossierId& id, std::int64_t source,
                              SpoolNumber spool)
{
    std::vector<DossierRow>& rows = rows_.find(unit, id);
    const auto own = row_of_source(rows, source);
    return own != rows.end() && is_shown(*own) && own->spool <= spool;
}

void DossierBook::stand(UnitId unit, const model::DossierId& id, std::int64_t source,
                        Standing standing, const std::optional<DossierPlace>& place)
{
    std::vector<DossierRow>& rows = rows_.find(unit, id);
    DossierRow made = *row_of_source(rows, source);
    made.cls = made.cls.standing_as(standing);
    if (place) {
        made.spool = place->spool;
        made.sequence = place->sequence;
    }
    put(unit, id, rows, made);
}

void DossierBook::put(UnitId unit, const model::DossierId& id, std::vector<DossierRow>& rows,
                      const DossierRow& made)
{
    const std::optional<Counted> before = counts_.counted(unit, rows);
    counts_.part(unit, id, rows);
    const auto own = row_of_source(rows, made.source);
    if (own == rows.end()) {
        rows_.insert_if_new(unit, id, made);
        rows.push_back(made);
    } else {
        counts_.hide(unit, id, *own);
        rows_.replace(unit, id, made);
        *own = made;
    }
    counts_.show(unit, id, made);
    counts_.overlap(unit, id, rows);
    counts_.move(before, *counts_.counted(unit, rows));
}

void DossierBook::reject(const DossierChange& change, const BatchPart& part)
{
    reject_.bind(1, part.batch->spool);
    reject_.bind(2, static_cast<std::int64_t>(part.sequence_of(change.entry())));
    reject_.bind_text(3, kUnlawful);
    reject_.run();
}

} // namespace congto::store
