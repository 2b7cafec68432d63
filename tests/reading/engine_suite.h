// Following a real engine whose transactions stay open, and reading one by days alone.
#pragma once

#include <string>

namespace congto::test {

struct FollowedEngine {
    std::string engine;
    std::string reader; // connection of the account the agent has
    std::string writer; // of one who may do everything
    std::string time_type;
    std::string modified; // SQL: column m as text
    std::string cursor;   // SQL: :after_cursor as a time
    std::string now;      // SQL: the source's time, as text
    std::string written;  // SQL: what a writer puts into m
    std::string grant;
    std::string revoke; // the agent's next call meets it
};

// As Catch2 sections.
void check_following(const FollowedEngine& engine);

// Read by days alone: what is inserted, updated without a trace and deleted, also where a month
// begins.
void check_sweeping(const FollowedEngine& engine);

} // namespace congto::test
