#include "agent/source/soci_dialect.h"

namespace congto::source {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kConnectTimeout{10};
// The engine ends a long statement itself; the network is given this much longer to say so.
constexpr seconds kNetworkGrace{15};

std::string with_defaults(const ConnectString& secret,
                          const std::vector<std::pair<std::string_view, std::string>>& pairs)
{
    std::string text = secret.text();
    for (const auto& [key, value] : pairs) {
        if (!secret.has(key)) {
            text += " " + std::string(key) + "=" + value;
        }
    }
    return text;
}

// Rows in the order they were written last lie all over a table in the order of its key: with
// SQLite's own 2 MB a page of the file is read again for nearly every row.
constexpr const char* kSqliteCache = "PRAGMA cache_size = -16384";

SociDialect sqlite3(const ConnectString& secret)
{
    return {"sqlite3",
            with_defaults(secret, {{"readonly", "true"}, {"timeout", "5"}}),
            {"PRAGMA query_only = ON", kSqliteCache},
            "BEGIN"};
}

// Plans for the values at hand: a plan made for any values may scan a table the page's own start
// would spare; for the same reason a row found by an index is taken to be as cheap as it is on
// today's disks. JIT costs more than a page takes; workers would take more than one core of the
// host.
SociDialect postgresql(const SqlSettings& settings, const ConnectString& secret)
{
    const milliseconds timeout = settings.statement_timeout;
    const std::string network = std::to_string((timeout + kNetworkGrace).count());
    return {"postgresql",
            with_defaults(secret, {{"application_name", "congto-agent"},
                                   {"client_encoding", "UTF8"},
                                   {"connect_timeout", std::to_string(kConnectTimeout.count())},
                                   {"keepalives_idle", "30"},
                                   {"tcp_user_timeout", network}}),
            {"SET statement_timeout = " + std::to_string(timeout.count()),
             "SET idle_in_transaction_session_timeout = " + network,
             "SET default_transaction_read_only = on", "SET datestyle = 'ISO, YMD'",
             "SET plan_cache_mode = force_custom_plan", "SET jit = off",
             "SET client_min_messages = error", "SET random_page_cost = 1.1",
             "SET max_parallel_workers_per_gather = 0"},
            "BEGIN READ ONLY"};
}

SociDialect mysql(const SqlSettings& settings, const ConnectString& secret)
{
    const seconds network = duration_cast<seconds>(settings.statement_timeout) + kNetworkGrace;
    return {"mysql",
            with_defaults(secret, {{"charset", "utf8mb4"},
                                   {"connect_timeout", std::to_string(kConnectTimeout.count())},
                                   {"read_timeout", std::to_string(network.count())}}),
            {"SET SESSION TRANSACTION READ ONLY"},
            "START TRANSACTION READ ONLY"};
}

} // namespace

SociDialect soci_dialect(const SqlSettings& settings, const ConnectString& secret)
{
    if (settings.engine == "postgresql") {
        return postgresql(settings, secret);
    }
    return settings.engine == "mysql" ? mysql(settings, secret) : sqlite3(secret);
}

std::string mysql_timeout(std::string_view version, milliseconds timeout)
{
    if (version.find("MariaDB") == std::string_view::npos) {
        return "SET SESSION max_execution_time = " + std::to_string(timeout.count());
    }
    const std::string thousandths = std::to_string(1000 + timeout.count() % 1000).substr(1);
    return "SET SESSION max_statement_time = " + std::to_string(timeout.count() / 1000) + "." +
           thousandths;
}

} // namespace congto::source
