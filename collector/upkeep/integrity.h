// Whether files are what SQLite wrote, page by page.
#pragma once

#include "collector/upkeep/findings.h"
#include "config/runtime/progress.h"

#include <filesystem>
#include <string>

struct sqlite3;

namespace congto::upkeep {

// Reads every table and its indexes from end to end, each in a snapshot of its own.
void check_pages(sqlite3* database, const std::string& name, Findings& findings,
                 runtime::Progress& progress);

// The registers: their pages, and the chain of their ledger.
void check_registers(const std::filesystem::path& file, Findings& findings,
                     runtime::Progress& progress);

// The file of who may do what: its pages, and the chain of the audit trail.
void check_access(const std::filesystem::path& file, Findings& findings,
                  runtime::Progress& progress);

// Whether the ledger ends, for every agent, where its last receipt does. Quick: payloads are not
// read.
void check_ledger_ends(sqlite3* store, Findings& findings);

} // namespace congto::upkeep
