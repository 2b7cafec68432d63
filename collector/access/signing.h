// Certificates for agents, and for programs of the ministry.
#pragma once

#include "collector/access/authority.h"
#include "collector/access/issued.h"
#include "proto/identity/agent_name.h"

#include <chrono>
#include <filesystem>
#include <string>

namespace congto::access {

// Good from now on for so long, at most to the authority's end. Not on record yet. Throws
// runtime::Failure, as Authority::issue().
Issued sign(const Authority& authority, const identity::AgentName& whose,
            const identity::PublicKey& key, std::chrono::milliseconds life, runtime::Instant now);

// Of a certificate signing request (PKCS#10; PEM or DER). Throws runtime::BadSettings: the file
// cannot be read, or holds no request of a key on P-256 that its own key signed.
identity::PublicKey read_request(const std::filesystem::path& file);

struct MinistryAsked {
    std::string program; // "statistics"
    std::chrono::milliseconds life{};
};

// In a transaction of its own with its entry in the audit trail. Certificates that the program was
// given before stay good.
Issued sign_for_ministry(SQLite::Database& access, const Authority& authority,
                         const MinistryAsked& asked, const identity::PublicKey& key,
                         const std::string& actor, runtime::Instant now);

} // namespace congto::access
