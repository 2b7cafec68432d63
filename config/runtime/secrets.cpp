#include "config/runtime/secrets.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>

namespace congto::runtime {
namespace {

constexpr std::string_view kPrefix = "credential:";

bool is_name(std::string_view text)
{
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-' || c == '.';
    };
    return !text.empty() && text.front() != '.' && std::all_of(text.begin(), text.end(), fits);
}

std::filesystem::path folder()
{
    const char* given = std::getenv("CREDENTIALS_DIRECTORY");
    return given == nullptr ? "" : given;
}

} // namespace

std::optional<Credential> credential_of(std::string_view value)
{
    if (!value.starts_with(kPrefix)) {
        return std::nullopt;
    }
    const std::string name(value.substr(kPrefix.size()));
    if (!is_name(name)) {
        return Credential{{},
                          "names no credential: write letters, digits, '_', '-' or '.' after "
                          "\"credential:\""};
    }
    if (folder().empty()) {
        return Credential{{},
                          "is a credential of systemd, and $CREDENTIALS_DIRECTORY is not set: run "
                          "it in the unit, with LoadCredential=" +
                              name + ":/path/of/the/file"};
    }
    return Credential{folder() / name, {}};
}

bool is_credential(const std::filesystem::path& file)
{
    return !folder().empty() && file.parent_path() == folder();
}

// Not dumpable: a limit of no bytes does not hold where cores go to a program. Both, because a
// process that execs another is dumpable again.
void keep_memory_private()
{
    const rlimit none{0, 0};
    static_cast<void>(setrlimit(RLIMIT_CORE, &none));
    static_cast<void>(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
}

} // namespace congto::runtime
