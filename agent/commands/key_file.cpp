#include "agent/commands/key_file.h"

#include "config/runtime/failure.h"
#include "config/runtime/new_file.h"
#include "proto/model/pseudonym.h"
#include "proto/wire/bytes.h"

#include <openssl/crypto.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace congto::agent {
namespace {

constexpr std::size_t kFileSize = 65; // 64 digits and a newline

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& what)
{
    throw runtime::BadSettings(file.string() + ": the unit's key " + what);
}

// The file's bytes, wiped when they are no longer needed.
struct Content {
    Content() = default;
    ~Content() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
    Content(const Content&) = delete;
    Content& operator=(const Content&) = delete;

    std::array<char, kFileSize> bytes{};
};

void read(const std::filesystem::path& file, Content& content)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const ssize_t size =
        descriptor < 0 ? -1 : ::read(descriptor, content.bytes.data(), content.bytes.size());
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (size != ssize_t{kFileSize}) {
        refuse(file, "cannot be read");
    }
}

void write_new(const std::filesystem::path& file, const Content& content)
{
    const int descriptor =
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
        refuse(file, errno == EEXIST
                         ? "is not written over what is there; move that away or name another file"
                         : std::string("cannot be written: ") + std::strerror(errno));
    }
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        ::close(descriptor);
        ::unlink(file.c_str());
        refuse(file, "would be readable by others there, and was not written; name a file on a "
                     "file system that knows owners, and carry it encrypted");
    }
    const bool written =
        ::write(descriptor, content.bytes.data(), content.bytes.size()) == ssize_t{kFileSize} &&
        ::fsync(descriptor) == 0;
    const int why = errno;
    ::close(descriptor);
    if (!written) {
        ::unlink(file.c_str());
        refuse(file, std::string("cannot be written: ") + std::strerror(why));
    }
    try {
        runtime::write_out_folder_of(file);
    } catch (const runtime::Unavailable&) {
        ::unlink(file.c_str());
        throw;
    }
}

} // namespace

std::string key_id_of(const std::filesystem::path& file)
{
    return wire::hex(wire::bytes_of(model::UnitKey::from_file(file).id()));
}

std::string copy_key(const std::filesystem::path& from, const std::filesystem::path& to)
{
    const std::string id = key_id_of(from);
    Content content;
    read(from, content);
    write_new(to, content);
    if (key_id_of(to) != id) {
        ::unlink(to.c_str());
        refuse(from, "changed while it was copied; try again");
    }
    return id;
}

} // namespace congto::agent
