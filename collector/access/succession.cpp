#include "collector/access/succession.h"

#include "collector/access/key_file.h"
#include "collector/access/making.h"
#include "config/runtime/failure.h"
#include "config/runtime/new_file.h"
#include "proto/identity/agent_name.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <system_error>

namespace congto::access {
namespace {

using identity::Certificate;
using identity::PrivateKey;
using identity::require;
using Request = std::unique_ptr<X509_REQ, decltype(&X509_REQ_free)>;

bool is_there(const std::filesystem::path& file)
{
    std::error_code none;
    return std::filesystem::exists(file, none);
}

std::filesystem::path bridges_file(const std::filesystem::path& authority_folder)
{
    return authority_folder / "bridges.pem";
}

void write(const std::filesystem::path& file, const std::vector<Certificate>& all)
{
    runtime::NewFile written(file, runtime::NewFile::Place::may_be_taken);
    for (const Certificate& one : all) {
        written.write(one.pem());
    }
    written.finish();
}

// What an authority signs, for whom and when it does not matter.
Certificate sample_of(const Authority& authority, const std::vector<std::string>& hosts,
                      const std::vector<std::string>& uris, model::Instant now)
{
    const auto key = identity::PublicKey::of_request(PrivateKey::generate().signing_request());
    return authority.issue({"sample", hosts, uris, seconds_of(now), seconds_of(now) + kSkew}, *key);
}

struct FreeExtensions {
    void operator()(STACK_OF(X509_EXTENSION) * all) const
    {
        sk_X509_EXTENSION_pop_free(all, X509_EXTENSION_free);
    }
};
using Extensions = std::unique_ptr<STACK_OF(X509_EXTENSION), FreeExtensions>;

// What whoever signs the request is asked to say.
Extensions as_authority()
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, nullptr, nullptr, nullptr, nullptr, 0);
    STACK_OF(X509_EXTENSION)* all = nullptr;
    for (const auto& [kind, value] :
         {std::pair(NID_basic_constraints, "critical,CA:TRUE,pathlen:0"),
          std::pair(NID_key_usage, "critical,keyCertSign,cRLSign")}) {
        const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> one(
            X509V3_EXT_conf_nid(nullptr, &context, kind, value), X509_EXTENSION_free);
        require(one && X509v3_add_ext(&all, one.get(), -1) != nullptr, "an extension");
    }
    return Extensions(all);
}

// What it signs is believed by those who know the trusted ones.
std::optional<std::string> doubt(const Authority& authority, const std::vector<std::string>& hosts,
                                 const std::vector<Certificate>& between,
                                 const std::vector<Certificate>& trusted, model::Instant now)
{
    for (const Certificate& sample :
         {sample_of(authority, hosts, {}, now),
          sample_of(authority, {}, {identity::uri_of({"H44", "main"})}, now)}) {
        std::vector<Certificate> chain{sample};
        chain.insert(chain.end(), between.begin(), between.end());
        if (auto why = identity::unsound(chain, trusted, now)) {
            return why;
        }
    }
    return std::nullopt;
}

void require_useful(const PrivateKey& key, const std::vector<Certificate>& chain,
                    const std::vector<std::string>& hosts, model::Instant now)
{
    const Certificate& next = chain.front();
    const auto fail = [](const std::string& what) {
        throw runtime::BadSettings("the certificate " + what + "; nothing was changed");
    };
    if (!next.is_authority()) {
        fail("is of no authority: it must say CA:TRUE, and keyCertSign among what its key is for");
    }
    if (X509_get0_subject_key_id(next.get()) == nullptr) {
        fail("has no subject key identifier, by which what it signs is told from what others did");
    }
    if (next.not_before() > now || next.not_after() <= now) {
        fail("is good from " + model::text_of(next.not_before()) + " to " +
             model::text_of(next.not_after()) + " only");
    }
    if (const auto why = doubt({key, chain}, hosts, {}, {next}, now)) {
        fail("lets nothing be signed that is of use here (" + *why + ")");
    }
    if (const auto why = identity::unsound(chain, {chain.back()}, now)) {
        fail("is not vouched for by those that follow it in the file (" + *why + ")");
    }
}

} // namespace

std::vector<Certificate> read_bridges(const std::filesystem::path& authority_folder)
{
    const auto file = bridges_file(authority_folder);
    std::error_code none;
    const bool is_any = is_there(file) && std::filesystem::file_size(file, none) > 0;
    return is_any ? read_certificates(file) : std::vector<Certificate>();
}

Authority AuthorityFolder::alone() const
{
    finish(next_key());
    finish(requested_key());
    Authority before = load();
    if (before.all().size() > 1) {
        throw runtime::BadSettings(certificates().string() +
                                   ": one authority is being replaced already; congto-collector "
                                   "authority drop ends that, once agents have renewed");
    }
    return before;
}

// The certificate is in its place, and the key was not yet.
void AuthorityFolder::finish(const std::filesystem::path& next_key) const
{
    if (!is_there(next_key)) {
        return;
    }
    const PrivateKey next = read_key(next_key);
    const auto all = read_certificates(certificates());
    if (std::any_of(all.begin(), all.end(),
                    [&](const Certificate& one) { return is_key_of(next, one); })) {
        write_key(key(), next, KeyPlace::may_be_taken);
        std::filesystem::remove(next_key);
    }
}

// While the old key is there, the old one signs, and the new one is taken.
void AuthorityFolder::install(const Authority& before, const Certificate& next,
                              const std::vector<Certificate>& bridges,
                              const Announced& announced) const
{
    if (announced) {
        announced(next);
    }
    write(bridges_file(folder_), bridges);
    write(certificates(), {before.certificate(), next});
}

void AuthorityFolder::renew(model::Instant now, const Announced& announced) const
{
    const Authority before = alone();
    std::error_code none;
    std::filesystem::remove(next_key(), none); // of one that was interrupted
    const PrivateKey key = PrivateKey::generate();
    write_key(next_key(), key);
    const Certificate next = before.successor(key, now);
    const auto bridge = before.bridge_to(next, now);
    install(before, next, bridge ? std::vector{*bridge} : std::vector<Certificate>(), announced);
    finish(next_key());
}

std::string AuthorityFolder::request() const
{
    const Authority before = alone();
    if (!is_there(requested_key())) {
        write_key(requested_key(), PrivateKey::generate());
    }
    const PrivateKey key = read_key(requested_key());
    const Request made(X509_REQ_new(), X509_REQ_free);
    require(made && X509_REQ_set_version(made.get(), X509_REQ_VERSION_1) == 1 &&
                X509_REQ_set_pubkey(made.get(), key.get()) == 1 &&
                X509_REQ_set_subject_name(made.get(),
                                          X509_get_subject_name(before.certificate().get())) == 1 &&
                X509_REQ_add_extensions(made.get(), as_authority().get()) == 1 &&
                X509_REQ_sign(made.get(), key.get(), EVP_sha256()) > 0,
            "making a signing request");
    const identity::Bio bio = identity::writing();
    require(PEM_write_bio_X509_REQ(bio.get(), made.get()) == 1, "writing a signing request");
    return identity::content_of(bio);
}

void AuthorityFolder::take(const std::vector<Certificate>& chain,
                           const std::vector<std::string>& hosts, model::Instant now,
                           const Announced& announced) const
{
    const Authority before = alone();
    if (!is_there(requested_key())) {
        throw runtime::BadSettings("no certificate was asked for; congto-collector authority "
                                   "request does");
    }
    const PrivateKey key = read_key(requested_key());
    if (!is_key_of(key, chain.front())) {
        throw runtime::BadSettings("the first certificate of the file is not of the key that "
                                   "congto-collector authority request made; nothing was changed");
    }
    require_useful(key, chain, hosts, now);
    std::vector<Certificate> bridges(chain.begin() + 1, chain.end());
    if (const auto bridge = before.bridge_to(chain.front(), now)) {
        if (const auto why = doubt({key, chain}, hosts, {*bridge}, {before.certificate()}, now)) {
            throw runtime::BadSettings(
                "agents that know the authority of now alone would not believe the new one (" +
                *why + "); it must be called as the request says; nothing was changed");
        }
        bridges.insert(bridges.begin(), *bridge);
    }
    install(before, chain.front(), bridges, announced);
    finish(requested_key());
}

void AuthorityFolder::drop_others() const
{
    const Authority now = load();
    const auto of_it = now.certificate().public_key()->der();
    std::vector<Certificate> above;
    for (const Certificate& one : read_bridges(folder_)) {
        const auto named = one.public_key();
        if (!named || named->der() != of_it) {
            above.push_back(one);
        }
    }
    write(certificates(), {now.certificate()});
    write(bridges_file(folder_), above);
}

} // namespace congto::access
