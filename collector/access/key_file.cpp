#include "collector/access/key_file.h"

#include "config/runtime/failure.h"
#include "config/runtime/new_file.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>

namespace congto::access {
namespace {

std::string content_of(const std::filesystem::path& file)
{
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in || in.bad()) {
        throw runtime::BadSettings(
            file.string() + ": cannot be read: " + std::strerror(errno == 0 ? EIO : errno) +
            (errno == EACCES ? "; it must be of the account that the collector runs as" : ""));
    }
    return content;
}

} // namespace

void write_key(const std::filesystem::path& file, const identity::PrivateKey& key, KeyPlace place)
{
    runtime::NewFile written(file,
                             place == KeyPlace::must_be_free
                                 ? runtime::NewFile::Place::must_be_free
                                 : runtime::NewFile::Place::may_be_taken,
                             runtime::NewFile::Readers::owner);
    written.write(key.pem());
    written.finish();
}

identity::PrivateKey read_key(const std::filesystem::path& file)
{
    struct stat status = {};
    if (::stat(file.c_str(), &status) != 0) {
        throw runtime::BadSettings(file.string() + ": cannot be read: " + std::strerror(errno));
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        throw runtime::BadSettings(file.string() +
                                   ": a private key that others can read; chmod 600 it");
    }
    const auto key = identity::PrivateKey::from_pem(content_of(file));
    if (!key) {
        throw runtime::BadSettings(file.string() + ": holds no private key on P-256 (PEM)");
    }
    return *key;
}

std::vector<identity::Certificate> read_certificates(const std::filesystem::path& file)
{
    auto all = identity::Certificate::all_in_pem(content_of(file));
    if (all.empty()) {
        throw runtime::BadSettings(file.string() + ": holds no certificate (PEM)");
    }
    return all;
}

void require_pair(const std::filesystem::path& certificate, const std::filesystem::path& key)
{
    const auto shown = read_certificates(certificate).front();
    const std::string text = content_of(key);
    const std::unique_ptr<BIO, decltype(&BIO_free)> bytes(
        BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free);
    const auto no_password = [](char*, int, int, void*) { return -1; };
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> read(
        PEM_read_bio_PrivateKey(bytes.get(), nullptr, no_password, nullptr), &EVP_PKEY_free);
    const bool is_of_it = read && X509_check_private_key(shown.get(), read.get()) == 1;
    ERR_clear_error();
    if (!is_of_it) {
        throw runtime::BadSettings(key.string() +
                                   ": holds no private key (PEM, without a "
                                   "password) of the first certificate of " +
                                   certificate.string());
    }
}

bool is_for_all_to_read(const std::filesystem::path& key)
{
    struct stat status = {};
    return ::stat(key.c_str(), &status) == 0 && (status.st_mode & S_IROTH) != 0;
}

} // namespace congto::access
