// What a backup that came back must not bring back.
#pragma once

#include "config/runtime/clock.h"

#include <string>

namespace SQLite {
class Database;
}

namespace congto::access {

// What was used, revoked or ended since the backup is good again there: every token of an enrolment
// is cancelled, every API token revoked, every session over. Accounts and passwords are as they
// were then, which only an operator can judge. The trail says all of it.
void note_restored(SQLite::Database& access, const std::string& actor, runtime::Instant now);

} // namespace congto::access
