#include "tests/e2e/count_by_sql.h"

#include "tests/support/sql.h"

#include <ostream>
#include <stdexcept>

namespace congto::test {

namespace {

std::string month_of(const std::string& dialect, const std::string& time)
{
    if (dialect == "sqlite3")
        return "substr(" + time + ", 1, 7)";
    if (dialect == "postgresql")
        return "to_char(" + time + ", 'YYYY-MM')";
    if (dialect == "mysql")
        return "date_format(" + time + ", '%Y-%m')";
    throw std::invalid_argument("no SQL written for " + dialect);
}

std::string months(const std::string& dialect, const std::string& time, const std::string& online,
                   const std::string& full, const std::string& from)
{
    return "select " + month_of(dialect, time) + " as month_of, count(*), sum(case when " + online +
           " then 1 else 0 end), sum(case when (" + online + ") and (" + full +
           ") then 1 else 0 end) " + from + " and " + time + " is not null group by " +
           month_of(dialect, time);
}

// The month and the code of each dossier that is end to end.
std::string codes(const std::string& dialect, const std::string& time, const std::string& code,
                  const std::string& online, const std::string& full, const std::string& from)
{
    return "select " + month_of(dialect, time) + ", " + code + ' ' + from + " and " + time +
           " is not null and (" + online + ") and (" + full + ")";
}

} // namespace

std::ostream& operator<<(std::ostream& out, const MonthCount& count)
{
    return out << "{dossiers " << count.dossiers << ", online " << count.online << ", end to end "
               << count.end_to_end << "}";
}

SourceSql opencps_sql(const std::string& dialect)
{
    const std::string dossiers = "from opencps_dossier d where d.originality = 3 "
                                 "and d.dossierActionId <> 0 "
                                 "and (d.originDossierNo is null or d.originDossierNo = '') ";
    const std::string code = "coalesce(nullif(d.dossierNo, ''), nullif(d.referenceUid, ''))";
    const std::string countable =
        "(" + code +
        " is not null and (d.dossierStatus in ('receiving', 'denied') or "
        "(d.dossierStatus in ('new', 'processing', 'interoperating', 'posting', 'waiting', "
        "'paying', 'releasing', 'done', 'unresolved') and d.receiveDate is not null) or "
        "(d.dossierStatus = 'cancelled' and "
        "coalesce(d.receiveDate, d.cancellingDate) is not null))) ";
    // An official's account keyed it in, and it did not come from the national portal.
    const std::string online =
        "d.online_ = true and not (coalesce(d.systemId, 0) <> 5 and exists "
        "(select 1 from opencps_employee e where e.mappingUserId = d.userId))";
    const std::string full = "d.serviceLevel = 4";
    const std::string mapped = dossiers + "and " + countable;
    return {months(dialect, "d.receiveDate", online, full,
                   mapped + "and d.dossierStatus not in ('receiving', 'denied')"),
            months(dialect,
                   "coalesce(d.releaseDate, case when d.dossierStatus = 'done' "
                   "then d.finishDate end)",
                   online, full, mapped + "and d.dossierStatus in ('releasing', 'done')"),
            "select count(*) " + mapped,
            // A missing status makes the condition null.
            "select count(*) " + dossiers + "and not coalesce(" + countable + ", false)",
            "select count(*) " + mapped + "and d.online_ is null",
            codes(dialect, "d.receiveDate", code, online, full,
                  mapped + "and d.dossierStatus not in ('receiving', 'denied')")};
}

SourceSql wide_sql(const std::string& dialect)
{
    const std::string dossiers = "from dossier d where d.deleted_on is null "
                                 "and (d.parent_id is null or d.parent_id = '') ";
    const std::string countable =
        "(d.code <> '' and (d.status in ('1', '3') or (d.status in "
        "('2', '4', '5', '6', '8', '9', '10') and d.received_at is not null) or "
        "(d.status = '7' and (d.received_at is not null or d.withdrawn_at is not null)))) ";
    const std::string online = "d.channel = '2' and (d.entered_by is null or d.entered_by = '' or "
                               "d.entered_by = 'dvcqg' or d.entered_by = d.submitter_account)";
    const std::string full = "d.level = '4'";
    const std::string mapped = dossiers + "and " + countable;
    const std::string not_migrated = "and (d.migrated_from is null or d.migrated_from = '') ";
    return {months(dialect, "d.received_at", online, full,
                   mapped + not_migrated + "and d.status not in ('1', '3')"),
            months(dialect,
                   "coalesce(d.resolved_at, case when d.status = '10' then d.returned_at end)",
                   online, full, mapped + not_migrated + "and d.status in ('9', '10')"),
            "select count(*) " + mapped,
            "select count(*) " + dossiers + "and not coalesce(" + countable + ", false)",
            "select count(*) " + mapped + not_migrated +
                "and (d.channel is null or d.channel not in ('1', '2', '3'))",
            codes(dialect, "d.received_at", "d.code", online, full,
                  mapped + not_migrated + "and d.status not in ('1', '3')")};
}

MonthCounts count_months(const std::string& engine, const std::string& connection,
                         const std::string& statement)
{
    MonthCounts counts;
    for (const auto& row : query_sql(engine, connection, statement)) {
        const auto number = [&row](std::size_t column) {
            // MariaDB's sum() is a decimal, which may come as "12.000000".
            return std::stoll(row.at(column).value());
        };
        counts[row.at(0).value()] = {number(1), number(2), number(3)};
    }
    return counts;
}

} // namespace congto::test
