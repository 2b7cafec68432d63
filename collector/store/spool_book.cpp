#include "collector/store/spool_book.h"

#include "collector/store/ledger.h"

namespace congto::store {

SpoolBook::SpoolBook(sqlite3* connection)
    : find_spool_(connection, "SELECT durable_sequence, chain, applied, unchanged, rejected "
                              "FROM spool WHERE id = ?1"),
      find_sources_(connection,
                    "SELECT n.number, s.id, s.unit, "
                    "(SELECT count(*) FROM source o WHERE o.unit = s.unit) "
                    "FROM spool_source n JOIN source s ON s.id = n.source WHERE n.spool = ?1"),
      find_priority_(connection, "SELECT priority FROM source WHERE id = ?1"),
      give_priority_(connection, "UPDATE source SET priority = ?2 WHERE id = ?1"),
      move_(connection, "UPDATE spool SET durable_sequence = ?2, chain = ?3, applied = ?4, "
                        "unchanged = ?5, rejected = ?6, receipted_at = ?7 WHERE id = ?1"),
      note_(connection,
            "UPDATE source SET known_at = ?3, mapped = ?4, quarantined = ?5, unread = ?6, "
            "assigned = ?7, caught_up = ?8 WHERE spool = ?1 AND id = "
            "(SELECT source FROM spool_source WHERE spool = ?1 AND number = ?2)"),
      move_shown_(connection, "UPDATE source SET dossiers = dossiers + ?2 WHERE id = ?1")
{
}

std::optional<SpoolStanding> SpoolBook::standing(SpoolNumber spool)
{
    find_spool_.bind(1, spool);
    if (!find_spool_.step()) {
        return std::nullopt;
    }
    SpoolStanding standing;
    const auto number = [&](int column) {
        return static_cast<std::uint64_t>(find_spool_.integer(column));
    };
    standing.receipt = {number(0), chain_from(find_spool_.blob(1)), number(2), number(3),
                        number(4)};
    find_spool_.reset();
    find_sources_.bind(1, spool);
    while (find_sources_.step()) {
        standing.sources[static_cast<std::uint16_t>(find_sources_.integer(0))] = {
            find_sources_.integer(1), find_sources_.integer(2), find_sources_.integer(3) == 1};
    }
    return standing;
}

std::int64_t SpoolBook::priority(std::int64_t source)
{
    if (const auto known = priorities_.find(source); known != priorities_.end()) {
        return known->second;
    }
    find_priority_.bind(1, source);
    if (!find_priority_.step()) {
        return 0;
    }
    const std::int64_t priority = find_priority_.integer(0);
    find_priority_.reset();
    return priorities_[source] = priority;
}

void SpoolBook::give_priority(std::int64_t source, std::int64_t priority)
{
    give_priority_.bind(1, source);
    give_priority_.bind(2, priority);
    give_priority_.run();
    priorities_[source] = priority;
}

void SpoolBook::move(SpoolNumber spool, const Receipt& receipt, model::Instant now)
{
    move_.bind(1, spool);
    move_.bind(2, static_cast<std::int64_t>(receipt.through));
    move_.bind_blob(3, receipt.chain);
    move_.bind(4, static_cast<std::int64_t>(receipt.applied));
    move_.bind(5, static_cast<std::int64_t>(receipt.unchanged));
    move_.bind(6, static_cast<std::int64_t>(receipt.rejected));
    move_.bind(7, now.time_since_epoch().count());
    move_.run();
}

void SpoolBook::note(const ProgressNote& progress)
{
    note_.bind(1, progress.spool);
    note_.bind(2, progress.source);
    note_.bind(3, progress.known_at.time_since_epoch().count());
    note_.bind(4, static_cast<std::int64_t>(progress.mapped));
    note_.bind(5, static_cast<std::int64_t>(progress.quarantined));
    if (progress.unread) {
        note_.bind(6, static_cast<std::int64_t>(*progress.unread));
    } else {
        note_.bind_null(6);
    }
    note_.bind(7, static_cast<std::int64_t>(progress.assigned_sequence));
    note_.bind(8, progress.caught_up ? 1 : 0);
    note_.run();
}

void SpoolBook::move_shown(std::int64_t source, std::int64_t difference)
{
    move_shown_.bind(1, source);
    move_shown_.bind(2, difference);
    move_shown_.run();
}

} // namespace congto::store
