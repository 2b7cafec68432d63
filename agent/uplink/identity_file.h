// Who this agent is, as one file: key, certificate, and who vouches for the collector.
#pragma once

#include "proto/identity/certificate.h"
#include "proto/identity/private_key.h"
#include "proto/model/time.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace congto::uplink {

// The parts that belong together are in one file, so that one rename changes all of them.
struct Identity {
    identity::PrivateKey key;
    identity::Certificate certificate;
    std::vector<identity::Certificate> authorities;
    std::string enrolment;  // "host:port" where the next certificate is asked for; empty: unknown
    model::Moment received; // when it was written; none: the certificate's begin
};

// PEM, with what is no PEM in lines before it ("# enrolment: …").
std::string text_of(const Identity& identity);

// Throws runtime::BadSettings: the file cannot be read, misses a part, others may read it, or key
// and certificate are not each other's.
Identity read_identity(const std::filesystem::path& file);

// None: it cannot be used, for whatever cause.
std::optional<Identity> identity_if_good(const std::filesystem::path& file);

// The file is replaced as a whole, and its owner alone may read it. Throws runtime::Unavailable: it
// cannot be written.
void write_identity(const std::filesystem::path& file, const Identity& identity);

// Beside the identity: a key that has no certificate yet, and an identity nobody has welcomed yet.
std::filesystem::path enrolling_file(const std::filesystem::path& identity);
std::filesystem::path candidate_file(const std::filesystem::path& identity);

} // namespace congto::uplink
