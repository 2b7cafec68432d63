// A one-stop system read by SQL: SQLite, PostgreSQL and MySQL/MariaDB through SOCI, others by ODBC.
#pragma once

#include "agent/source/queries.h"
#include "agent/source/settings.h"
#include "config/runtime/clock.h"

#include <memory>

namespace congto::source {

// Connects at the first call, and again at the next call after a failure; the connection file is
// read anew each time, so that a mended one is taken up. The clock must outlive the source.
std::unique_ptr<Source> open_sql(const SqlSettings& settings, const Queries& queries,
                                 runtime::Clock& clock);

} // namespace congto::source
