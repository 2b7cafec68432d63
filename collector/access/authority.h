// The authority that signs what agents and the collector show each other.
#pragma once

#include "proto/identity/certificate.h"
#include "proto/identity/private_key.h"

#include <filesystem>
#include <string>
#include <vector>

namespace congto::access {

// What a certificate is to say. Of a collector `hosts`, names or addresses; of an agent one URI.
struct CertificateAsked {
    std::string common_name; // for people; nothing is read from it
    std::vector<std::string> hosts;
    std::vector<std::string> uris;
    model::Moment from;
    model::Moment to;
};

class Authority {
public:
    // A new one, of twenty years, named after the day and eight random digits: two authorities that
    // overlap are told apart by name. A key without a certificate, which an interrupted making
    // left, is made anew. Throws runtime::BadSettings: the certificate is there already;
    // runtime::Unavailable: a file cannot be written.
    static void create(const std::filesystem::path& certificate_file,
                       const std::filesystem::path& key_file, model::Instant now);
    // Of the certificates of the file the one whose key this is; the others vouch beside it.
    // Throws runtime::BadSettings: a file cannot be read, the key is not on P-256 or can be read by
    // others, or no certificate that may sign has it.
    static Authority load(const std::filesystem::path& certificate_file,
                          const std::filesystem::path& key_file);

    // For clients (`uris`) or for a server (`hosts`). Times outside the authority's own are cut.
    // Throws runtime::Failure: a name is none.
    identity::Certificate issue(const CertificateAsked& asked,
                                const identity::PublicKey& key) const;

    const identity::Certificate& certificate() const { return certificate_; }
    // This one, then the others of its file.
    const std::vector<identity::Certificate>& all() const { return all_; }

private:
    Authority(identity::PrivateKey key, identity::Certificate certificate,
              std::vector<identity::Certificate> all)
        : key_(std::move(key)), certificate_(std::move(certificate)), all_(std::move(all))
    {
    }

    identity::PrivateKey key_;
    identity::Certificate certificate_;
    std::vector<identity::Certificate> all_;
};

} // namespace congto::access
