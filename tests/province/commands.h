// The sub-commands of congto-province.
#pragma once

#include "tests/province/live.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace congto::province {

// An argument nobody can act on: exit 64.
struct WrongUse : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What the user asked for; durations and months still as written.
struct Choice {
    std::string state, connection, connection_file;
    std::string shape = "opencps", engine = "sqlite3", unit = "H44";
    std::uint64_t seed = 1;
    std::int64_t dossiers = 0;
    std::string from, to, until;
    bool imported = false;
    bool honest = false;
    std::vector<std::string> planted; // "D4=200"
    bool spurts = false, calls_post_counter = false;
    LiveOptions live;
    std::string duration, late_by = "5s";
    std::int64_t changes = 0;
    std::vector<std::string> months;
    std::string by, today;
    bool json = false;
};

// Each does its work and returns 0. Throw WrongUse, or std::exception when the source or the state
// file cannot be used.
int create(const Choice& choice);
int fill_source(const Choice& choice);
int live_on(const Choice& choice);
int tell_truth(const Choice& choice);
int tamper_with(const Choice& choice);
int tell_planted(const Choice& choice);

// Parses, runs, and gives the exit status: 0, 64 for a wrong use, 69 when the source or the state
// file cannot be used (one line on standard error says why).
int run_program(int argc, const char* const* argv);

} // namespace congto::province
