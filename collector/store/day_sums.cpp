#include "collector/store/day_sums.h"

#include "proto/model/digest.h"

namespace congto::store {

DaySums::DaySums(sqlite3* connection)
    : select_(connection, "SELECT count, id_sum, digest_sum FROM day_sum WHERE unit = ?1 AND "
                          "source = ?2 AND day = ?3 AND digest_edition = ?4"),
      replace_(connection, "INSERT OR REPLACE INTO day_sum (unit, source, day, digest_edition, "
                           "count, id_sum, digest_sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
      remove_(connection, "DELETE FROM day_sum WHERE unit = ?1 AND source = ?2 AND day = ?3 AND "
                          "digest_edition = ?4")
{
}

void DaySums::add(UnitId unit, std::int64_t source, const model::DossierId& id,
                  std::uint64_t digest)
{
    move({unit, source, id.opened().number}, {1, id.sum_part(), digest});
}

void DaySums::take_away(UnitId unit, std::int64_t source, const model::DossierId& id,
                        std::uint64_t digest)
{
    move({unit, source, id.opened().number}, {-1, 0 - id.sum_part(), 0 - digest});
}

void DaySums::move(const Key& key, const Sum& by)
{
    Sum& sum = changed_[key];
    sum.count += by.count;
    sum.ids += by.ids;
    sum.digests += by.digests;
}

void DaySums::write()
{
    for (const auto& [key, sum] : changed_) {
        write(key, sum);
    }
    changed_.clear();
}

// The sums wrap in 64 bits, which SQL's integers do not: they are added here.
void DaySums::write(const Key& key, Sum sum)
{
    const auto bind_key = [&](Statement& statement) {
        statement.bind(1, key.unit);
        statement.bind(2, key.source);
        statement.bind(3, key.day);
        statement.bind(4, model::kDigestEdition);
    };
    bind_key(select_);
    if (select_.step()) {
        sum.count += select_.integer(0);
        sum.ids += static_cast<std::uint64_t>(select_.integer(1));
        sum.digests += static_cast<std::uint64_t>(select_.integer(2));
        select_.reset();
    }
    Statement& statement = sum.count == 0 ? remove_ : replace_;
    bind_key(statement);
    if (sum.count != 0) {
        statement.bind(5, sum.count);
        statement.bind(6, static_cast<std::int64_t>(sum.ids));
        statement.bind(7, static_cast<std::int64_t>(sum.digests));
    }
    statement.run();
}

} // namespace congto::store
