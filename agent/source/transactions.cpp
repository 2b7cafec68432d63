#include "agent/source/transactions.h"

#include "config/runtime/failure.h"

#include <charconv>

namespace congto::source {
namespace {

// now() is a transaction's beginning, so one that has only read so far may yet write a row as old
// as itself: all count. Without the right, others' rows are there with their times hidden: hence
// the right itself is asked for. A session may have itself hidden (track_activities); a standby and
// a subscriber show transactions of elsewhere late or never. A prepared transaction tells when it
// was prepared and not when it began: an hour is added.
constexpr std::string_view kPostgresql = R"(
SELECT CASE WHEN pg_has_role('pg_read_all_stats', 'USAGE') AND NOT pg_is_in_recovery()
             AND NOT EXISTS (SELECT 1 FROM pg_stat_subscription WHERE pid IS NOT NULL)
             AND NOT EXISTS (SELECT 1 FROM pg_stat_activity
                             WHERE datname = current_database() AND state = 'disabled')
       THEN CAST(CEIL(1000 * GREATEST(0, EXTRACT(epoch FROM clock_timestamp() - LEAST(clock_timestamp(),
            (SELECT MIN(xact_start) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()
               AND backend_type NOT IN ('autovacuum worker', 'walsender')),
            (SELECT MIN(prepared) - interval '1 hour' FROM pg_prepared_xacts
             WHERE database = current_database()))))) AS bigint) END)";

// Without PROCESS, innodb_trx is refused by an error. NOW() is a statement's beginning, and one
// that waits for a table's lock has no transaction yet: statements count as well. Times are whole
// seconds of the server's own zone. A replica's transactions carry times of elsewhere.
constexpr std::string_view kMysql = R"(
SELECT CASE WHEN EXISTS (SELECT 1 FROM information_schema.processlist
                         WHERE user = 'system user' AND command <> 'Daemon') THEN NULL
       ELSE 1000 * GREATEST(0,
            COALESCE((SELECT 1 + TIMESTAMPDIFF(SECOND, MIN(trx_started), CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', 'SYSTEM'))
                      FROM information_schema.innodb_trx
                      WHERE trx_mysql_thread_id <> CONNECTION_ID() AND trx_is_read_only = 0), 0),
            COALESCE((SELECT 1 + MAX(time) FROM information_schema.processlist
                      WHERE command IN ('Query', 'Execute') AND id <> CONNECTION_ID()
                        AND COALESCE(info, '') NOT LIKE 'SELECT%'), 0)) END)";

// Of SQL Server: by its manual, and not run by our tests. Reads that say they only read are left
// out; so are the engine's own work tables. A readable secondary shows nothing of its primary.
constexpr std::string_view kSqlServer = R"(
SELECT CASE WHEN COALESCE(HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE'), 0) = 0
              OR DATABASEPROPERTYEX(DB_NAME(), 'Updateability') <> 'READ_WRITE' THEN NULL
       ELSE CONVERT(bigint, 1000) * (SELECT COALESCE(MAX(o.age), 0) FROM (
            SELECT 1 + DATEDIFF(second, t.transaction_begin_time, GETDATE()) AS age
            FROM sys.dm_tran_active_transactions t
            JOIN sys.dm_tran_database_transactions d ON d.transaction_id = t.transaction_id
            WHERE d.database_id = DB_ID() AND t.transaction_type IN (1, 4)
              AND NOT EXISTS (SELECT 1 FROM sys.dm_tran_session_transactions s
                              WHERE s.transaction_id = t.transaction_id AND s.session_id = @@SPID)
            UNION ALL
            SELECT 1 + DATEDIFF(second, r.start_time, GETDATE())
            FROM sys.dm_exec_requests r JOIN sys.dm_exec_sessions e ON e.session_id = r.session_id
            WHERE r.database_id = DB_ID() AND e.is_user_process = 1 AND r.session_id <> @@SPID
              AND r.command <> 'SELECT') AS o) END)";

std::string_view query_of(std::string_view dbms)
{
    if (dbms == "postgresql") {
        return kPostgresql;
    }
    if (dbms == "mysql") {
        return kMysql;
    }
    return dbms == "sqlserver" ? kSqlServer : std::string_view();
}

} // namespace

std::optional<std::chrono::milliseconds> oldest_transaction(Connection& connection,
                                                            const std::string& source)
{
    const std::string sql(query_of(connection.dbms()));
    if (sql.empty()) {
        return std::nullopt;
    }
    const Page page = connection.run(sql, {});
    if (page.rows.size() != 1 || page.rows.front().size() != 1) {
        throw runtime::Unavailable("source " + source +
                                   ": the engine does not tell how old its transactions are");
    }
    const std::optional<std::string>& cell = page.rows.front().front();
    if (!cell) {
        return std::nullopt;
    }
    std::chrono::milliseconds::rep age = 0;
    const auto parsed = std::from_chars(cell->data(), cell->data() + cell->size(), age);
    if (parsed.ec != std::errc{} || age < 0) {
        throw runtime::Unavailable("source " + source + ": the engine gives \"" + *cell +
                                   "\" for its oldest transaction's age");
    }
    return std::chrono::milliseconds(age);
}

} // namespace congto::source
