#include "agent/commands/enrolling.h"

#include "config/runtime/failure.h"
#include "config/runtime/new_file.h"
#include "config/runtime/own_folder.h"
#include "proto/model/sha256.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace congto::agent {
namespace {

using identity::PrivateKey;
using runtime::BadSettings;

// Which line a key was made for, before it in its file. A key of another line may have lain there
// for long, and be in a backup or a copied machine: it is not used again.
std::string made_for(const identity::Invitation& invitation)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string line = "# for the line ";
    for (const std::uint8_t byte : model::sha256(invitation.token)) {
        line += kDigits[byte >> 4U];
        line += kDigits[byte & 15U];
    }
    return line + '\n';
}

// The key of an enrolment with that line that was interrupted; none: there was none.
std::optional<PrivateKey> waiting_key(const std::filesystem::path& file,
                                      const identity::Invitation& invitation)
{
    using std::filesystem::perms;
    std::error_code unseen;
    const auto status = std::filesystem::status(file, unseen);
    if (!std::filesystem::exists(status)) {
        return std::nullopt;
    }
    if ((status.permissions() & (perms::group_all | perms::others_all)) != perms::none) {
        throw BadSettings(file.string() +
                          ": others may read the key it holds; remove it and enrol again");
    }
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    return text.starts_with(made_for(invitation)) ? PrivateKey::from_pem(text) : std::nullopt;
}

PrivateKey new_key(const std::filesystem::path& file, const identity::Invitation& invitation)
{
    PrivateKey key = PrivateKey::generate();
    runtime::NewFile written(file, runtime::NewFile::Place::may_be_taken,
                             runtime::NewFile::Readers::owner);
    written.write(made_for(invitation) + key.pem());
    written.finish();
    return key;
}

// The identity was written, and its key was still to be taken away.
bool was_finished(const std::filesystem::path& identity, const std::optional<PrivateKey>& waiting)
{
    if (!waiting) {
        return false;
    }
    try {
        return uplink::read_identity(identity).key.public_key().der() ==
               waiting->public_key().der();
    } catch (const BadSettings&) {
        return false; // what is there is not what was enrolled then
    }
}

// Before anything is written or asked: a token is good once.
void require_file(const std::filesystem::path& identity)
{
    std::error_code unseen;
    if (std::filesystem::is_directory(identity, unseen) || !identity.has_filename()) {
        throw BadSettings(identity.string() +
                          ": is a folder, and the identity is one file; name a file in it, such "
                          "as " +
                          (identity / "identity.pem").string());
    }
}

void require_place(const Enrolling& wanted, const std::optional<PrivateKey>& waiting)
{
    std::error_code unseen;
    if (wanted.place == Enrolling::Place::must_be_free &&
        std::filesystem::exists(wanted.identity, unseen) &&
        !was_finished(wanted.identity, waiting)) {
        throw BadSettings(
            wanted.identity.string() +
            ": an identity is there already; congto-agent enroll --replace LINE takes "
            "another in its place");
    }
}

void take_away(const std::filesystem::path& file)
{
    std::error_code failure;
    std::filesystem::remove(file, failure);
    if (failure) {
        throw runtime::Unavailable(file.string() + ": cannot be removed: " + failure.message());
    }
}

} // namespace

uplink::Enrolled enroll(const Enrolling& wanted, std::string_view line, runtime::Clock& clock)
{
    require_file(wanted.identity);
    runtime::require_own_folder(wanted.identity, "congto-agent enroll");
    const auto invitation = identity::read_invitation(line);
    if (!invitation) {
        throw BadSettings("LINE: " + identity::why_none(line));
    }
    const auto key_file = uplink::enrolling_file(wanted.identity);
    const auto waiting = waiting_key(key_file, *invitation);
    require_place(wanted, waiting);
    const PrivateKey key = waiting ? *waiting : new_key(key_file, *invitation);
    uplink::Enrolled enrolled = uplink::enroll(*invitation, key, wanted.unit, clock);
    // One that an agent asked for with the identity before would take this one's place.
    take_away(uplink::candidate_file(wanted.identity));
    uplink::write_identity(wanted.identity, enrolled.identity);
    take_away(key_file);
    return enrolled;
}

} // namespace congto::agent
