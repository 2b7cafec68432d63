// Keys and certificates in files.
#pragma once

#include "proto/identity/certificate.h"
#include "proto/identity/private_key.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace congto::access {

enum class KeyPlace : std::uint8_t { must_be_free, may_be_taken };

// For its owner alone (0600), whole and on disk when it returns. Throws runtime::BadSettings: the
// file is there already; runtime::Unavailable: it cannot be written.
void write_key(const std::filesystem::path& file, const identity::PrivateKey& key,
               KeyPlace place = KeyPlace::must_be_free);
// Throws runtime::BadSettings: it cannot be read, others can read it, or it is no key on P-256.
identity::PrivateKey read_key(const std::filesystem::path& file);

// At least one. Throws runtime::BadSettings: it cannot be read, or holds none.
std::vector<identity::Certificate> read_certificates(const std::filesystem::path& file);

// Of any kind of key, as other authorities give them. Throws runtime::BadSettings: one cannot be
// read, or the key is not of the first certificate.
void require_pair(const std::filesystem::path& certificate, const std::filesystem::path& key);
// Not only by its owner and its group, those who use certificates. False of none.
bool is_for_all_to_read(const std::filesystem::path& key);

} // namespace congto::access
