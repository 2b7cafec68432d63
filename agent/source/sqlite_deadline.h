// SQLite has no statement time-out of its own. Of this room alone.
#pragma once

#include <chrono>

namespace soci {
class session;
}

namespace congto::source {

// While it lives, statements of the session are interrupted once the time is over. The session must
// be SQLite's and outlive it.
class SqliteDeadline {
public:
    SqliteDeadline(soci::session& session, std::chrono::milliseconds time);
    ~SqliteDeadline();
    SqliteDeadline(const SqliteDeadline&) = delete;
    SqliteDeadline& operator=(const SqliteDeadline&) = delete;

private:
    static int is_over(void* self);

    void* database_;
    std::chrono::steady_clock::time_point end_;
};

} // namespace congto::source
