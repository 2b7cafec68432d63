// What SOCI's three native engines are told besides the queries. Of this room alone.
#pragma once

#include "agent/source/connect_string.h"
#include "agent/source/settings.h"

#include <string>
#include <vector>

namespace congto::source {

struct SociDialect {
    std::string backend;                 // SOCI's name, and its library's
    std::string connect_string;          // with the time-outs that keep a dead peer from hanging us
    std::vector<std::string> on_connect; // statements, in order
    std::string begin;                   // a read-only transaction
};

SociDialect soci_dialect(const SqlSettings& settings, const ConnectString& secret);
// The statement that sets the time-out on a server of that version() text.
std::string mysql_timeout(std::string_view version, std::chrono::milliseconds timeout);

} // namespace congto::source
