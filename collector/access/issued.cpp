#include "collector/access/issued.h"

#include "collector/access/audit.h"
#include "collector/access/columns.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::access {
namespace {

using runtime::Instant;

constexpr const char* kColumns = "SELECT serial, unit, agent, der, public_key, issued_at, over_at, "
                                 "token, revoked FROM certificate ";

Issued issued_in(const SQLite::Statement& row)
{
    const auto token = row.getColumn(7);
    return {row.getColumn(0).getString(),
            row.getColumn(1).getString(),
            row.getColumn(2).getString(),
            bytes_in(row.getColumn(3)),
            bytes_in(row.getColumn(4)),
            instant_in(row.getColumn(5)),
            instant_in(row.getColumn(6)),
            token.isNull() ? std::nullopt : std::optional(token.getInt64()),
            instant_if_any(row.getColumn(8))};
}

} // namespace

void note(SQLite::Database& access, const Issued& issued)
{
    SQLite::Statement insert(access,
                             "INSERT INTO certificate VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)");
    insert.bind(1, issued.serial);
    insert.bind(2, issued.unit);
    insert.bind(3, issued.agent);
    bind_bytes(insert, 4, issued.der);
    bind_bytes(insert, 5, issued.public_key);
    insert.bind(6, number_of(issued.issued_at));
    insert.bind(7, number_of(issued.over_at));
    if (issued.token) {
        insert.bind(8, *issued.token);
    }
    insert.exec();
}

int revoke_others(SQLite::Database& access, const Issued& keep, Instant now)
{
    SQLite::Statement insert(access, "INSERT OR REPLACE INTO ended_agent VALUES (?, ?, ?)");
    insert.bind(1, keep.unit);
    insert.bind(2, keep.agent);
    insert.bind(3, number_of(now));
    insert.exec();
    SQLite::Statement update(access,
                             "UPDATE certificate SET revoked = ?1 WHERE unit = ?2 AND agent = ?3 "
                             "AND serial <> ?4 AND revoked IS NULL");
    update.bind(1, number_of(now));
    update.bind(2, keep.unit);
    update.bind(3, keep.agent);
    update.bind(4, keep.serial);
    return update.exec();
}

void forget_over(SQLite::Database& access, const Issued& of, Instant before)
{
    SQLite::Statement remove(
        access, "DELETE FROM certificate WHERE unit = ? AND agent = ? AND over_at < ?");
    remove.bind(1, of.unit);
    remove.bind(2, of.agent);
    remove.bind(3, number_of(before));
    remove.exec();
}

std::optional<Issued> issued_with_serial(SQLite::Database& access, const std::string& serial)
{
    SQLite::Statement row(access, std::string(kColumns) + "WHERE serial = ?");
    row.bind(1, serial);
    return row.executeStep() ? std::optional(issued_in(row)) : std::nullopt;
}

std::optional<Issued> issued_for_token(SQLite::Database& access, std::int64_t token)
{
    SQLite::Statement row(access, std::string(kColumns) + "WHERE token = ?");
    row.bind(1, token);
    return row.executeStep() ? std::optional(issued_in(row)) : std::nullopt;
}

std::vector<Issued> issued_certificates(SQLite::Database& access)
{
    std::vector<Issued> all;
    SQLite::Statement rows(access,
                           std::string(kColumns) + "ORDER BY unit, agent, issued_at, serial");
    while (rows.executeStep()) {
        all.push_back(issued_in(rows));
    }
    return all;
}

int revoke(SQLite::Database& access, const Revoking& asked, const std::string& actor, Instant now)
{
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    const int revoked = revoke_inside(access, asked, actor, now);
    transaction.commit();
    return revoked;
}

int revoke_inside(SQLite::Database& access, const Revoking& asked, const std::string& actor,
                  Instant now)
{
    const int revoked =
        revoke_others(access, {{}, asked.unit, asked.agent, {}, {}, {}, {}, {}, {}}, now);
    SQLite::Statement tokens(access, "UPDATE token SET cancelled = ? WHERE unit = ? AND agent = ? "
                                     "AND used_at IS NULL AND cancelled IS NULL");
    tokens.bind(1, number_of(now));
    tokens.bind(2, asked.unit);
    tokens.bind(3, asked.agent);
    tokens.exec();
    enter(access, {now, actor, "certificate revoke", asked.unit + '/' + asked.agent, asked.reason});
    return revoked;
}

std::optional<Instant> ended_at(SQLite::Database& access, const std::string& unit,
                                const std::string& agent)
{
    SQLite::Statement row(access, "SELECT at FROM ended_agent WHERE unit = ? AND agent = ?");
    row.bind(1, unit);
    row.bind(2, agent);
    return row.executeStep() ? std::optional(instant_in(row.getColumn(0))) : std::nullopt;
}

} // namespace congto::access
