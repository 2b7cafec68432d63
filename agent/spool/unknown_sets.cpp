#include "agent/spool/unknown_sets.h"

#include "config/runtime/text.h"

namespace congto::spool {
namespace {

// Escaped, so that a value cannot hold the signs that separate values.
std::string listed(const std::vector<mapping::UnknownValue>& values)
{
    std::string text;
    for (const mapping::UnknownValue& value : values) {
        text += value.field + '\t' + runtime::escaped(value.raw) + '\n';
    }
    return text;
}

} // namespace

UnknownSets::UnknownSets(SQLite::Database& database)
    : find_(database, "SELECT id FROM unknown_set WHERE source = ?1 AND listed = ?2"),
      insert_(database, "INSERT INTO unknown_set (source, listed, rows) VALUES (?1, ?2, 0)"
                        " RETURNING id"),
      move_(database, "UPDATE unknown_set SET rows = rows + ?2 WHERE id = ?1"),
      clear_(database, "DELETE FROM unknown_set WHERE id = ?1 AND rows = 0")
{
}

std::int64_t UnknownSets::number_of(std::uint16_t source,
                                    const std::vector<mapping::UnknownValue>& values)
{
    if (values.empty()) {
        return 0;
    }
    const std::string text = listed(values);
    const std::string name = std::to_string(source) + '\n' + text;
    if (const auto known = numbers_.find(name); known != numbers_.end()) {
        return known->second;
    }
    Query* query = &find_;
    if (!find_.with(source, text).next()) {
        query = &insert_;
        insert_.with(source, text).next();
    }
    const std::int64_t number = query->integer(0);
    query->run();
    if (numbers_.size() >= kRemembered) {
        numbers_.clear();
    }
    numbers_.emplace(name, number);
    return number;
}

void UnknownSets::store()
{
    for (const auto& [set, rows] : moved_) {
        if (set == 0 || rows == 0) {
            continue;
        }
        move_.with(set, rows).run();
        if (rows < 0 && clear_.with(set).run() != 0) {
            numbers_.clear();
        }
    }
    moved_.clear();
}

void UnknownSets::forget()
{
    numbers_.clear();
    moved_.clear();
}

std::vector<mapping::UnknownValue> listed_values(std::string_view listed)
{
    std::vector<mapping::UnknownValue> values;
    while (!listed.empty()) {
        const std::string_view line = listed.substr(0, listed.find('\n'));
        const auto tab = line.find('\t');
        values.push_back({std::string(line.substr(0, tab)),
                          tab == std::string_view::npos ? "" : std::string(line.substr(tab + 1))});
        listed.remove_prefix(std::min(line.size() + 1, listed.size()));
    }
    return values;
}

} // namespace congto::spool
