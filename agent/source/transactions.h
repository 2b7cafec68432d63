// What an engine's monitoring right shows of the transactions still open. Of this room alone.
#pragma once

#include "agent/source/connection.h"

#include <chrono>
#include <optional>

namespace congto::source {

// As Source::oldest_transaction says. None as well: the engine cannot show every transaction that
// may write here (SQLite, a replica, an engine not known here). Throws runtime::Unavailable: away,
// or refused by an engine that answers an account without the right by an error; the connection is
// then of no more use.
std::optional<std::chrono::milliseconds> oldest_transaction(Connection& connection,
                                                            const std::string& source);

} // namespace congto::source
