#include "tests/reading/fake_source.h"

#include "config/runtime/failure.h"
#include "proto/model/time.h"

#include <algorithm>

namespace congto::test {

namespace {

const std::vector<std::string> kColumns{"modified", "id", "code", "status", "draft"};

// "2026-02-03" as "-260203-"
std::string in_code(const std::string& day)
{
    return "-" + day.substr(2, 2) + day.substr(5, 2) + day.substr(8, 2) + "-";
}

} // namespace

void FakeSource::write(int key, const std::string& code, const std::string& status)
{
    rows[name_of(key)] = {now(), code, status};
}

void FakeSource::write_uncommitted(int key, const std::string& code, const std::string& status)
{
    write(key, code, status);
    row(key).committed = false;
}

std::string FakeSource::name_of(int key)
{
    const std::string digits = std::to_string(key);
    return std::string(6 - digits.size(), '0') + digits;
}

std::string FakeSource::now()
{
    require_there();
    return model::text_of(now_);
}

void FakeSource::require_there() const
{
    if (away) {
        throw runtime::Unavailable("the engine does not answer");
    }
}

std::set<std::pair<std::string, std::string>> FakeSource::positions() const
{
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& [key, row] : rows) {
        if (row.committed) {
            seen.emplace(row.cursor, key);
        }
    }
    return seen;
}

source::Page FakeSource::read(const source::Position& after, std::size_t limit)
{
    require_there();
    source::Page page{kColumns, {}};
    const auto seen = positions();
    auto at = forgets_after ? seen.begin() : seen.upper_bound({after.cursor, after.key});
    for (; at != seen.end() && page.rows.size() < limit; ++at) {
        page.rows.push_back(values_of(at->second));
    }
    if (in_key_order) {
        std::sort(page.rows.begin(), page.rows.end(),
                  [](const auto& one, const auto& other) { return one[1] < other[1]; });
    }
    ++pages_read;
    rows_read += page.rows.size();
    if (after_page) {
        after_page();
    }
    return page;
}

std::vector<std::optional<std::string>> FakeSource::values_of(const std::string& key) const
{
    const Row& row = rows.at(key);
    return {row.cursor, key, row.code, row.status, row.draft ? "1" : "0"};
}

source::Page FakeSource::read_day(const std::string& day, const std::string& after_key,
                                  std::size_t limit)
{
    require_there();
    ++day_queries;
    if (days_fail || failing_days.count(day) != 0) {
        throw runtime::Unavailable("no such column");
    }
    source::Page page{kColumns, {}};
    for (auto at = rows.upper_bound(after_key); at != rows.end() && page.rows.size() < limit;
         ++at) {
        const Row& row = at->second;
        if (row.committed && day_misses.count(at->first) == 0 &&
            (row.code.find(in_code(day)) != std::string::npos || row.cursor.starts_with(day))) {
            page.rows.push_back(values_of(at->first));
        }
    }
    ++pages_read;
    rows_read += page.rows.size();
    if (after_page) {
        after_page();
    }
    return page;
}

source::Page FakeSource::read_row(const std::string& key)
{
    require_there();
    source::Page page{kColumns, {}};
    const auto found = rows.find(key);
    if (finds_rows && found != rows.end() && found->second.committed) {
        page.rows.push_back(values_of(key));
    }
    return page;
}

std::optional<std::chrono::milliseconds> FakeSource::oldest_transaction()
{
    require_there();
    return open_transaction;
}

std::optional<std::uint64_t> FakeSource::count(const source::Position& after)
{
    require_there();
    if (!counts) {
        return std::nullopt;
    }
    const auto seen = positions();
    return std::distance(seen.upper_bound({after.cursor, after.key}), seen.end());
}

std::string FakeSource::mapping()
{
    return R"(system = "Fake"
[position]
cursor = "modified"
key = "id"
start_cursor = "1970-01-01 00:00:00"
start_key = ""
[dossier]
code = "code"
opened_on = "modified"
[times]
zone = "+07:00"
formats = ["%Y-%m-%d %H:%M:%S"]
[times.columns]
received = "modified"
[status]
column = "status"
[status.values]
received = ["2"]
processing = ["4"]
resolved = ["9"]
[channel]
column = "status"
[channel.values]
online = ["2", "4", "9"]
[[leave_out]]
name = "draft"
when = [{ column = "draft", is = ["1"] }]
[query.sqlite3]
page = "SELECT :after_cursor, :after_key, :limit"
now = "SELECT 1"
day = "SELECT :day_from, :day_to, :after_key, :limit"
row = "SELECT :key"
)";
}

} // namespace congto::test
