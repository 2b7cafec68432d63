// What only a look at the source itself can tell before it is followed.
#pragma once

#include "agent/source/queries.h"
#include "agent/source/rights.h"
#include "agent/source/settings.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace congto::source {

class Connection;
struct Values;

// What is wrong with a source's connection file as far as the file alone tells; none: it has a line
// of the engine's form.
std::optional<std::string> fault_of_connection_file(const SqlSettings& settings);

// One connection for several questions. Every call throws runtime::Unavailable; the inspection is
// then of no more use.
class Inspection {
public:
    // Connects.
    Inspection(SqlSettings settings, Queries queries);
    ~Inspection();
    Inspection(const Inspection&) = delete;
    Inspection& operator=(const Inspection&) = delete;

    Page page(const Position& after, std::size_t limit);
    Page day(const std::string& day, const std::string& after_key, std::size_t limit);
    Page row(const std::string& key);
    std::string now();
    // As Source's; throws as well where an engine refuses by an error.
    std::optional<std::chrono::milliseconds> oldest_transaction();
    Rights rights() { return rights_of(*connection_, queries_.reads); }
    // SQLite: the file, if this process may write it.
    std::optional<std::string> writable_file();
    // Rows no page can ever show; none: the mapping does not ask.
    std::optional<std::uint64_t> cursor_nulls();
    bool knows_plans() const { return settings_.engine != "odbc"; }
    // Tables of more than ten thousand rows that the page query would read whole on every pass, by
    // the engine's plan for a reading that has caught up. Empty as well where the engine's plans
    // are not understood here (ODBC).
    std::vector<std::string> tables_read_whole();
    // The same of the day query, for that day.
    std::vector<std::string> tables_read_whole_by(const std::string& day);

private:
    std::string only_value(const std::string& sql);
    Values values_of(const std::string& day, const std::string& after_key, std::size_t limit);
    std::vector<std::string> scans(const std::string& sql, const Values& values);
    std::vector<std::string> sqlite_scans(const Page& plan);

    SqlSettings settings_;
    Queries queries_;
    std::unique_ptr<Connection> connection_;
};

} // namespace congto::source
