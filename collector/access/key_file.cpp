#include "collector/access/key_file.h"

#include "config/runtime/failure.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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

bool is_written(int descriptor, const std::string& text)
{
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t now = ::write(descriptor, text.data() + done, text.size() - done);
        if (now < 0 && errno != EINTR) {
            return false;
        }
        done += now < 0 ? 0 : static_cast<std::size_t>(now);
    }
    return ::fsync(descriptor) == 0;
}

} // namespace

void write_key(const std::filesystem::path& file, const identity::PrivateKey& key)
{
    const int descriptor =
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0 && errno == EEXIST) {
        throw runtime::BadSettings(file.string() + ": exists already; it was left as it is");
    }
    const bool written = descriptor >= 0 && is_written(descriptor, key.pem());
    const int why = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!written) {
        if (descriptor >= 0) {
            ::unlink(file.c_str());
        }
        throw runtime::Unavailable(file.string() + ": cannot be written: " + std::strerror(why));
    }
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
