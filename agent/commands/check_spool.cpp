#include "agent/commands/check_spool.h"

#include "agent/commands/left_sources.h"
#include "agent/spool/report.h"
#include "config/runtime/failure.h"

#include <unistd.h>

namespace congto::agent {
namespace {

constexpr std::uint64_t kMiB = 1 << 20;

void check_space(const std::filesystem::path& folder, const spool::SpoolSettings& settings,
                 Complaints& complaints)
{
    std::error_code failed;
    const auto space = std::filesystem::space(folder, failed);
    if (!failed && space.available < settings.disk_reserve) {
        complaints.faults.push_back(
            folder.string() + ": the spool's disk has " + std::to_string(space.available / kMiB) +
            " MiB free, less than the disk_reserve of " +
            std::to_string(settings.disk_reserve / kMiB) + " MiB: nothing is read; make room");
    }
}

// False: there is no use in looking at the spool itself.
bool check_folder(const std::filesystem::path& folder, const spool::SpoolSettings& settings,
                  Complaints& complaints)
{
    std::error_code failed;
    if (!std::filesystem::is_directory(folder, failed)) {
        complaints.faults.push_back(folder.string() +
                                    ": the folder of the spool is not there; make it, for the "
                                    "agent's user");
        return false;
    }
    check_space(folder, settings, complaints);
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        complaints.faults.push_back(folder.string() +
                                    ": the folder of the spool cannot be written by this user");
        return false;
    }
    return true;
}

std::vector<spool::NamedSource> sources_of(const spool::SpoolReport& report)
{
    std::vector<spool::NamedSource> sources;
    for (const spool::SourceReport& source : report.sources) {
        sources.push_back(source.named);
    }
    return sources;
}

std::string check_file(const std::filesystem::path& file, const Settings& settings,
                       const std::optional<spool::Owner>& owner, Complaints& complaints)
{
    if (::access(file.c_str(), R_OK | W_OK) != 0) {
        complaints.faults.push_back(file.string() +
                                    ": the spool cannot be read and written by this user");
        return {};
    }
    try {
        const spool::SpoolReport found = spool::read_report(file);
        if (owner && !found.unit.empty()) {
            spool::require_owner(file, {found.unit, found.key_id}, *owner);
        }
        const auto left = left_sources(settings, sources_of(found));
        complaints.faults.insert(complaints.faults.end(), left.begin(), left.end());
        return found.refusal;
    } catch (const runtime::BadSettings& other) {
        complaints.faults.push_back(other.what());
    } catch (const runtime::Corrupt& corrupt) {
        complaints.faults.push_back(corrupt.what());
    } catch (const runtime::Unavailable& away) {
        complaints.away.push_back(away.what());
    }
    return {};
}

} // namespace

std::string check_spool(const Settings& settings, const std::optional<spool::Owner>& owner,
                        Complaints& complaints)
{
    const std::filesystem::path file = std::filesystem::absolute(settings.spool.file);
    if (!check_folder(file.parent_path(), settings.spool, complaints)) {
        return {};
    }
    std::error_code failed;
    const auto status = std::filesystem::status(file, failed);
    if (std::filesystem::is_directory(status)) {
        complaints.faults.push_back(file.string() + ": is a folder; [spool] file names a file");
    } else if (std::filesystem::exists(status) && std::filesystem::file_size(file, failed) != 0) {
        return check_file(file, settings, owner, complaints);
    }
    return {}; // of a missing one `run` makes a new one
}

} // namespace congto::agent
