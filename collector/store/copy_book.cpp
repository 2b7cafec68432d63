#include "collector/store/copy_book.h"

#include "proto/wire/bytes.h"

#include <chrono>

namespace congto::store {
namespace {

// An agent that is told to come again does so within half a minute.
constexpr std::chrono::minutes kWithin{10};
constexpr std::int64_t kMany = 8;

} // namespace

CopyBook::CopyBook(sqlite3* connection)
    : find_origin_(connection, "SELECT coalesce(origin, id) FROM spool WHERE unit = ?1 AND "
                               "?2 IN (boot_nonce, nonce_before) ORDER BY id DESC LIMIT 1"),
      find_return_(connection, "SELECT came_back FROM spool WHERE id = ?1"),
      note_return_(connection, "UPDATE spool SET came_back = ?2 WHERE id = ?1"),
      count_(connection, "SELECT count(*) FROM spool WHERE unit = ?1 AND origin = ?2 AND "
                         "greeted_at > ?3"),
      mark_(connection, "UPDATE spool SET two_with = ?2, two_since = coalesce(two_since, ?3) "
                        "WHERE id = ?1"),
      find_other_(connection, "SELECT o.spool_id FROM spool s JOIN spool o ON o.id = s.two_with "
                              "WHERE s.id = ?1")
{
}

std::optional<SpoolNumber> CopyBook::origin_of(const SpoolGreeting& beginning)
{
    // Files have no nonce, which makes all of them alike.
    if (beginning.by_file || beginning.boot_nonce == BootNonce{}) {
        return std::nullopt;
    }
    find_origin_.bind(1, beginning.unit);
    find_origin_.bind_blob(2, beginning.boot_nonce);
    if (!find_origin_.step()) {
        return std::nullopt;
    }
    const SpoolNumber origin = find_origin_.integer(0);
    find_origin_.reset();
    return origin;
}

bool CopyBook::has_come_back(SpoolNumber spool, model::Instant now)
{
    const std::int64_t at = now.time_since_epoch().count();
    find_return_.bind(1, spool);
    const bool noted = find_return_.step() && !find_return_.is_null(0);
    const std::int64_t before = noted ? find_return_.integer(0) : 0;
    find_return_.reset();
    const std::int64_t within = std::chrono::microseconds(kWithin).count();
    if (noted && at >= before && at - before < within) {
        return true;
    }
    note_return_.bind(1, spool);
    note_return_.bind(2, at);
    note_return_.run();
    return false;
}

bool CopyBook::are_many(UnitId unit, SpoolNumber origin, model::Instant now)
{
    count_.bind(1, unit);
    count_.bind(2, origin);
    count_.bind(3, (now - kWithin).time_since_epoch().count());
    const bool many = count_.step() && count_.integer(0) >= kMany;
    count_.reset();
    return many;
}

void CopyBook::mark_two(SpoolNumber one, SpoolNumber other, model::Instant now)
{
    for (const auto& [spool, with] : {std::pair{one, other}, std::pair{other, one}}) {
        mark_.bind(1, spool);
        mark_.bind(2, with);
        mark_.bind(3, now.time_since_epoch().count());
        mark_.run();
    }
}

std::optional<SpoolId> CopyBook::other_of(SpoolNumber spool)
{
    find_other_.bind(1, spool);
    if (!find_other_.step()) {
        return std::nullopt;
    }
    const auto other = wire::array_of<16>(find_other_.blob(0));
    find_other_.reset();
    return other;
}

} // namespace congto::store
