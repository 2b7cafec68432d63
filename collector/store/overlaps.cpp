#include "collector/store/overlaps.h"

#include <algorithm>

namespace congto::store {

Overlaps::Overlaps(sqlite3* connection)
    : move_(connection, "INSERT INTO overlap (unit, day, source, counting, shown, held, withdrawn) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET "
                        "shown = shown + excluded.shown, held = held + excluded.held, "
                        "withdrawn = withdrawn + excluded.withdrawn"),
      remove_(connection, "DELETE FROM overlap WHERE unit = ?1 AND day = ?2 AND source = ?3 AND "
                          "counting = ?4 AND shown = 0 AND held = 0 AND withdrawn = 0")
{
}

void Overlaps::move(const SourceOfUnit& of, model::Day day, std::int64_t counting,
                    Standing standing, int by)
{
    changed_[{of.unit, day.number, of.source, counting}][static_cast<std::size_t>(standing)] += by;
}

void Overlaps::write()
{
    for (const auto& [key, by] : changed_) {
        write(key, by);
    }
    changed_.clear();
}

void Overlaps::write(const Key& key, const Count& by)
{
    if (by == Count{}) {
        return;
    }
    const auto bind_key = [&](Statement& statement) {
        statement.bind(1, key.unit);
        statement.bind(2, key.day);
        statement.bind(3, key.source);
        statement.bind(4, key.counting);
    };
    bind_key(move_);
    for (std::size_t standing = 0; standing < by.size(); ++standing) {
        move_.bind(5 + static_cast<int>(standing), by[standing]);
    }
    move_.run();
    if (*std::min_element(by.begin(), by.end()) < 0) {
        bind_key(remove_);
        remove_.run();
    }
}

} // namespace congto::store
