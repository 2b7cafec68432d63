// The rates counted once more, by SQL on the one-stop database itself.
#pragma once

#include <map>
#include <string>

namespace congto::test {

// Dossiers on one basis in one month: numerators and the denominator they share.
struct MonthCount {
    long long dossiers = 0;
    long long online = 0;     // submitted by the applicant
    long long end_to_end = 0; // … and of level full

    bool operator==(const MonthCount&) const = default;
};

std::ostream& operator<<(std::ostream& out, const MonthCount& count);

using MonthCounts = std::map<std::string, MonthCount>; // by "2026-02"

// What one database is asked. Shares no line and no table of values with a mapping: the words of
// the one-stop system are written here a second time, in the SQL of the engine.
struct SourceSql {
    std::string received;    // month, dossiers, online, end to end
    std::string settled;     // the same
    std::string mapped;      // one number: rows that are dossiers and can be counted
    std::string quarantined; // one number: dossiers without identity, status or the time it needs
    std::string unknown_channel; // one number: mapped rows whose channel no word is known for
    std::string end_to_end;      // month received, code: each dossier that is end to end
};

// Dialect: "sqlite3", "postgresql" or "mysql".
SourceSql opencps_sql(const std::string& dialect);
SourceSql wide_sql(const std::string& dialect);

// Engine and connection as in tests/support/sql.h.
MonthCounts count_months(const std::string& engine, const std::string& connection,
                         const std::string& statement);

} // namespace congto::test
