#include "collector/access/renewals.h"

#include "collector/access/columns.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::access {

using runtime::Instant;

void note_renewal(SQLite::Database& access, const Issued& next, const std::string& of)
{
    SQLite::Statement insert(access,
                             "INSERT INTO renewal (serial, of, public_key) VALUES (?, ?, ?)");
    insert.bind(1, next.serial);
    insert.bind(2, of);
    bind_bytes(insert, 3, next.public_key);
    insert.exec();
}

std::optional<Issued> renewed_before(SQLite::Database& access, const std::string& serial,
                                     const std::string& public_key)
{
    SQLite::Statement row(access, "SELECT serial FROM renewal WHERE of = ? AND public_key = ?");
    row.bind(1, serial);
    bind_bytes(row, 2, public_key);
    return row.executeStep() ? issued_with_serial(access, row.getColumn(0).getString())
                             : std::nullopt;
}

std::optional<Instant> followed_at(SQLite::Database& access, const std::string& serial)
{
    SQLite::Statement row(access, "SELECT min(taken_up) FROM renewal WHERE of = ?");
    row.bind(1, serial);
    return row.executeStep() ? instant_if_any(row.getColumn(0)) : std::nullopt;
}

void take_up(SQLite::Database& access, const std::string& serial, Instant now)
{
    SQLite::Statement update(
        access, "UPDATE renewal SET taken_up = ? WHERE serial = ? AND taken_up IS NULL");
    update.bind(1, number_of(now));
    update.bind(2, serial);
    update.exec();
}

bool is_copied(SQLite::Database& access, const std::string& serial)
{
    SQLite::Statement row(access, "SELECT 1 FROM renewal AS one JOIN renewal AS other ON other.of "
                                  "= one.of AND other.serial <> one.serial WHERE one.serial = ? "
                                  "AND one.taken_up IS NOT NULL AND other.taken_up IS NOT NULL");
    row.bind(1, serial);
    return row.executeStep();
}

std::int64_t given_since(SQLite::Database& access, const Issued& of, Instant since)
{
    SQLite::Statement row(access, "SELECT count(*) FROM certificate WHERE unit = ? AND agent = ? "
                                  "AND issued_at > ?");
    row.bind(1, of.unit);
    row.bind(2, of.agent);
    row.bind(3, number_of(since));
    return row.executeStep() ? row.getColumn(0).getInt64() : 0;
}

std::vector<identity::AgentName> take_up_all(SQLite::Database& access,
                                             const std::vector<std::string>& serials, Instant now)
{
    std::vector<identity::AgentName> copied;
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    for (const std::string& serial : serials) {
        take_up(access, serial, now);
        const auto issued = issued_with_serial(access, serial);
        if (issued && !issued->revoked && is_copied(access, serial)) {
            copied.push_back({issued->unit, issued->agent});
            revoke_copied(access, copied.back(), serial, now);
        }
    }
    transaction.commit();
    return copied;
}

void revoke_copied(SQLite::Database& access, const identity::AgentName& agent,
                   const std::string& serial, Instant now)
{
    revoke_inside(access,
                  {agent.unit, agent.agent,
                   "the identity is on two machines, and both renewed it: certificate " + serial},
                  "the collector", now);
}

} // namespace congto::access
