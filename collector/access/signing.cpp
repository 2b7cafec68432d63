#include "collector/access/signing.h"

#include "collector/access/audit.h"
#include "config/runtime/failure.h"
#include "proto/identity/handles.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <fstream>
#include <iterator>

namespace congto::access {
namespace {

// Of the first request of the text; what holds none is taken for DER.
std::string der_of(std::string text)
{
    const identity::Bio bio = identity::reading(text);
    const std::unique_ptr<X509_REQ, decltype(&X509_REQ_free)> read(
        PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr), X509_REQ_free);
    ERR_clear_error();
    if (!read) {
        return text;
    }
    const identity::Bio written = identity::writing();
    identity::require(i2d_X509_REQ_bio(written.get(), read.get()) == 1, "reading a request");
    return identity::content_of(written);
}

} // namespace

Issued sign(const Authority& authority, const identity::AgentName& whose,
            const identity::PublicKey& key, std::chrono::milliseconds life, runtime::Instant now)
{
    const auto from = std::chrono::floor<std::chrono::seconds>(now);
    const identity::Certificate made =
        authority.issue({identity::text_of(whose),
                         {},
                         {identity::uri_of(whose)},
                         from,
                         from + std::chrono::ceil<std::chrono::seconds>(life)},
                        key);
    return {made.serial(), whose.unit,       whose.agent, made.der(), key.der(),
            now,           made.not_after(), {},          {}};
}

identity::PublicKey read_request(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in) {
        throw runtime::BadSettings(file.string() + ": cannot be read");
    }
    const auto key = identity::PublicKey::of_request(der_of(std::move(content)));
    if (!key) {
        throw runtime::BadSettings(file.string() +
                                   ": is no certificate signing request of a key on P-256; make "
                                   "one with: openssl req -new -newkey ec -pkeyopt "
                                   "ec_paramgen_curve:P-256 -noenc -keyout KEY -subj / -out FILE");
    }
    return *key;
}

Issued sign_for_ministry(SQLite::Database& access, const Authority& authority,
                         const MinistryAsked& asked, const identity::PublicKey& key,
                         const std::string& actor, runtime::Instant now)
{
    const identity::AgentName whose{std::string(identity::kMinistry), asked.program};
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    Issued issued = sign(authority, whose, key, asked.life, now);
    note(access, issued);
    enter(access, {now, actor, "certificate sign", identity::text_of(whose),
                   "certificate " + issued.serial + ", good until " +
                       model::text_of(std::chrono::floor<std::chrono::seconds>(issued.over_at))});
    transaction.commit();
    return issued;
}

} // namespace congto::access
