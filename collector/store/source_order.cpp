#include "collector/store/source_order.h"

#include "collector/store/dossier_counts.h"
#include "collector/store/dossier_walk.h"

#include <algorithm>

namespace congto::store {
namespace {

// So many dossiers are noted before what they come to is moved once.
constexpr std::int64_t kAtOnce = 10'000;

struct Source {
    std::int64_t id = 0;
    std::string name;
};

// In the order in which they stand.
std::vector<Source> sources_of(sqlite3* connection, UnitId unit)
{
    Statement row(connection, "SELECT id, name FROM source WHERE unit = ?1 ORDER BY priority");
    row.bind(1, unit);
    std::vector<Source> sources;
    while (row.step()) {
        sources.push_back({row.integer(0), std::string(row.text(1))});
    }
    return sources;
}

Priorities priorities_in(const std::vector<Source>& sources)
{
    Priorities priorities;
    for (const Source& source : sources) {
        priorities[source.id] = static_cast<std::int64_t>(priorities.size()) + 1;
    }
    return priorities;
}

std::vector<Source> in_order(std::vector<Source> sources, const std::vector<std::string>& names)
{
    const auto place = [&](const Source& source) {
        return std::find(names.begin(), names.end(), source.name);
    };
    std::stable_sort(sources.begin(), sources.end(), [&](const Source& one, const Source& other) {
        return place(one) < place(other);
    });
    return sources;
}

// Every dossier of several sources is on one of them.
std::vector<model::Day> overlap_days(sqlite3* connection, UnitId unit)
{
    Statement row(connection, "SELECT DISTINCT day FROM overlap WHERE unit = ?1 ORDER BY day");
    row.bind(1, unit);
    std::vector<model::Day> days;
    while (row.step()) {
        days.push_back({static_cast<std::int32_t>(row.integer(0))});
    }
    return days;
}

// Calls `visit` for each dossier of several sources.
template <typename Visit>
void for_each_overlap(sqlite3* connection, UnitId unit, Visit&& visit)
{
    for (const model::Day day : overlap_days(connection, unit)) {
        for (DossierWalk walk(connection, unit, day); walk.next();) {
            if (walk.rows().size() > 1) {
                visit(walk.id(), walk.rows());
            }
        }
    }
}

} // namespace

std::vector<std::string> known_sources(sqlite3* connection, UnitId unit,
                                       const std::vector<std::string>& names)
{
    const std::vector<Source> sources = sources_of(connection, unit);
    std::vector<std::string> known = names;
    std::erase_if(known, [&](const std::string& name) {
        return std::none_of(sources.begin(), sources.end(),
                            [&](const Source& source) { return source.name == name; });
    });
    return known;
}

std::int64_t reorder(sqlite3* connection, SpoolBook& spools, SourceDays& days, UnitId unit,
                     const std::vector<std::string>& names)
{
    const Priorities after = priorities_in(in_order(sources_of(connection, unit), names));
    DossierCounts counts(connection, spools, days);
    std::int64_t reordered = 0;
    for_each_overlap(connection, unit, [&](const auto& id, const std::vector<DossierRow>& rows) {
        if (counts.reorder(unit, id, rows, after) && ++reordered % kAtOnce == 0) {
            counts.write();
        }
    });
    counts.write();
    for (const auto& [source, priority] : after) {
        spools.give_priority(source, priority);
    }
    return reordered;
}

std::int64_t would_reorder(sqlite3* connection, UnitId unit, const std::vector<std::string>& names)
{
    const std::vector<Source> sources = sources_of(connection, unit);
    const Priorities before = priorities_in(sources);
    const Priorities after = priorities_in(in_order(sources, names));
    std::int64_t reordered = 0;
    for_each_overlap(connection, unit, [&](const auto&, const std::vector<DossierRow>& rows) {
        reordered += first_of(rows, before).source != first_of(rows, after).source ? 1 : 0;
    });
    return reordered;
}

} // namespace congto::store
