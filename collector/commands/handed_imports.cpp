#include "collector/commands/handed_imports.h"

#include "config/runtime/backoff.h"
#include "config/runtime/failure.h"
#include "config/runtime/file_lock.h"
#include "config/runtime/log.h"
#include "config/runtime/new_file.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

namespace congto::collector {
namespace {

using Place = runtime::NewFile::Place;

constexpr std::chrono::milliseconds kLook{250};
constexpr std::chrono::milliseconds kAgain{2000};
// Answers nobody came for.
constexpr std::chrono::hours kKept{24};

constexpr const char* kExport = ".export";
constexpr const char* kReceipt = ".receipt";
constexpr const char* kFault = ".fault";

// Oldest name first.
std::vector<std::filesystem::path> waiting_in(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code gone;
    for (std::filesystem::directory_iterator at(folder, gone), end; !gone && at != end;
         at.increment(gone)) {
        if (at->path().extension() == kExport) {
            files.push_back(at->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

void forget_old_answers(const std::filesystem::path& folder)
{
    std::error_code gone;
    const auto old = std::filesystem::file_time_type::clock::now() - kKept;
    for (const auto& entry : std::filesystem::directory_iterator(folder, gone)) {
        if (entry.path().extension() != kExport && entry.last_write_time(gone) < old) {
            std::filesystem::remove(entry.path(), gone);
        }
    }
}

std::filesystem::path with(std::filesystem::path file, const char* suffix)
{
    return file.replace_extension(suffix);
}

// Whole or not at all, because somebody waits for it.
void tell(const std::filesystem::path& file, const std::string& line)
{
    const std::filesystem::path unfinished = file.string() + ".unfinished";
    std::ofstream(unfinished) << line << '\n';
    std::error_code failure;
    std::filesystem::rename(unfinished, file, failure);
}

void copy_whole(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::ifstream in(from, std::ios::binary);
    runtime::NewFile copy(to, Place::must_be_free);
    std::string part(1 << 20, '\0');
    while (in) {
        in.read(part.data(), static_cast<std::streamsize>(part.size()));
        copy.write({part.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (!in.eof()) {
        throw runtime::Unavailable(from.string() + ": cannot be read; is the stick still there?");
    }
    copy.finish();
}

} // namespace

HandedImports::HandedImports(const store::StateDirectory& state, const intake::Player& player)
    : folder_(state.import_folder()), player_(player)
{
    std::error_code failure;
    std::filesystem::create_directory(folder_, failure);
    if (failure) {
        throw runtime::Unavailable(folder_.string() + ": cannot be made: " + failure.message());
    }
    forget_old_answers(folder_);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void HandedImports::run(const std::stop_token& stop)
{
    do {
        for (const std::filesystem::path& file : waiting_in(folder_)) {
            if (!stop.stop_requested()) {
                take(file, stop);
            }
        }
    } while (runtime::wait_for(stop, fault_.empty() ? kLook : kAgain));
}

void HandedImports::take(const std::filesystem::path& file, const std::stop_token& stop)
{
    runtime::Progress silent(-1);
    std::string fault;
    try {
        if (player_.play(file, with(file, kReceipt), stop, silent) ==
            intake::Player::End::interrupted) {
            return; // it stays, and is played again
        }
        std::filesystem::remove(file);
    } catch (const runtime::Corrupt& broken) {
        tell(with(file, kFault), broken.what());
        std::error_code gone;
        std::filesystem::remove(file, gone);
    } catch (const std::exception& away) {
        fault = away.what(); // it stays
    }
    if (!fault.empty() && fault != fault_) {
        runtime::log(runtime::Severity::error, "an export file cannot be taken for now",
                     {{"detail", fault}});
    }
    fault_ = fault;
}

HandedImport::HandedImport(const store::StateDirectory& state, const std::filesystem::path& file)
    : state_(state),
      stem_(state.import_folder() /
            (std::to_string(runtime::SystemClock().now().time_since_epoch().count()) + "-" +
             std::to_string(::getpid())))
{
    if (!std::filesystem::is_directory(state.import_folder())) {
        throw runtime::Unavailable(state.import_folder().string() +
                                   ": is not there; the collector that runs is of an older "
                                   "version, start it again");
    }
    copy_whole(file, beside(kExport));
}

HandedImport::~HandedImport()
{
    for (const char* suffix : {kExport, kReceipt, kFault}) {
        std::error_code gone;
        std::filesystem::remove(beside(suffix), gone);
    }
}

std::filesystem::path HandedImport::beside(const char* suffix) const
{
    return stem_.string() + suffix;
}

std::optional<std::filesystem::path> HandedImport::receipt() const
{
    const bool runs = a_collector_runs(state_); // before the look, or its last answer is missed
    if (std::filesystem::exists(beside(kReceipt))) {
        return beside(kReceipt);
    }
    if (std::ifstream fault(beside(kFault)); fault) {
        std::string line;
        std::getline(fault, line);
        throw runtime::Corrupt(line);
    }
    if (!runs) {
        throw runtime::Unavailable(state_.path.string() +
                                   ": the collector ended before it had applied the file; import "
                                   "it again");
    }
    return std::nullopt;
}

bool a_collector_runs(const store::StateDirectory& state)
{
    return runtime::is_held(state.lock_file());
}

} // namespace congto::collector
