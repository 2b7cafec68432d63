#include "collector/access/own_certificate.h"

#include "collector/access/key_file.h"
#include "collector/access/succession.h"
#include "config/runtime/new_file.h"

#include <openssl/x509.h>

#include <algorithm>
#include <chrono>
#include <system_error>

namespace congto::access {
namespace {

constexpr std::chrono::hours kLife{24 * 90};

bool is_there(const std::filesystem::path& file)
{
    std::error_code none;
    return std::filesystem::exists(file, none);
}

} // namespace

std::vector<identity::Certificate> OwnCertificate::sent_beside(const Authority& authority) const
{
    auto beside = read_bridges(folder_);
    beside.insert(beside.end(), authority.all().begin(), authority.all().end());
    return beside;
}

bool OwnCertificate::is_fresh(const Authority& authority, model::Instant now) const
{
    if (!is_there(chain_file())) {
        return false;
    }
    const auto chain = read_certificates(chain_file());
    const identity::Certificate& own = chain.front();
    const auto beside = sent_beside(authority);
    const bool sends_all = std::equal(chain.begin() + 1, chain.end(), beside.begin(), beside.end(),
                                      [](const auto& one, const auto& other) {
                                          return one.fingerprint() == other.fingerprint();
                                      });
    const auto key = read_key(key_file());
    const bool names_all = std::all_of(hosts_.begin(), hosts_.end(),
                                       [&](const std::string& host) { return own.names(host); });
    return sends_all && names_all && own.is_signed_by(authority.certificate()) &&
           X509_check_private_key(own.get(), key.get()) == 1 && own.not_before() <= now &&
           (own.not_after() - now > kLife / 3 ||
            own.not_after() >= authority.certificate().not_after()); // no later one can be had
}

bool OwnCertificate::keep_fresh(const Authority& authority, model::Instant now) const
{
    if (!is_there(key_file())) {
        write_key(key_file(), identity::PrivateKey::generate());
    } else if (is_fresh(authority, now)) {
        return false;
    }
    const auto key = identity::PublicKey::of_request(read_key(key_file()).signing_request());
    const auto from = std::chrono::floor<std::chrono::seconds>(now);
    const auto made = authority.issue({hosts_.front(), hosts_, {}, from, from + kLife}, *key);
    runtime::NewFile file(chain_file(), runtime::NewFile::Place::may_be_taken);
    file.write(made.pem());
    for (const identity::Certificate& one : sent_beside(authority)) {
        file.write(one.pem());
    }
    file.finish();
    return true;
}

} // namespace congto::access
