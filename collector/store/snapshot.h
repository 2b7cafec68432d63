// One view of a database while it is changed by another program.
#pragma once

#include "collector/store/statement.h"
#include "config/runtime/failure.h"

namespace congto::store {

// Everything read through the connection is of one moment while it lives. It holds back the
// checkpoint of the collector that runs: to be kept short.
class Snapshot {
public:
    explicit Snapshot(sqlite3* connection) : connection_(connection)
    {
        execute(connection_, "BEGIN");
        // A transaction takes its snapshot at its first read.
        Statement(connection_, "SELECT count(*) FROM sqlite_schema").step();
    }
    ~Snapshot()
    {
        try {
            execute(connection_, "ROLLBACK");
        } catch (const runtime::Failure&) {
            // A transaction that only read has nothing to lose.
        }
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    sqlite3* connection_;
};

} // namespace congto::store
