// How one authority follows another: who knows the old one alone goes on believing this collector.
#pragma once

#include "collector/access/authority.h"
#include "collector/access/issued.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace congto::access {

// The folder `authority` of a state directory. Whatever interrupts a change leaves one of two
// authorities that signs, and the next change finishes it. Throws as key files do.
//
//   authority.pem   every authority that is taken
//   authority.key   of the one that signs
//   bridges.pem     sent beside the collector's certificate: the key of the one that signs as the
//                   one before vouches for it (RFC 4210, NewWithOld), then what vouches for it
//                   above this collector
//   next.key, requested.key   of one to come
class AuthorityFolder {
public:
    explicit AuthorityFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Authority load() const { return Authority::load(certificates(), key()); }

    // Told which one will sign, before anything that counts is changed; what it throws leaves
    // everything as it is.
    using Announced = std::function<void(const identity::Certificate& next)>;

    // A new one signs, and the one before is taken beside it. Throws runtime::BadSettings: two are
    // taken already.
    void renew(model::Instant now, const Announced& announced = {}) const;

    // Of a key that is kept until take(), and the same each time: a certificate signing request
    // (PKCS#10, PEM) of an authority of the name of the one that signs.
    std::string request() const;
    // `chain`: the certificate for that key, then those above it. As renew(); throws
    // runtime::BadSettings: it is of another key, it is no authority of use for `hosts`, or who
    // knows the one before alone would not believe it.
    void take(const std::vector<identity::Certificate>& chain,
              const std::vector<std::string>& hosts, model::Instant now,
              const Announced& announced = {}) const;

    // Only the one that signs is taken.
    void drop_others() const;

private:
    std::filesystem::path certificates() const { return folder_ / "authority.pem"; }
    std::filesystem::path key() const { return folder_ / "authority.key"; }
    std::filesystem::path next_key() const { return folder_ / "next.key"; }
    std::filesystem::path requested_key() const { return folder_ / "requested.key"; }

    Authority alone() const;
    void finish(const std::filesystem::path& next_key) const;
    void install(const Authority& before, const identity::Certificate& next,
                 const std::vector<identity::Certificate>& bridges,
                 const Announced& announced) const;

    std::filesystem::path folder_;
};

// What is sent between the collector's certificate and the authorities.
std::vector<identity::Certificate> read_bridges(const std::filesystem::path& authority_folder);

// Who depends on an authority that does not sign any more: of each agent and program the latest
// certificate that it is known to have, where another signed it, while it is good or may still be
// renewed. What was signed for an agent that did not go on with it yet does not count.
std::vector<Issued> left_behind(SQLite::Database& access, const Authority& authority,
                                runtime::Instant now, std::chrono::milliseconds renewable);
// Within the caller's transaction: what others than the one that signs have signed is revoked.
int revoke_signed_by_others(SQLite::Database& access, const Authority& authority,
                            runtime::Instant now);

} // namespace congto::access
