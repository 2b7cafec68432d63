#include "proto/model/sha256.h"

#include "config/runtime/failure.h"

#include <openssl/evp.h>

#include <memory>

namespace congto::model {
namespace {

struct FreeAlgorithm {
    void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
};
struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Fetching the algorithm and making a context cost several times the hash of a hundred bytes, so
// each thread does both once.
class Hasher {
public:
    Hasher() : algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new())
    {
        require(algorithm_ && context_);
    }

    Sha256 hash(std::string_view first, std::string_view second)
    {
        Sha256 digest;
        require(EVP_DigestInit_ex2(context_.get(), algorithm_.get(), nullptr) == 1 &&
                EVP_DigestUpdate(context_.get(), first.data(), first.size()) == 1 &&
                EVP_DigestUpdate(context_.get(), second.data(), second.size()) == 1 &&
                EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
        return digest;
    }

private:
    static void require(bool done)
    {
        if (!done) {
            throw runtime::Failure("SHA-256 is not available from OpenSSL; check its providers");
        }
    }

    std::unique_ptr<EVP_MD, FreeAlgorithm> algorithm_;
    std::unique_ptr<EVP_MD_CTX, FreeContext> context_;
};

} // namespace

Sha256 sha256(std::string_view first, std::string_view second)
{
    thread_local Hasher hasher;
    return hasher.hash(first, second);
}

} // namespace congto::model
