#include "tests/e2e/leaky_table.h"

#include "tests/support/sql.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace congto::test {
namespace {

struct Column {
    const char* name;
    const char* lawful; // %04d is the row's number
};

constexpr std::array kColumns{
    Column{"id", "r%04d"},
    Column{"modified", "2026-03-06 08:00:00.%04d"},
    Column{"code", "H44.14-260305-%04d"},
    Column{"opened", "2026-03-05 08:00:00"},
    Column{"body", "H44.14"},
    Column{"procedure", "2.000815.000.00.00.H44"},
    Column{"status", "9"},
    Column{"channel", "2"},
    Column{"level", "4"},
    Column{"fee", "0"},
    Column{"result", "1"},
    Column{"digitised", "1"},
    Column{"submitted", "2026-03-05 08:00:00"},
    Column{"received", "2026-03-05 08:10:00"},
    Column{"due", "2026-03-09 08:00:00"},
    Column{"resolved", "2026-03-06 09:00:00"},
    Column{"returned", "2026-03-06 10:00:00"},
    Column{"withdrawn", ""},
    Column{"submitter", "applicant-%04d"},
    Column{"applicant", "A%04d"},
    Column{"entered_by", "applicant-%04d"},
    Column{"note", ""},
    Column{"full_name", ""},
    Column{"address", ""},
};

std::string numbered(const char* form, int number)
{
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), form, number);
    return text.data();
}

// How each kind is written, and the part of it that is its own.
struct Kind {
    const char* name;
    const char* value;
    const char* own;
};

constexpr std::array kKinds{
    Kind{"name", "Nguyễn Bímật%04d Hoa", "Bímật%04d"},
    Kind{"phone", "0912%04d67", "0912%04d67"},
    Kind{"spaced phone", "0913.%04d.67", "0913.%04d.67"},
    Kind{"identity number", "0791%04d5012", "0791%04d5012"},
    Kind{"account", "bimat%04d@example.vn", "bimat%04d@example"},
    Kind{"code of another dossier", "H44.99-260305-9%04d", "260305-9%04d"},
};

std::string values_of(int number, const std::string& column, const std::string& value)
{
    std::string values;
    for (const Column& each : kColumns) {
        values += values.empty() ? "('" : ", '";
        values += each.name == column ? value : numbered(each.lawful, number);
        values += '\'';
    }
    return values + ")";
}

std::string all_columns(const std::string& note)
{
    std::string columns;
    for (const Column& each : kColumns) {
        const std::string name = each.name;
        columns += columns.empty() ? "" : ", ";
        columns += name == "note" ? note + " AS note" : name;
    }
    return columns;
}

constexpr const char* kMapping = R"toml(system = "leaky"
[position]
cursor = "modified"
key = "id"
start_cursor = "1970-01-01 00:00:00"
start_key = "0"
[dossier]
code = "code"
opened_on = "opened"
body = "body"
procedure = "procedure"
sequence = "by_body_and_day"
[fingerprint]
submitter = "submitter"
applicant = "applicant"
[times]
zone = "+07:00"
formats = ["%Y-%m-%d %H:%M:%S%f"]
columns = { submitted = "submitted", received = "received", due = "due", resolved = "resolved", returned = "returned", withdrawn = "withdrawn" }
[[leave_out]]
name = "test rows"
when = [{ column = "note", is = ["test"] }]
[status]
column = "status"
values = { received = ["2"], resolved = ["9"] }
[channel]
column = "channel"
values = { online = ["2"] }
[[channel.rule]]
word = "online_assisted"
when = [{ column = "entered_by", account_of = ["staff"], on = "submitted" }]
[level]
column = "level"
values = { full = ["4"] }
[fee]
column = "fee"
values = { none_due = ["0"] }
[result]
column = "result"
values = { electronic = ["1"] }
[digitised]
column = "digitised"
values = { both = ["1"] }
)toml";

constexpr const char* kQueries = R"toml(
page = "SELECT :columns FROM t WHERE (modified, id) > (CAST(:after_cursor AS text), CAST(:after_key AS text)) ORDER BY modified, id LIMIT :limit"
day = "SELECT :columns FROM t WHERE opened >= CAST(:day_from AS text) AND opened < CAST(:day_to AS text) AND id > CAST(:after_key AS text) ORDER BY id LIMIT :limit"
row = "SELECT :columns FROM t WHERE id = CAST(:key AS text)"
count = "SELECT COUNT(*) FROM t WHERE (modified, id) > (CAST(:after_cursor AS text), CAST(:after_key AS text))"
cursor_nulls = "SELECT COUNT(*) FROM t WHERE modified IS NULL"
)toml";

} // namespace

LeakyTable::LeakyTable(std::string engine, std::string connection)
    : engine_(std::move(engine)), connection_(std::move(connection))
{
    for (int i = 0; i < 40; ++i)
        add_row("", "");
    for (const Column& column : kColumns) {
        if (std::string(column.name) == "modified")
            continue;
        for (const Kind& kind : kKinds) {
            const auto label = std::string(kind.name) + " in " + column.name;
            secrets_.add(label, numbered(kind.own, row_));
            labels_.insert(label);
            add_row(column.name, numbered(kind.value, row_));
        }
    }
    std::string columns;
    for (const Column& each : kColumns)
        columns += (columns.empty() ? "" : ", ") + std::string(each.name) + " TEXT";
    run_sql(engine_, connection_,
            "CREATE TABLE t (" + columns + ");\nINSERT INTO t VALUES " + rows_ + ";\n");
}

void LeakyTable::add_row(const std::string& column, const std::string& value)
{
    if (column != "code")
        secrets_.add(kCodes, numbered("H44.14-260305-%04d", row_));
    rows_ += (rows_.empty() ? "" : ",\n") + values_of(row_, column, value);
    ++row_;
}

void LeakyTable::add_unreadable_cursor()
{
    const std::string label = "name in the cursor";
    secrets_.add(label, numbered("Bímật%04d", row_));
    run_sql(engine_, connection_,
            "INSERT INTO t VALUES " +
                values_of(row_, "modified", numbered("Trần Bímật%04d", row_)) + ";\n");
    ++row_;
}

std::set<std::string> LeakyTable::labels_of(const std::set<std::string>& columns) const
{
    std::set<std::string> found;
    std::copy_if(labels_.begin(), labels_.end(), std::inserter(found, found.end()),
                 [&](const std::string& label) {
                     return columns.contains(label.substr(label.find(" in ") + 4));
                 });
    return found;
}

std::string leaky_mapping(const std::string& engine, const std::string& note)
{
    const std::string now = engine == "sqlite3"
                                ? "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now', '+7 hours')"
                                : "SELECT to_char(now() AT TIME ZONE 'UTC' + interval '7 hours', "
                                  "'YYYY-MM-DD HH24:MI:SS.US')";
    return kMapping + ("[query." + engine) + "]\ncolumns = \"" + all_columns(note) +
           "\"\nnow = \"" + now + "\"" + kQueries;
}

} // namespace congto::test
