// A spool's report as tables.
#pragma once

#include "agent/spool/report.h"
#include "config/runtime/table.h"

#include <string>
#include <vector>

namespace congto::agent {

struct StatusSection {
    std::string name;  // JSON key
    std::string title; // heading of the table
    runtime::Listing listing;
    bool for_people = false; // a table on a terminal too
};

// spool, sources, quarantine, unknown, set_aside.
std::vector<StatusSection> status_sections(const spool::SpoolReport& report);

} // namespace congto::agent
