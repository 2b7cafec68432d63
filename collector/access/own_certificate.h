// The certificate by which agents know this collector, signed by its own authority.
#pragma once

#include "collector/access/authority.h"

#include <filesystem>
#include <string>
#include <vector>

namespace congto::access {

// A key of its own that stays, and a certificate that is signed anew at two thirds of its life: who
// listens reads both files again, and running streams go on.
class OwnCertificate {
public:
    // Where it is kept; `hosts`: what agents call this collector, at least one.
    OwnCertificate(std::filesystem::path folder, std::vector<std::string> hosts)
        : folder_(std::move(folder)), hosts_(std::move(hosts))
    {
    }

    // The certificate, what leads from the authority that signed it to others (succession.h), then
    // every authority that is taken: who enrols knows one of them by its fingerprint.
    std::filesystem::path chain_file() const { return folder_ / "collector.pem"; }
    std::filesystem::path key_file() const { return folder_ / "collector.key"; }

    // Makes it, or makes it anew: it is not there, of another authority, of other hosts, or a third
    // of its life is left; or what is sent with it has changed. Whether it did. Throws as key files
    // do.
    bool keep_fresh(const Authority& authority, model::Instant now) const;

private:
    std::vector<identity::Certificate> sent_beside(const Authority& authority) const;
    bool is_fresh(const Authority& authority, model::Instant now) const;

    std::filesystem::path folder_;
    std::vector<std::string> hosts_;
};

} // namespace congto::access
