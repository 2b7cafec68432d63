#include "agent/source/rights.h"

#include "agent/source/connection.h"

#include <algorithm>
#include <map>
#include <set>

namespace congto::source {
namespace {

using Names = std::set<std::string>;

std::vector<std::string> asked(Connection& connection, std::string_view sql)
{
    std::vector<std::string> texts;
    if (sql.empty()) {
        return texts;
    }
    for (const auto& row : connection.run(std::string(sql), {}).rows) {
        texts.push_back(row.front().value_or(""));
    }
    return texts;
}

std::vector<std::string> parts_of(const std::string& text)
{
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t bar = text.find('|'); bar != std::string::npos; bar = text.find('|', from)) {
        parts.push_back(text.substr(from, bar - from));
        from = bar + 1;
    }
    parts.push_back(text.substr(from));
    return parts;
}

// "a, b, c and 5 more"
std::string listed(const Names& names)
{
    constexpr std::size_t kShown = 12;
    std::string text;
    std::size_t shown = 0;
    for (const std::string& name : names) {
        if (shown++ == kShown) {
            return text + " and " + std::to_string(names.size() - kShown) + " more";
        }
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

// "may INSERT|a", "may INSERT|b" become "may INSERT: a, b".
std::vector<std::string> grouped(const std::vector<std::string>& texts)
{
    std::map<std::string, Names> places;
    for (const std::string& text : texts) {
        const auto parts = parts_of(text);
        Names& names = places[parts.front()];
        if (parts.size() > 1 && !parts[1].empty()) {
            names.insert(parts[1]);
        }
    }
    std::vector<std::string> lines;
    for (const auto& [what, names] : places) {
        lines.push_back(names.empty() ? what : what + ": " + listed(names));
    }
    return lines;
}

// As catalogues are compared: no quotes, in lower case. Engines differ in what case means; two
// names that differ by it alone are not told apart.
std::string plain(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        if (std::string_view("\"`[]").find(c) == std::string_view::npos) {
            text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return text;
}

// Tables the account may read of, by the names a query may use for them.
class Readable {
public:
    explicit Readable(const std::vector<std::string>& texts)
    {
        for (const std::string& text : texts) {
            const auto parts = parts_of(plain(text));
            if (parts.size() == 4) {
                const std::string full = parts[0] + "." + parts[1];
                columns_[full].insert(parts[2]);
                full_names_[full] = full;
                if (parts[3] == "1") {
                    full_names_[parts[1]] = full;
                }
            }
        }
    }

    // By its full name; none: nothing of it may be read.
    const std::string* full_name(const std::string& table) const
    {
        const auto found = full_names_.find(table);
        return found == full_names_.end() ? nullptr : &found->second;
    }
    const std::map<std::string, Names>& columns() const { return columns_; }

private:
    std::map<std::string, Names> columns_;
    std::map<std::string, std::string> full_names_;
};

void compare(const std::vector<TableRead>& reads, const Readable& readable, Rights& rights)
{
    std::map<std::string, Names> rest = readable.columns();
    for (const TableRead& read : reads) {
        const std::string* full = readable.full_name(plain(read.table));
        Names missing;
        for (const std::string& column : read.columns) {
            if (full == nullptr || readable.columns().at(*full).count(plain(column)) == 0) {
                missing.insert(column);
            } else {
                rest[*full].erase(plain(column));
            }
        }
        if (!missing.empty() || full == nullptr) {
            rights.missing.push_back(read.table +
                                     (missing.empty() ? "" : " (" + listed(missing) + ")"));
        }
        if (full != nullptr && !read.columns.empty() && !rest[*full].empty()) {
            rights.beyond.push_back("columns of " + read.table + " (" + listed(rest[*full]) + ")");
        }
        if (full != nullptr) {
            rest.erase(*full);
        }
    }
    Names tables;
    for (const auto& [table, columns] : rest) {
        tables.insert(table);
    }
    if (!tables.empty()) {
        rights.beyond.push_back((tables.size() == 1 ? "table " : "tables ") + listed(tables));
    }
}

} // namespace

Rights rights_of(Connection& connection, const std::vector<TableRead>& reads)
{
    const RightsQueries queries = rights_queries(connection.dbms());
    Rights rights;
    rights.known = !queries.excess.empty();
    rights.excess = grouped(asked(connection, queries.owner));
    if (!rights.known || !rights.excess.empty()) {
        return rights;
    }
    std::vector<std::string> texts = asked(connection, queries.excess);
    if (asked(connection, queries.has_roles) == std::vector<std::string>{"1"}) {
        for (std::string& role : asked(connection, queries.roles)) {
            texts.push_back(std::move(role));
        }
    }
    rights.excess = grouped(texts);
    if (!reads.empty()) {
        compare(reads, Readable(asked(connection, queries.readable)), rights);
    }
    return rights;
}

} // namespace congto::source
