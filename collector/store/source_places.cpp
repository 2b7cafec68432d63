#include "collector/store/source_places.h"

#include "collector/store/statement.h"

#include <algorithm>

namespace congto::store {
namespace {

void read_shadows(sqlite3* connection, std::vector<SourcePlace>& places)
{
    Statement row(connection, "SELECT o.source, c.name, sum(o.shown + o.held) AS behind "
                              "FROM overlap o JOIN source c ON c.id = o.counting "
                              "GROUP BY o.source, o.counting HAVING behind > 0 "
                              "ORDER BY o.source, c.priority");
    while (row.step()) {
        const auto place = std::find_if(places.begin(), places.end(), [&](const SourcePlace& one) {
            return one.of.source == row.integer(0);
        });
        if (place != places.end()) {
            place->shadowed_by.push_back({std::string(row.text(1)), row.integer(2)});
        }
    }
}

} // namespace

std::vector<SourcePlace> read_places(sqlite3* connection)
{
    Statement row(connection, "SELECT s.unit, s.id, s.name, s.priority, s.dossiers, "
                              "coalesce((SELECT sum(held) FROM source_day d WHERE d.unit = s.unit "
                              "AND d.source = s.id), 0) FROM source s ORDER BY s.unit, s.priority");
    std::vector<SourcePlace> places;
    while (row.step()) {
        SourcePlace& place = places.emplace_back();
        place.of = {row.integer(0), row.integer(1)};
        place.source = row.text(2);
        place.place = row.integer(3);
        place.shown = row.integer(4);
        place.held = row.integer(5);
    }
    read_shadows(connection, places);
    return places;
}

std::int64_t SourcePlace::shadowed() const
{
    std::int64_t dossiers = 0;
    for (const Shadow& shadow : shadowed_by) {
        dossiers += shadow.dossiers;
    }
    return dossiers;
}

} // namespace congto::store
