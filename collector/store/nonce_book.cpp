#include "collector/store/nonce_book.h"

#include "proto/wire/bytes.h"

#include <chrono>

namespace congto::store {
namespace {

BootNonce nonce_in(std::string_view bytes)
{
    return wire::array_of<16>(bytes).value_or(BootNonce{});
}

BootNonces nonces_in(const Statement& row)
{
    BootNonces nonces;
    nonces.now = nonce_in(row.blob(0));
    if (!row.is_null(1)) {
        nonces.before = nonce_in(row.blob(1));
    }
    nonces.returns = row.integer(2);
    nonces.since = model::Instant(std::chrono::microseconds(row.integer(3)));
    return nonces;
}

} // namespace

NonceBook::NonceBook(sqlite3* connection)
    : find_(connection, "SELECT boot_nonce, nonce_before, returns, returning_since, two_since "
                        "FROM spool WHERE id = ?1"),
      note_(connection, "UPDATE spool SET boot_nonce = ?2, nonce_before = ?3, returns = ?4, "
                        "returning_since = ?5, two_since = coalesce(two_since, ?6) WHERE id = ?1"),
      release_(connection, "UPDATE spool SET nonce_before = NULL, returns = 0, two_since = NULL, "
                           "two_with = NULL, came_back = NULL WHERE id = ?1")
{
}

bool NonceBook::are_two(SpoolNumber spool, const BootNonce& greeted, model::Instant now)
{
    find_.bind(1, spool);
    if (!find_.step()) {
        return false;
    }
    const BootNonces before = nonces_in(find_);
    const bool known = !find_.is_null(4);
    find_.reset();
    const BootNonces after = before.greeted(greeted, now);
    const bool two = known || after.are_two_machines();
    if (after != before) {
        note(spool, after, two ? &now : nullptr);
    }
    return two;
}

bool NonceBook::are_known_as_two(SpoolNumber spool)
{
    find_.bind(1, spool);
    const bool two = find_.step() && !find_.is_null(4);
    find_.reset();
    return two;
}

void NonceBook::note(SpoolNumber spool, const BootNonces& nonces, const model::Instant* two_since)
{
    note_.bind(1, spool);
    note_.bind_blob(2, nonces.now);
    note_.bind_null(3);
    if (nonces.before) {
        note_.bind_blob(3, *nonces.before);
    }
    note_.bind(4, nonces.returns);
    note_.bind(5, nonces.since.time_since_epoch().count());
    note_.bind_null(6);
    if (two_since != nullptr) {
        note_.bind(6, two_since->time_since_epoch().count());
    }
    note_.run();
}

void NonceBook::release(SpoolNumber spool)
{
    release_.bind(1, spool);
    release_.run();
}

} // namespace congto::store
