#include "agent/spool/report.h"

#include "agent/spool/inside.h"
#include "config/runtime/sqlite.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <map>

namespace congto::spool {
namespace {

void report_batches(SQLite::Database& database, SpoolReport& report)
{
    Query query(database, "SELECT count(*), coalesce(sum(length(body)), 0),"
                          " coalesce(sum(last_sequence - first_sequence + 1), 0) FROM batch");
    query.with().next();
    report.batches = query.number(0);
    report.batch_bytes = query.number(1);
    report.accounts.pending = query.number(2);
}

void report_state(SQLite::Database& database, SpoolReport& report)
{
    StateTables tables(database);
    if (const auto state = tables.load()) {
        report.id = state->id;
        report.unit = state->owner.unit;
        report.key_id = state->owner.key_id;
        report.refusal = state->refusal;
        report.accounts.assigned = state->assigned.sequence;
        report.accounts.taken_back = state->taken_back;
        report.accounts.receipted = state->receipted.sequence;
        report.accounts.split_through = state->split_through;
        report.accounts.applied = state->applied;
        report.accounts.unchanged_there = state->unchanged_there;
        report.accounts.rejected = state->rejected;
    }
    DayTable days(database);
    for (const SourceState& source : tables.load_sources()) {
        report.accounts.sources.push_back(source.accounts);
        report.sources.push_back({source.named, source.watermark, source.accounts, source.note,
                                  days.list(source.named.number), source.hindrances});
    }
}

void report_quarantine(SQLite::Database& database, SpoolReport& report)
{
    Query query(database, "SELECT source.name, field, reason, raw, count(*) FROM quarantine"
                          " JOIN source ON source.number = quarantine.source"
                          " GROUP BY source.name, field, reason, raw ORDER BY count(*) DESC, 1, 2");
    query.with();
    while (query.next()) {
        report.quarantine.push_back({std::string(query.text(0)), std::string(query.text(1)),
                                     std::string(query.text(2)), std::string(query.text(3)),
                                     query.number(4)});
    }
}

// A set lists every value of its rows that has no word; a value's rows are those of all its sets.
void report_unknown(SQLite::Database& database, SpoolReport& report)
{
    Query query(database, "SELECT source.name, listed, rows FROM unknown_set"
                          " JOIN source ON source.number = unknown_set.source WHERE rows > 0");
    std::map<std::array<std::string, 3>, std::uint64_t> rows;
    query.with();
    while (query.next()) {
        for (const mapping::UnknownValue& value : listed_values(query.text(1))) {
            rows[{std::string(query.text(0)), value.field, value.raw}] += query.number(2);
        }
    }
    for (const auto& [name, count] : rows) {
        report.unknown.push_back({name[0], name[1], name[2], count});
    }
    std::stable_sort(
        report.unknown.begin(), report.unknown.end(),
        [](const UnknownCount& one, const UnknownCount& other) { return one.rows > other.rows; });
}

void report_set_aside(SQLite::Database& database, SpoolReport& report)
{
    // A claim made since is known by its number, and after another incarnation of the collector's
    // store by the time of its reading.
    Query query(database, "SELECT at, first_sequence, last_sequence, reason, file, count(claimed),"
                          " coalesce(sum(again), 0), coalesce(sum(again AND verdict = 1), 0)"
                          " FROM (SELECT set_aside.*, claimed, verdict,"
                          "  claimed <> 0 AND (claimed >= first_sequence OR read_at > at) AS again"
                          "  FROM set_aside LEFT JOIN set_aside_day AS taken USING (at)"
                          "  LEFT JOIN day ON day.source = taken.source AND day.day = taken.day)"
                          " GROUP BY at, first_sequence ORDER BY at DESC");
    query.with();
    while (query.next()) {
        report.set_aside.push_back({model::Instant(std::chrono::microseconds(query.integer(0))),
                                    query.number(1), query.number(2), std::string(query.text(3)),
                                    std::string(query.text(4)), query.number(5), query.number(6),
                                    query.number(7)});
    }
}

} // namespace

SpoolReport read_report(const std::filesystem::path& file)
{
    const auto database = runtime::open_for_reading(file, kRemedy);
    runtime::require_edition(*database, kForm);
    execute(*database, "BEGIN");
    SpoolReport report;
    report_state(*database, report);
    report_batches(*database, report);
    report_quarantine(*database, report);
    report_unknown(*database, report);
    report_set_aside(*database, report);
    execute(*database, "COMMIT");
    return report;
}

} // namespace congto::spool
