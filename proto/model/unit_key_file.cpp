#include "proto/model/pseudonym.h"

#include "config/runtime/failure.h"
#include "config/runtime/new_file.h"
#include "config/runtime/secrets.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace congto::model {
namespace {

using KeyBytes = std::array<std::uint8_t, 32>;
// 64 digits, a newline, and one more to see that nothing follows.
using FileText = std::array<char, 66>;
constexpr std::size_t kFileSize = 65;

class OpenFile {
public:
    OpenFile(const std::filesystem::path& path, int flags)
        : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR))
    {
    }
    ~OpenFile()
    {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& what)
{
    throw runtime::BadSettings(path.string() + ": the unit's key " + what);
}

std::string system_error()
{
    return std::strerror(errno);
}

void require_private(const std::filesystem::path& path, const OpenFile& file)
{
    struct stat status = {};
    if (::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode)) {
        refuse(path, "is not a regular file");
    }
    const mode_t others = runtime::is_credential(path) ? S_IRWXO : S_IRWXG | S_IRWXO;
    if ((status.st_mode & others) != 0) {
        refuse(path, "can be read by others; chmod 600 it, and make a new key if it may be known");
    }
}

int digit_of(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool decode(const FileText& text, KeyBytes& key)
{
    bool lawful = text[kFileSize - 1] == '\n';
    for (std::size_t i = 0; i < key.size(); ++i) {
        const int high = digit_of(text.at(2 * i));
        const int low = digit_of(text.at(2 * i + 1));
        lawful = lawful && high >= 0 && low >= 0;
        key.at(i) = static_cast<std::uint8_t>((high << 4 | low) & 0xFF);
    }
    return lawful;
}

FileText encode(const KeyBytes& key)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    FileText text{};
    for (std::size_t i = 0; i < key.size(); ++i) {
        text.at(2 * i) = kDigits[key.at(i) >> 4U];
        text.at(2 * i + 1) = kDigits[key.at(i) & 0xFU];
    }
    text[kFileSize - 1] = '\n';
    return text;
}

// A secret in memory, wiped when it is no longer needed.
template <typename Bytes>
struct Secret {
    Secret() = default;
    explicit Secret(const Bytes& given) : bytes(given) {}
    ~Secret() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    Bytes bytes{};
};

} // namespace

UnitKey UnitKey::from_file(const std::filesystem::path& path)
{
    const OpenFile file(path, O_RDONLY | O_NOCTTY | O_NONBLOCK);
    if (!file.is_open()) {
        refuse(path, "cannot be read: " + system_error());
    }
    require_private(path, file);
    Secret<FileText> text;
    Secret<KeyBytes> key;
    const ssize_t size = ::read(file.descriptor(), text.bytes.data(), text.bytes.size());
    if (size != ssize_t{kFileSize} || !decode(text.bytes, key.bytes)) {
        refuse(path, "is not 64 hexadecimal digits and a newline");
    }
    return UnitKey(key.bytes);
}

void UnitKey::create_file(const std::filesystem::path& path)
{
    Secret<KeyBytes> key;
    if (RAND_priv_bytes(key.bytes.data(), static_cast<int>(key.bytes.size())) != 1) {
        throw runtime::Failure("no random bytes from OpenSSL; no key was made");
    }
    const OpenFile file(path, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.is_open()) {
        refuse(path, errno == EEXIST ? "exists already; it was left as it is"
                                     : "cannot be written: " + system_error());
    }
    const Secret<FileText> text(encode(key.bytes));
    const ssize_t size = ::write(file.descriptor(), text.bytes.data(), kFileSize);
    if (size != ssize_t{kFileSize} || ::fsync(file.descriptor()) != 0) {
        const std::string what = "cannot be written: " + system_error();
        ::unlink(path.c_str());
        refuse(path, what);
    }
    try {
        runtime::write_out_folder_of(path);
    } catch (const runtime::Unavailable&) {
        ::unlink(path.c_str());
        throw;
    }
}

} // namespace congto::model
