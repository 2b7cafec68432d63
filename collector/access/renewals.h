// Which certificate followed which, and whether one identity is on two machines.
//
// An agent asks for its next certificate with a new key each time, and an answer can get lost: that
// one certificate was renewed twice says nothing. But an honest agent goes on with one of them
// alone, and never comes back to the one before. So a certificate is *taken up* when its holder did
// something with it that nobody does before it is his only one: he sent batches or progress on a
// stream that was welcomed with it, or renewed it. Who takes up a second successor has a copy. Who
// renews a certificate of which a successor was taken up has one too, unless that was a moment ago:
// a question can stay on its way after its agent gave it up, asked again and went on, and arrive
// then. It is asked once; who has a copy asks again.
#pragma once

#include "collector/access/issued.h"

#include "proto/identity/agent_name.h"

#include <optional>
#include <string>
#include <vector>

namespace congto::access {

// All within the caller's transaction.

void note_renewal(SQLite::Database& access, const Issued& next, const std::string& of);
// What was given to that key before when that certificate was renewed: an answer that was lost.
std::optional<Issued> renewed_before(SQLite::Database& access, const std::string& serial,
                                     const std::string& public_key);
// When a successor of that certificate was taken up, the first of them; none: none was.
std::optional<runtime::Instant> followed_at(SQLite::Database& access, const std::string& serial);
// Its holder went on with it.
void take_up(SQLite::Database& access, const std::string& serial, runtime::Instant now);
// Beside it another successor of the same certificate was taken up.
bool is_copied(SQLite::Database& access, const std::string& serial);

// So many certificates the agent was given since.
std::int64_t given_since(SQLite::Database& access, const Issued& of, runtime::Instant since);

// In one transaction: these were used on streams. Agents of which a copy is seen are revoked, with
// an entry in the trail; who they are.
std::vector<identity::AgentName> take_up_all(SQLite::Database& access,
                                             const std::vector<std::string>& serials,
                                             runtime::Instant now);
// Both are refused until an operator decides.
void revoke_copied(SQLite::Database& access, const identity::AgentName& agent,
                   const std::string& serial, runtime::Instant now);

} // namespace congto::access
