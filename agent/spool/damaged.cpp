#include "agent/spool/damaged.h"

#include "agent/spool/inside.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <ctime>
#include <fstream>

namespace congto::spool {
namespace {

using std::chrono::hours;

// A disk that damages one file after the other is to be replaced, not worn out.
constexpr std::size_t kMostADay = 3;
constexpr std::string_view kMark = ".damaged-";

// SQLite's header, as its file format has it: the kind stands at byte 68. A disk that lost the
// first page left zeros.
bool looks_like_a_spool(const std::filesystem::path& file)
{
    std::array<char, 100> header{};
    std::ifstream in(file, std::ios::binary);
    in.read(header.data(), header.size());
    constexpr std::array<std::uint8_t, 4> kind{0x43, 0x47, 0x53, 0x50};
    static_assert(kSpoolKind == 0x43475350);
    return std::memcmp(&header[68], kind.data(), kind.size()) == 0 ||
           std::all_of(header.begin(), header.end(), [](char byte) { return byte == 0; });
}

// Times sort as their texts do.
std::size_t moved_since(const std::filesystem::path& file, const std::string& since)
{
    const std::string begins = file.filename().string() + std::string(kMark);
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(file.parent_path())) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(begins) && name.back() == 'Z' && name.substr(begins.size()) >= since) {
            ++count;
        }
    }
    return count;
}

} // namespace

std::string utc_text(runtime::Instant instant)
{
    const std::time_t seconds =
        std::chrono::duration_cast<std::chrono::seconds>(instant.time_since_epoch()).count();
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts);
    return {text.data(), size};
}

std::filesystem::path lock_file_of(const std::filesystem::path& spool)
{
    std::error_code error;
    const auto itself = std::filesystem::weakly_canonical(spool, error);
    return (error ? spool : itself).string() + ".lock";
}

void move_damaged_aside(const std::filesystem::path& file, std::string_view why,
                        runtime::Clock& clock)
{
    const std::filesystem::path itself = std::filesystem::weakly_canonical(file);
    const runtime::FileLock lock(lock_file_of(itself), kTakenSpool);
    if (!looks_like_a_spool(itself)) {
        throw runtime::Corrupt(std::string(why));
    }
    const runtime::Instant now = clock.now();
    if (moved_since(itself, utc_text(now - hours(24))) >= kMostADay) {
        throw runtime::Corrupt(std::string(why) + "; " + std::to_string(kMostADay) +
                               " damaged spools were moved aside within a day already (" +
                               itself.filename().string() + std::string(kMark) +
                               "…): look for a failing disk, then move them away");
    }
    const std::string aside = itself.string() + std::string(kMark) + utc_text(now);
    try {
        for (const char* beside : {"-wal", "-shm", ""}) {
            if (std::filesystem::exists(itself.string() + beside)) {
                std::filesystem::rename(itself.string() + beside, aside + beside);
            }
        }
    } catch (const std::filesystem::filesystem_error& failed) {
        throw runtime::Unavailable(
            itself.string() + ": is damaged and cannot be moved aside: " + failed.code().message());
    }
    runtime::log(runtime::Severity::error,
                 "spool is damaged and moved aside; a new one reads the sources again",
                 {{"file", itself.string()}, {"moved_to", aside}, {"why", std::string(why)}});
}

} // namespace congto::spool
