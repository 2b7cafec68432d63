#include "agent/spool/fold.h"

#include <string_view>

namespace congto::spool {
namespace {

std::string name_of(const model::DossierId& id)
{
    return {id.bytes.begin(), id.bytes.end()};
}

} // namespace

Fold::Fold(const Tables& tables, ReadPage& page, SourceAccounts& accounts, std::uint64_t assigned)
    : tables_(tables), page_(page), accounts_(accounts), assigned_(assigned)
{
}

void Fold::read_by(Order order, std::optional<model::Day> day)
{
    order_ = order;
    day_ = day;
}

void Fold::meet(const model::DossierId& dossier)
{
    if (day_ && dossier.opened() == *day_) {
        met_.push_back(dossier);
    }
}

std::vector<Entry> Fold::run()
{
    look_up();
    release();
    settle();
    return entries();
}

void Fold::look_up()
{
    rows_.resize(page_.rows.size());
    std::unordered_map<std::string_view, std::size_t> last;
    last.reserve(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        Row& row = rows_[i];
        row.read = &page_.rows[i];
        const auto [seen, first_time] = last.try_emplace(row.read->mapped.position.key, i);
        if (!first_time) {
            rows_[seen->second].superseded = true;
            seen->second = i;
        }
    }
    for (Row& row : rows_) {
        if (!row.superseded) {
            row.key = packed(row.read->mapped.position.key);
            row.was = tables_.shown.find(page_.source, row.key);
        }
    }
}

// A row left out, or with another code, no longer shows what it showed. One that is rejected may
// still be what it was: it keeps its last observation.
void Fold::release()
{
    for (Row& row : rows_) {
        if (!row.was) {
            continue;
        }
        const auto& outcome = row.read->mapped.outcome;
        const auto* mapped = std::get_if<mapping::Mapped>(&outcome);
        row.released = std::holds_alternative<mapping::LeftOut>(outcome) ||
                       (mapped != nullptr && mapped->observation.id != row.was->dossier);
        if (row.released) {
            tables_.shown.remove(page_.source, row.key, *row.was);
            tables_.unknown.leave(row.was->unknown);
            released_[name_of(row.was->dossier)] = {*row.was, false};
            --accounts_.shown;
            wrote_ = true;
        }
    }
}

void Fold::settle()
{
    accounts_.read += rows_.size();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        Row& row = rows_[i];
        auto& outcome = row.read->mapped.outcome;
        if (row.superseded) {
            ++accounts_.unchanged;
        } else if (auto* mapped = std::get_if<mapping::Mapped>(&outcome)) {
            settle_mapped(i, *mapped);
        } else if (const auto* rejection = std::get_if<mapping::Rejection>(&outcome)) {
            if (row.was) {
                meet(row.was->dossier);
            }
            quarantine(i, *rejection, std::nullopt);
        } else {
            leave_quarantine(row);
            ++accounts_.left_out;
            ++taken_.left_out;
        }
    }
}

void Fold::settle_mapped(std::size_t place, mapping::Mapped& mapped)
{
    Row& row = rows_[place];
    if (row.was && !row.released) {
        keep(row, mapped);
    } else {
        claim(place, mapped);
    }
}

// The row shows the dossier it showed before.
void Fold::keep(Row& row, mapping::Mapped& mapped)
{
    leave_quarantine(row);
    meet(row.was->dossier);
    Shown now{row.was->dossier, row.read->digest, row.was->spooled_by,
              is_open(mapped.observation.state.status),
              tables_.unknown.number_of(page_.source, mapped.unknown)};
    row.changed = row.was->is_to_be_spooled_again() || now.digest != row.was->digest;
    if (!row.changed && now.unknown == row.was->unknown) {
        ++accounts_.unchanged;
        return;
    }
    now.spooled_by = row.changed ? next_number() : now.spooled_by;
    tables_.shown.update(page_.source, row.key, *row.was, now);
    tables_.unknown.leave(row.was->unknown);
    tables_.unknown.join(now.unknown);
    count(row);
    wrote_ = true;
}

// The row shows a dossier it did not show before.
void Fold::claim(std::size_t place, mapping::Mapped& mapped)
{
    Row& row = rows_[place];
    Shown now{mapped.observation.id, row.read->digest, next_number(),
              is_open(mapped.observation.state.status),
              tables_.unknown.number_of(page_.source, mapped.unknown)};
    const auto freed = released_.empty() ? released_.end() : released_.find(name_of(now.dossier));
    const bool same = freed != released_.end() && freed->second.shown.digest == now.digest &&
                      !freed->second.shown.is_to_be_spooled_again();
    if (same) {
        now.spooled_by = freed->second.shown.spooled_by;
    }
    if (!tables_.shown.insert(page_.source, row.key, now)) {
        quarantine(place, {"code", "another row has this code", ""}, now.dossier);
        return;
    }
    if (freed != released_.end()) {
        freed->second.claimed = true;
    }
    leave_quarantine(row);
    meet(now.dossier);
    tables_.unknown.join(now.unknown);
    ++accounts_.shown;
    row.changed = !same;
    count(row);
    wrote_ = true;
}

void Fold::count(const Row& row)
{
    ++(row.changed ? accounts_.changed : accounts_.unchanged);
    taken_.changed += row.changed ? 1 : 0;
}

void Fold::quarantine(std::size_t place, const mapping::Rejection& rejection,
                      const std::optional<model::DossierId>& wanted)
{
    const Row& row = rows_[place];
    ++accounts_.quarantined;
    ++taken_.quarantined;
    QuarantinedRow listed{
        row.read->mapped.position, rejection.field, rejection.reason, rejection.raw, wanted, {}};
    if (wanted && order_ == Order::cursor) {
        listed.before = place == 0 ? page_.after : rows_[place - 1].read->mapped.position;
    }
    const Quarantine::Put put = tables_.quarantine.put(page_.source, listed);
    wrote_ = wrote_ || put != Quarantine::Put::as_before;
    if (put == Quarantine::Put::added) {
        ++accounts_.in_quarantine;
        ++taken_.newly_quarantined;
    }
}

void Fold::leave_quarantine(const Row& row)
{
    if (accounts_.in_quarantine != 0 &&
        tables_.quarantine.remove(page_.source, row.read->mapped.position.key)) {
        --accounts_.in_quarantine;
        wrote_ = true;
    }
}

// A corrected code moves the dossier; a row left out takes it away, which is the collector's to
// judge.
void Fold::take_away(const Row& row, Entry& entry)
{
    const model::DossierId& dossier = row.was->dossier;
    tables_.days.count_removed(page_.source, dossier);
    if (std::holds_alternative<mapping::LeftOut>(row.read->mapped.outcome)) {
        left_out_.push_back(dossier);
        ++taken_.removed;
        return;
    }
    entry.withdrawn = dossier;
    withdrawn_.push_back(dossier);
    ++accounts_.withdrawals;
    ++taken_.withdrawals;
}

std::vector<Entry> Fold::entries()
{
    std::vector<Entry> made;
    for (Row& row : rows_) {
        Entry entry;
        if (row.released && !released_.at(name_of(row.was->dossier)).claimed) {
            take_away(row, entry);
        }
        if (row.changed) {
            entry.observed = &std::get<mapping::Mapped>(row.read->mapped.outcome).observation;
        }
        if (entry.size() != 0) {
            made.push_back(entry);
        }
    }
    return made;
}

} // namespace congto::spool
