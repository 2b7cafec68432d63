#include "agent/commands/asked_days.h"

#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

namespace congto::agent {
namespace {

// A request has a line for each source; more is none of ours.
constexpr std::size_t kMostLines = 10'000;

std::optional<AskedDays> read_line(const std::string& line)
{
    std::istringstream words(line);
    std::string source;
    std::string from;
    std::string to;
    std::string more;
    words >> source >> from >> to;
    const auto first = model::parse_day(from);
    const auto last = model::parse_day(to);
    if (words >> more || !first || !last || *last < *first) {
        return std::nullopt;
    }
    return AskedDays{source, *first, *last};
}

} // namespace

std::filesystem::path asked_days_file(const std::filesystem::path& spool)
{
    return spool.string() + ".ask";
}

bool leave_asked_days(const std::filesystem::path& file, const std::vector<AskedDays>& asked)
{
    const std::filesystem::path draft = file.string() + "." + std::to_string(::getpid());
    {
        std::ofstream out(draft);
        for (const AskedDays& one : asked) {
            out << one.source << ' ' << model::text_of(one.from) << ' ' << model::text_of(one.to)
                << '\n';
        }
        out.close();
        if (!out) {
            throw runtime::Unavailable(draft.string() +
                                       ": cannot be written: " + std::strerror(errno));
        }
    }
    // The agent may be another user, and nothing in it is secret.
    using std::filesystem::perms;
    std::error_code ignored;
    std::filesystem::permissions(
        draft, perms::owner_read | perms::owner_write | perms::group_read | perms::others_read,
        ignored);
    // Unlike a rename, a link never writes over what another command left.
    const bool left = ::link(draft.c_str(), file.c_str()) == 0;
    const int why = errno;
    std::filesystem::remove(draft, ignored);
    if (!left && why != EEXIST) {
        throw runtime::Unavailable(file.string() + ": cannot be written: " + std::strerror(why));
    }
    return left;
}

bool asked_days_are_taken(const std::filesystem::path& file)
{
    std::error_code error;
    return !std::filesystem::exists(file, error) && !error;
}

FoundDays find_asked_days(const std::filesystem::path& file)
{
    std::ifstream in(file);
    FoundDays found;
    if (!in) {
        return found;
    }
    found.found = true;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line) && ++number <= kMostLines;) {
        if (auto asked = read_line(line)) {
            found.asked.push_back(std::move(*asked));
        } else if (found.fault.empty()) {
            found.fault = file.string() + ":" + std::to_string(number) + ": \"" +
                          runtime::escaped(line.substr(0, 100)) +
                          "\" is not a source and two days, the second not before the first";
        }
    }
    return found;
}

} // namespace congto::agent
