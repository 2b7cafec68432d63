#include "agent/uplink/identity_file.h"

#include "agent/uplink/settings.h"
#include "config/runtime/failure.h"
#include "config/runtime/new_file.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace congto::uplink {
namespace {

constexpr std::string_view kEnrolment = "# enrolment: ";
constexpr std::string_view kReceived = "# received: ";
constexpr std::size_t kLargest = 1 << 20;
constexpr std::string_view kSecret = "# Holds a private key: for this agent alone.\n";

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what)
{
    throw runtime::BadSettings(file.string() + ": " + what);
}

std::string account_named(uid_t account)
{
    const passwd* known = ::getpwuid(account);
    return known != nullptr ? known->pw_name : std::to_string(account);
}

[[noreturn]] void fail_reading(const std::filesystem::path& file, int why)
{
    if (why == ENOENT || why == ENOTDIR) {
        fail(file, "there is no identity yet; ask the ministry for a line to enrol with, and run "
                   "congto-agent enroll LINE");
    }
    std::string what = std::string("cannot be read: ") + std::strerror(why);
    struct stat status = {};
    if (why == EACCES && ::stat(file.c_str(), &status) == 0 && status.st_uid != ::geteuid()) {
        const std::string self = account_named(::geteuid());
        what += "; it is account " + account_named(status.st_uid) + "'s, and this runs as " + self +
                ": chown " + self + " it, and from then on run congto-agent enroll as " + self;
    } else if (why == EACCES) {
        what += "; the account the agent runs as must be let into its folder, and own it";
    }
    fail(file, what);
}

std::string content_of(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor < 0) {
        fail_reading(file, errno);
    }
    std::string content;
    std::array<char, 4096> piece{};
    ssize_t read = 0;
    while (content.size() < kLargest &&
           ((read = ::read(descriptor, piece.data(), piece.size())) > 0 ||
            (read < 0 && errno == EINTR))) {
        content.append(piece.data(), read > 0 ? static_cast<std::size_t>(read) : 0);
    }
    const int why = errno;
    ::close(descriptor);
    if (read < 0) {
        fail_reading(file, why);
    }
    return content;
}

// What follows that mark at the start of a line; empty: it is not there.
std::string value_of(std::string_view mark, std::string_view text)
{
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t end = std::min(text.find('\n', line), text.size());
        if (text.substr(line, mark.size()) == mark) {
            return std::string(text.substr(line + mark.size(), end - line - mark.size()));
        }
        line = end + 1;
    }
    return {};
}

model::Moment moment_of(const std::string& seconds, model::Moment otherwise)
{
    std::int64_t value = 0;
    const char* const end = seconds.data() + seconds.size();
    const auto read = std::from_chars(seconds.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end ? model::Moment(std::chrono::seconds(value))
                                                     : otherwise;
}

} // namespace

std::string text_of(const Identity& identity)
{
    std::string text(kSecret);
    text += std::string(kEnrolment) + identity.enrolment + '\n';
    text += std::string(kReceived) + std::to_string(identity.received.time_since_epoch().count()) +
            '\n';
    text += identity.key.pem() + identity.certificate.pem();
    for (const identity::Certificate& authority : identity.authorities) {
        text += authority.pem();
    }
    return text;
}

Identity read_identity(const std::filesystem::path& file)
{
    using std::filesystem::perms;
    const std::string text = content_of(file);
    std::error_code unseen;
    const perms rights = std::filesystem::status(file, unseen).permissions();
    if ((rights & (perms::group_all | perms::others_all)) != perms::none) {
        fail(file, "holds a private key, and others may read it: chmod 600");
    }
    auto key = identity::PrivateKey::from_pem(text);
    auto certificates = identity::Certificate::all_in_pem(text);
    if (!key || certificates.size() < 2) {
        fail(file, "is no identity: a private key (EC P-256), its certificate and those of the "
                   "authorities, in this order; congto-agent enroll --replace makes one");
    }
    const identity::Certificate own = certificates.front();
    certificates.erase(certificates.begin());
    const auto named = own.public_key();
    if (!named || named->der() != key->public_key().der()) {
        fail(file, "its first certificate is not of its key; congto-agent enroll --replace makes "
                   "another identity");
    }
    std::string enrolment = value_of(kEnrolment, text);
    return {std::move(*key), own, std::move(certificates),
            is_address(enrolment) ? std::move(enrolment) : std::string(),
            moment_of(value_of(kReceived, text), own.not_before())};
}

std::optional<Identity> identity_if_good(const std::filesystem::path& file)
{
    try {
        return read_identity(file);
    } catch (const runtime::BadSettings&) {
        return std::nullopt;
    }
}

void write_identity(const std::filesystem::path& file, const Identity& identity)
{
    runtime::NewFile written(file, runtime::NewFile::Place::may_be_taken,
                             runtime::NewFile::Readers::owner);
    written.write(text_of(identity));
    written.finish();
}

std::filesystem::path enrolling_file(const std::filesystem::path& identity)
{
    return identity.string() + ".enrolling";
}

std::filesystem::path candidate_file(const std::filesystem::path& identity)
{
    return identity.string() + ".candidate";
}

} // namespace congto::uplink
