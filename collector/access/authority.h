// The authority that signs what agents and the collector show each other.
#pragma once

#include "proto/identity/certificate.h"
#include "proto/identity/private_key.h"

#include <filesystem>
#include <optional>
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
    // A new one, of twenty years, named after the day and eight random digits. A key without a
    // certificate, which an interrupted making left, is used if it is whole. Throws
    // runtime::BadSettings: the certificate is there already; runtime::Unavailable: a file cannot
    // be written.
    static void create(const std::filesystem::path& certificate_file,
                       const std::filesystem::path& key_file, model::Instant now);
    // Of the certificates of the file the one whose key this is; the others vouch beside it.
    // Throws runtime::BadSettings: a file cannot be read, the key is not on P-256 or can be read by
    // others, or no certificate that may sign has it.
    static Authority load(const std::filesystem::path& certificate_file,
                          const std::filesystem::path& key_file);

    // Of the key of the first; at least one.
    Authority(identity::PrivateKey key, std::vector<identity::Certificate> all)
        : key_(std::move(key)), all_(std::move(all))
    {
    }

    // The certificate of an authority that follows, of that key and this one's name.
    identity::Certificate successor(const identity::PrivateKey& key, model::Instant now) const;
    // The key of another authority as this one vouches for it: who knows this one alone believes
    // what the other signs. None: this one is over.
    std::optional<identity::Certificate> bridge_to(const identity::Certificate& next,
                                                   model::Instant now) const;

    // For clients (`uris`) or for a server (`hosts`). Times outside the authority's own are cut.
    // Throws runtime::Failure: a name is none; runtime::Unavailable: the authority is over.
    identity::Certificate issue(const CertificateAsked& asked,
                                const identity::PublicKey& key) const;

    const identity::Certificate& certificate() const { return all_.front(); }
    // This one, then the others of its file.
    const std::vector<identity::Certificate>& all() const { return all_; }

private:
    identity::PrivateKey key_;
    std::vector<identity::Certificate> all_;
};

bool is_key_of(const identity::PrivateKey& key, const identity::Certificate& certificate);

} // namespace congto::access
