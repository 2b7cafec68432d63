#include "agent/source/settings.h"

#include <algorithm>

namespace congto::source {
namespace {

// One-stop systems are younger.
constexpr const char* kSweepFrom = "2015-01-01";

bool is_name(std::string_view text)
{
    constexpr std::size_t kLongest = 32;
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= kLongest && std::all_of(text.begin(), text.end(), fits);
}

void require_word(runtime::Table& entry, std::string_view key, std::string_view word)
{
    const std::string given = entry.text(key);
    if (entry.has(key) && given != word) {
        entry.fault(key, "\"" + given + "\" is not known here; the only one is \"" +
                             std::string(word) + "\"");
    }
}

std::string read_name(runtime::Table& entry)
{
    std::string name = entry.text("name");
    if (entry.has("name") && !is_name(name)) {
        entry.fault("name", "must be 1 to 32 letters, digits, '-' or '_'");
    }
    return name;
}

Mode read_mode(runtime::Table& entry)
{
    const std::string given = entry.text_or("mode", "follow");
    if (given != "follow" && given != "sweep") {
        entry.fault("mode", "\"" + given +
                                "\" is no mode; say follow (in the order rows were modified) or "
                                "sweep (day by day)");
    }
    return given == "sweep" ? Mode::sweep : Mode::follow;
}

model::Day read_sweep_from(runtime::Table& entry)
{
    const std::string given = entry.text_or("sweep_from", kSweepFrom);
    const auto day = model::parse_day(given);
    if (!day) {
        entry.fault("sweep_from", "\"" + given + "\" is not a day like 2015-01-01");
    }
    return day.value_or(model::Day{});
}

std::string read_engine(runtime::Table& entry)
{
    std::string engine = entry.text("engine");
    if (entry.has("engine") &&
        std::find(kEngines.begin(), kEngines.end(), engine) == kEngines.end()) {
        entry.fault("engine", "\"" + engine +
                                  "\" is no engine; say sqlite3, postgresql, mysql (MariaDB too) "
                                  "or odbc (SQL Server, Oracle and others)");
    }
    return engine;
}

std::string text_of(std::chrono::milliseconds duration)
{
    const auto count = duration.count();
    return count % 1000 == 0 ? std::to_string(count / 1000) + "s" : std::to_string(count) + "ms";
}

std::chrono::milliseconds read_duration(runtime::Table& entry, std::string_view key,
                                        std::chrono::milliseconds fallback,
                                        std::chrono::milliseconds least)
{
    const std::chrono::milliseconds given = entry.duration_or(key, fallback);
    if (given < least) {
        entry.fault(key, "must be at least " + text_of(least));
        return fallback;
    }
    return given;
}

} // namespace

SqlSettings read_sql_settings(runtime::Table entry)
{
    using std::chrono::milliseconds, std::chrono::seconds;
    constexpr std::int64_t kLargestPage = 100'000;
    constexpr std::int64_t kFastest = 100'000'000;

    SqlSettings read;
    read.name = read_name(entry);
    require_word(entry, "kind", "sql");
    read.mode = read_mode(entry);
    read.sweep_from = read_sweep_from(entry);
    read.engine = read_engine(entry);
    read.dialect = entry.text_or("dialect", read.engine);
    read.connection_file = entry.path("connection_file");
    read.mapping = entry.path("mapping");
    read.poll = read_duration(entry, "poll", read.poll, milliseconds(100));
    // With less, rows are lost as soon as one transaction commits a moment after another.
    read.overlap = read_duration(entry, "overlap", read.overlap, seconds(10));
    read.lag = read_duration(entry, "lag", read.lag, seconds(5));
    read.statement_timeout =
        read_duration(entry, "statement_timeout", read.statement_timeout, seconds(1));
    read.rows_per_second =
        static_cast<std::uint64_t>(entry.integer_or("rows_per_second", 0, 0, kFastest));
    read.page = static_cast<std::size_t>(
        entry.integer_or("page", static_cast<std::int64_t>(read.page), 1, kLargestPage));
    if (read.rows_per_second != 0) {
        read.page = std::min<std::size_t>(read.page, read.rows_per_second);
    }
    return read;
}

} // namespace congto::source
