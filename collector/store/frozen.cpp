#include "collector/store/frozen.h"

#include "collector/store/flag_class.h"
#include "collector/store/statement.h"
#include "collector/store/trace_reading.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace congto::store {
namespace {

using model::Fingerprint;

struct Entry {
    FrozenCell cell; // of one dossier
    std::string procedure;
    model::Fingerprints of;
    std::optional<model::Moment> submitted;
};

bool is_known(const Fingerprint& person)
{
    return person != Fingerprint{};
}

// Shown or held, as everything that is counted of persons.
bool through_the_network(FlagClass cls)
{
    if (cls.standing() == Standing::withdrawn) {
        return false;
    }
    return cls.channel() == model::Channel::online ||
           cls.channel() == model::Channel::online_assisted;
}

std::vector<Entry> entries_of(sqlite3* connection, UnitId unit, model::Month opened)
{
    std::vector<Entry> entries;
    read_fingerprinted(connection, unit, opened, [&](const FingerprintedDossier& one) {
        const auto cls = flag_class_of(one.cls, one.evidence);
        if (!cls || !one.received || !through_the_network(*cls)) {
            return;
        }
        entries.push_back({{unit, opened, model::month_of(*one.received), one.body_id,
                            one.procedure_id, cls->bits, kNotKnown, kNotKnown, 1},
                           std::string(one.procedure),
                           one.fingerprints,
                           one.submitted});
    });
    return entries;
}

void count_applicants(std::vector<Entry>& entries)
{
    std::map<Fingerprint, std::set<Fingerprint>> applicants;
    for (const Entry& entry : entries) {
        if (is_known(entry.of.applicant)) {
            applicants[entry.of.submitter].insert(entry.of.applicant);
        }
    }
    for (Entry& entry : entries) {
        const auto found = applicants.find(entry.of.submitter);
        if (is_known(entry.of.submitter) && found != applicants.end()) {
            entry.cell.applicants = static_cast<std::int64_t>(found->second.size());
        }
    }
}

// Of one applicant and procedure, by the time of submission.
void count_parts(std::vector<Entry*>& matter)
{
    std::sort(matter.begin(), matter.end(), [](const Entry* one, const Entry* other) {
        return *one->submitted < *other->submitted;
    });
    for (std::size_t from = 0; from < matter.size();) {
        std::size_t to = from + 1;
        while (to < matter.size() &&
               *matter[to]->submitted - *matter[to - 1]->submitted <= kOneMatter) {
            ++to;
        }
        for (std::size_t i = from; i < to; ++i) {
            matter[i]->cell.parts = static_cast<std::int64_t>(to - from);
        }
        from = to;
    }
}

void count_parts(std::vector<Entry>& entries)
{
    std::map<std::pair<Fingerprint, std::string>, std::vector<Entry*>> matters;
    for (Entry& entry : entries) {
        if (is_known(entry.of.applicant) && entry.submitted) {
            matters[{entry.of.applicant, entry.procedure}].push_back(&entry);
        }
    }
    for (auto& [of, matter] : matters) {
        count_parts(matter);
    }
}

auto key_of(const FrozenCell& cell)
{
    return std::tuple(cell.unit, cell.opened, cell.received, cell.body, cell.procedure, cell.cls,
                      cell.applicants, cell.parts);
}

// The unit's fingerprints of a month, added to `cells`.
void freeze(sqlite3* connection, UnitId unit, model::Month opened, std::vector<FrozenCell>& cells)
{
    std::vector<Entry> entries = entries_of(connection, unit, opened);
    count_applicants(entries);
    count_parts(entries);
    std::map<decltype(key_of(FrozenCell{})), FrozenCell> sums;
    for (const Entry& entry : entries) {
        const auto [place, first] = sums.try_emplace(key_of(entry.cell), entry.cell);
        place->second.count += first ? 0 : 1;
    }
    for (const auto& [key, sum] : sums) {
        cells.push_back(sum);
    }
}

} // namespace

// From unit to unit and month to month by the key: what is not frozen may be the whole nation's.
std::vector<FrozenCell> frozen_cells(sqlite3* connection, std::optional<model::Month> after,
                                     model::Month through)
{
    Statement next_unit(connection, "SELECT min(unit) FROM fingerprint WHERE unit > ?1");
    Statement next_month(connection, "SELECT min(month) FROM fingerprint WHERE unit = ?1 AND "
                                     "month > ?2 AND month <= ?3");
    const auto first = [](Statement& row) {
        row.step();
        const auto found = row.is_null(0) ? std::optional<std::int64_t>() : row.integer(0);
        row.reset();
        return found;
    };
    std::vector<FrozenCell> cells;
    const auto unit_after = [&](UnitId unit) {
        next_unit.bind(1, unit);
        return first(next_unit);
    };
    for (auto unit = unit_after(0); unit; unit = unit_after(*unit)) { // SQLite's begin at 1
        std::int64_t done = after ? after->number : std::numeric_limits<std::int32_t>::min();
        while (true) {
            next_month.bind(1, *unit);
            next_month.bind(2, done);
            next_month.bind(3, through.number);
            const auto month = first(next_month);
            if (!month) {
                break;
            }
            freeze(connection, *unit, {static_cast<std::int32_t>(*month)}, cells);
            done = *month;
        }
    }
    return cells;
}

} // namespace congto::store
