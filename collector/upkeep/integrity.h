// Whether files are what SQLite wrote, page by page.
#pragma once

#include "collector/store/state_directory.h"
#include "collector/upkeep/findings.h"
#include "config/runtime/progress.h"

#include <string>

struct sqlite3;

namespace congto::upkeep {

// Reads every table and its indexes from end to end, each in a snapshot of its own.
void check_pages(sqlite3* database, const std::string& name, Findings& findings,
                 runtime::Progress& progress);

// The registers: their pages, and the chain of their ledger.
void check_registers(const store::StateDirectory& state, Findings& findings,
                     runtime::Progress& progress);

} // namespace congto::upkeep
