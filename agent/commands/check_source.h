// What is wrong with one source of the agent, found by looking at all of it.
#pragma once

#include "agent/mapping/mapping.h"
#include "agent/source/settings.h"
#include "config/runtime/clock.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace congto::agent {

struct Complaints {
    std::vector<std::string> faults; // somebody must mend something here
    std::vector<std::string> away;   // something outside does not answer for now
    std::vector<std::string> more;   // an account may do more than it needs: it works all the same
    std::vector<std::string> notes;  // how things are
};

// Adds every fault of the register, which is null where no file is named, and how many accounts it
// holds. One with faults is given without accounts.
mapping::KnownAccounts check_accounts(const std::optional<std::filesystem::path>& file,
                                      Complaints& complaints);

// Adds every fault of the file; none when it could be read.
std::optional<mapping::Mapping> read_mapping(const std::filesystem::path& file,
                                             const mapping::KnownAccounts& accounts,
                                             Complaints& complaints);

// Mapping, connection file, connection, queries, columns, cursors, days, plans, clock and open
// transactions of a source.
void check_source(const source::SqlSettings& settings, const mapping::KnownAccounts& accounts,
                  runtime::Clock& clock, Complaints& complaints);

} // namespace congto::agent
