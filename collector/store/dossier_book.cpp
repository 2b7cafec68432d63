#include "collector/store/dossier_book.h"

#include "collector/store/dossier_row.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace congto::store {
namespace {

constexpr std::string_view kUnlawful =
    "a field holds a value this edition does not know, or a time "
    "outside 1900 to 2199";

Counted counted(UnitId unit, const DossierRow& row)
{
    return {unit, row.body, row.procedure, row.cls, row.days};
}

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

DossierBook::DossierBook(sqlite3* connection, SpoolBook& spools)
    : spools_(spools), rows_(connection), codes_(connection), cells_(connection),
      day_sums_(connection),
      reject_(connection,
              "INSERT INTO rejected_observation (spool, sequence, reason) VALUES (?1, ?2, ?3)")
{
}

void DossierBook::add(const ReadyBatch& batch, const SourceStanding& source)
{
    Part& part = parts_.emplace_back();
    part.batch = &batch;
    part.source = source;
    number_codes(part);
    const auto number = static_cast<std::uint32_t>(parts_.size() - 1);
    std::uint64_t sequence = batch.first_sequence;
    const auto append = [&](const model::DossierId& id, const ReadyObservation* observation) {
        const auto order = static_cast<std::uint32_t>(changes_.size());
        changes_.push_back({source.unit, id, order, number, sequence++, observation});
    };
    for (const model::DossierId& id : batch.withdrawals) {
        append(id, nullptr);
    }
    for (const ReadyObservation& observation : batch.observations) {
        append(observation.id, &observation);
    }
    // Day claims have numbers too; nothing judges them yet but their place in the ledger.
    part.outcome.applied = batch.size - batch.withdrawals.size() - batch.observations.size();
}

// Only codes in use are numbered: those of a rejected observation may be of any form.
void DossierBook::number_codes(Part& part)
{
    const ReadyBatch& batch = *part.batch;
    part.bodies.resize(batch.body_codes.size());
    part.procedures.resize(batch.procedure_codes.size());
    for (const ReadyObservation& observation : batch.observations) {
        if (!observation.lawful) {
            continue;
        }
        if (std::uint32_t& body = part.bodies[observation.body]; body == 0) {
            body = codes_.body(part.source.unit, batch.body_codes[observation.body]);
        }
        if (std::uint32_t& procedure = part.procedures[observation.procedure]; procedure == 0) {
            procedure = codes_.procedure(batch.procedure_codes[observation.procedure]);
        }
    }
}

std::vector<Outcome> DossierBook::apply()
{
    std::sort(changes_.begin(), changes_.end(), [](const Change& left, const Change& right) {
        return std::tie(left.unit, left.id, left.order) <
               std::tie(right.unit, right.id, right.order);
    });
    for (const Change& change : changes_) {
        Part& part = parts_[change.part];
        if (change.observation != nullptr && !change.observation->lawful) {
            reject(change, part);
            ++part.outcome.rejected;
            continue;
        }
        const bool applied =
            change.observation != nullptr ? observe(change, part) : withdraw(change, part);
        ++(applied ? part.outcome.applied : part.outcome.unchanged);
    }
    cells_.write();
    day_sums_.write();
    for (const auto& [source, difference] : shown_) {
        spools_.move_shown(source, difference);
    }
    std::vector<Outcome> outcomes;
    for (const Part& part : parts_) {
        outcomes.push_back(part.outcome);
    }
    parts_.clear();
    changes_.clear();
    shown_.clear();
    return outcomes;
}

void DossierBook::forget()
{
    codes_.forget();
    cells_.forget();
    day_sums_.forget();
    parts_.clear();
    changes_.clear();
    shown_.clear();
}

DossierRow DossierBook::row_of(const Change& change, const Part& part) const
{
    const ReadyObservation& observation = *change.observation;
    DossierRow row;
    row.source = part.source.id;
    row.spool = part.batch->spool;
    row.sequence = change.sequence;
    row.body = part.bodies[observation.body];
    row.procedure = part.procedures[observation.procedure];
    row.cls = observation.cls;
    row.days = observation.days;
    row.digest = observation.digest;
    row.state = std::string_view(part.batch->packed_states)
                    .substr(observation.packed_at, observation.packed_size);
    return row;
}

bool DossierBook::observe(const Change& change, const Part& part)
{
    DossierRow made = row_of(change, part);
    // Where the unit has one source, no other row can show the dossier.
    if (part.source.alone && rows_.insert_if_new(change.unit, change.id, made)) {
        cells_.add(counted(change.unit, made));
        day_sums_.add(change.unit, made.source, change.id, made.digest);
        ++shown_[made.source];
        return true;
    }
    std::vector<DossierRow>& rows = rows_.find(change.unit, change.id);
    const auto own = row_of_source(rows, made.source);
    if (own == rows.end()) {
        put(change, rows, made);
        return true;
    }
    if (own->spool > made.spool) {
        return false;
    }
    if (is_shown(*own) && own->digest == made.digest) {
        keep_newest(change, *own, made);
        return false;
    }
    const model::Day opened = change.id.opened();
    const std::string state =
        with_first_submitted(made.state, unpack(own->state, opened).first_submitted, opened);
    made.cls = made.cls.first_seen_as(own->cls);
    made.state = state;
    put(change, rows, made);
    return true;
}

bool DossierBook::withdraw(const Change& change, const Part& part)
{
    std::vector<DossierRow>& rows = rows_.find(change.unit, change.id);
    const auto own = row_of_source(rows, part.source.id);
    if (own == rows.end() || own->spool > part.batch->spool) {
        return false;
    }
    DossierRow made = *own;
    made.spool = part.batch->spool;
    made.sequence = change.sequence;
    if (!is_shown(*own)) {
        keep_newest(change, *own, made);
        return false;
    }
    made.cls = made.cls.withdrawn();
    put(change, rows, made);
    return true;
}

// What an older spool says later must still find that a newer one has spoken.
void DossierBook::keep_newest(const Change& change, DossierRow own, const DossierRow& made)
{
    if (own.spool == made.spool) {
        return;
    }
    own.spool = made.spool;
    own.sequence = made.sequence;
    rows_.replace(change.unit, change.id, own);
}

void DossierBook::put(const Change& change, std::vector<DossierRow>& rows, const DossierRow& made)
{
    std::optional<Counted> before;
    if (!rows.empty()) {
        before = counted(change.unit, counting(rows));
    }
    const auto own = row_of_source(rows, made.source);
    if (own == rows.end()) {
        rows_.insert_if_new(change.unit, change.id, made);
        rows.push_back(made);
    } else {
        if (is_shown(*own)) {
            day_sums_.take_away(change.unit, own->source, change.id, own->digest);
            --shown_[own->source];
        }
        rows_.replace(change.unit, change.id, made);
        *own = made;
    }
    if (is_shown(made)) {
        day_sums_.add(change.unit, made.source, change.id, made.digest);
        ++shown_[made.source];
    }
    const Counted after = counted(change.unit, counting(rows));
    if (before == after) {
        return;
    }
    if (before) {
        cells_.take_away(*before);
    }
    cells_.add(after);
}

const DossierRow& DossierBook::counting(const std::vector<DossierRow>& rows)
{
    if (rows.size() == 1) {
        return rows.front();
    }
    const auto rank = [&](const DossierRow& row) {
        return std::pair(row.cls.standing(), spools_.priority(row.source));
    };
    return *std::min_element(
        rows.begin(), rows.end(),
        [&](const DossierRow& left, const DossierRow& right) { return rank(left) < rank(right); });
}

void DossierBook::reject(const Change& change, const Part& part)
{
    reject_.bind(1, part.batch->spool);
    reject_.bind(2, static_cast<std::int64_t>(change.sequence));
    reject_.bind_text(3, kUnlawful);
    reject_.run();
}

} // namespace congto::store
