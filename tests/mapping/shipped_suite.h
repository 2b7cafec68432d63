// The shipped mappings' queries, run on a real engine over rows whose words are known.
#pragma once

#include <string>

namespace congto::test {

struct Engine {
    std::string engine; // as the agent is told
    std::string connection;
    std::string stage_engine; // as the test writes
    std::string stage_connection;
    std::string time;    // type of a time
    std::string cursor;  // type of a time with microseconds
    std::string boolean; // type of true and false
    std::string yes;
    std::string no;
    std::string text; // type of unbounded text
};

Engine sqlite_at(const std::string& file);
Engine postgresql_at(const std::string& connection);
Engine mysql_at(const std::string& connection);

// Makes the tables of all of them, and some rows.
void stage_shipped(const Engine& engine);

// As Catch2 sections.
void check_shipped_mappings(const Engine& engine);

} // namespace congto::test
