#include "collector/access/key_file.h"

#include "config/runtime/failure.h"
#include "config/runtime/new_file.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace congto::access {
namespace {

std::string content_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in || in.bad()) {
        throw runtime::BadSettings(file.string() + ": cannot be read");
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

} // namespace congto::access
