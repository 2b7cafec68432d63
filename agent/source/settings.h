// One [[source]] of the agent's settings: a one-stop system read by SQL.
#pragma once

#include "config/runtime/settings.h"
#include "proto/model/time.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace congto::source {

inline constexpr std::array<std::string_view, 4> kEngines{"sqlite3", "postgresql", "mysql", "odbc"};

// How a source is read: in the order its rows were modified, or day by day.
enum class Mode : std::uint8_t { follow, sweep };

struct SqlSettings {
    std::string name; // of the source within the unit: letters, digits, '-' and '_'
    Mode mode = Mode::follow;
    model::Day sweep_from; // the first day a sweep reads
    std::string engine;    // one of kEngines: the driver
    std::string dialect;   // the mapping's [query.…] section; the engine's own unless said
    // Holds one line, the connection string; a secret: never printed.
    std::filesystem::path connection_file;
    std::filesystem::path mapping;
    std::chrono::milliseconds poll{1000};
    // How far back each pass reads again: a row carries the time it was written, not committed.
    std::chrono::milliseconds overlap{std::chrono::hours(1)};
    // Likewise where the engine shows its open transactions, and none is older: it covers what
    // their beginning does not tell, a program that asks for the time before it begins one.
    std::chrono::milliseconds lag{std::chrono::seconds(30)};
    std::size_t page = 5000;           // rows of one query, and of one read-only transaction
    std::uint64_t rows_per_second = 0; // none read faster than this; 0: no cap
    std::chrono::milliseconds statement_timeout{30'000};
};

// Reads one entry; faults are recorded in the table's file. A page is never more rows than one
// second's worth of the cap, so that the wait between two pages stays under a second.
SqlSettings read_sql_settings(runtime::Table entry);

} // namespace congto::source
