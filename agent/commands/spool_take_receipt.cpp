#include "agent/commands/commands.h"
#include "agent/commands/handed_receipt.h"
#include "agent/commands/settings.h"
#include "agent/spool/damaged.h"
#include "config/runtime/failure.h"
#include "config/runtime/file_lock.h"
#include "proto/model/pseudonym.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <thread>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path settings = kDefaultConfig;
    std::filesystem::path file;
};

constexpr const char* kHelp =
    R"(Takes the receipt file that congto-collector import wrote for an export of this spool: what is durable at
the ministry leaves the spool, verdicts on days are noted, and what the ministry wants read again is
read again. A running agent without a line ([collector] by_file) is handed the file; one with a line is
told all this by the line, and is to be stopped first.

  congto-agent spool take-receipt /media/stick/h56.receipt

Taking a file again does nothing, and so does one that is older than what was taken.

Exit status: 0 taken; 65 the file is broken, another spool's or out of date, or the ministry refused the
export: a line says why; 69 the file cannot be read, or the agent that runs does not take it; 78 settings
must be mended, or there is no spool.)";

bool an_agent_runs(const std::filesystem::path& spool)
{
    return runtime::is_held(spool::lock_file_of(spool));
}

ReceiptTold handed_over(const Settings& settings, const std::filesystem::path& receipt)
{
    constexpr std::chrono::milliseconds kLook{100};
    constexpr std::chrono::seconds kPatience{60};
    const std::filesystem::path& spool = settings.spool.file;
    if (!settings.collector.by_file) {
        throw runtime::Unavailable(spool.string() +
                                   ": its agent runs and has a line, which tells it what a receipt "
                                   "file does; stop it first if the line is down");
    }
    if (!hand_receipt(spool, receipt)) {
        throw runtime::Unavailable(
            spool.string() + ".receipt: an earlier one is still there; is it congto-agent run "
                             "that works with the spool?");
    }
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < end) {
        if (const auto told = told_of_receipt(spool)) {
            return *told;
        }
        std::this_thread::sleep_for(kLook);
    }
    take_back_receipt(spool);
    throw runtime::Unavailable(spool.string() +
                               ": the process that works with it does not take the receipt; is it "
                               "congto-agent run?");
}

int take(const Options& options)
{
    const Settings settings = read_settings(options.settings);
    const std::filesystem::path& file = settings.spool.file;
    if (!std::filesystem::exists(file)) {
        throw runtime::BadSettings(file.string() + ": is not there; no receipt can be for it");
    }
    ReceiptTold told;
    if (an_agent_runs(file)) {
        told = handed_over(settings, options.file);
    } else {
        spool::Spool spool(settings.spool,
                           {settings.unit, model::UnitKey::from_file(settings.key_file).id()});
        told = take_receipt(spool, options.file);
    }
    (told.status == 0 ? std::cout : std::cerr) << told.line << '\n';
    return told.status;
}

} // namespace

void add_spool_take_receipt(CLI::App& spool, Chosen& chosen)
{
    CLI::App* command =
        spool.add_subcommand("take-receipt", "Take what the ministry answered to an export");
    auto options = std::make_shared<Options>();
    command->footer(kHelp);
    command->add_option("--settings", options->settings, "The agent's settings")
        ->capture_default_str();
    command->add_option("FILE", options->file, "The receipt file")->required();
    command->callback([options, &chosen] { chosen = [options] { return take(*options); }; });
}

} // namespace congto::agent
