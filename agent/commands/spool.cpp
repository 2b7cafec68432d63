#include "agent/spool/spool.h"

#include "agent/commands/commands.h"
#include "agent/commands/settings.h"
#include "config/runtime/failure.h"
#include "proto/model/pseudonym.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path settings = kDefaultConfig;
};

constexpr const char* kHelp =
    R"(The spool is the one file between reading and sending.

  congto-agent spool export FILE         what waits, as a file to be carried to the ministry
  congto-agent spool take-receipt FILE   what the ministry answered to it
  congto-agent spool verify              everything in it against everything else
  congto-agent spool set-aside           when status says that the collector refuses a batch for good

Stop the agent before verify and set-aside. A damaged spool needs nobody: the agent moves it aside when
it finds the damage, and reads the sources again.

Exit status: 0 nothing is wrong, or it was set aside; 65 it is damaged, or no spool; 69 the agent
runs; 78 there is no spool or nothing to set aside, or it is another unit's.)";

constexpr const char* kVerifyHelp =
    R"(Reads the whole file: its form, every account against the rows it counts, every day's sums
against the index, every batch against the chain. Writes a line for each fault; changes nothing.)";

constexpr const char* kSetAsideHelp =
    R"(The collector refuses a batch as malformed, or an entry as too large, and nothing after it can
be sent. The batch is kept as a file beside the spool for whoever looks into it; its numbers and all
after them are taken back, and the sources are read again: what was in it is sent anew. If the
collector refuses it again, bring both programs to the same version first.)";

spool::Spool opened(const Options& options)
{
    const Settings settings = read_settings(options.settings);
    if (!std::filesystem::exists(settings.spool.file)) {
        throw runtime::BadSettings(settings.spool.file.string() +
                                   ": is not there; the agent makes it when it runs");
    }
    return {settings.spool, {settings.unit, model::UnitKey::from_file(settings.key_file).id()}};
}

int verify(const Options& options)
{
    spool::Spool spool = opened(options);
    runtime::Progress progress;
    const std::vector<std::string> faults = spool.audit(progress);
    progress.clear();
    for (const std::string& fault : faults) {
        std::cout << "fault: " << fault << '\n';
    }
    if (!faults.empty()) {
        std::cout << faults.size() << (faults.size() == 1 ? " fault" : " faults")
                  << "; move the spool away, and a new one reads the sources again\n";
        return runtime::kExitCorrupt;
    }
    const spool::Accounts accounts = spool.accounts();
    std::uint64_t dossiers = 0;
    for (const spool::SourceAccounts& source : accounts.sources) {
        dossiers += source.shown;
    }
    std::cout << "nothing is wrong: " << runtime::grouped(dossiers) << " dossiers, "
              << runtime::grouped(accounts.pending) << " entries without a receipt\n";
    return 0;
}

int set_aside(const Options& options)
{
    const spool::SetAside done = opened(options).set_aside();
    std::cout << "entries " << done.first_sequence << " to " << done.last_sequence
              << " are set aside in " << done.file.string()
              << "; the sources are read again when the agent runs\n";
    return 0;
}

} // namespace

void add_spool(CLI::App& app, Chosen& chosen)
{
    CLI::App* spool = app.add_subcommand("spool", "Look into the spool, or mend it");
    spool->require_subcommand(1);
    spool->footer(kHelp);
    const auto add = [&](const char* name, const char* what, const char* help,
                         int (*work)(const Options&)) {
        CLI::App* command = spool->add_subcommand(name, what);
        auto options = std::make_shared<Options>();
        command->footer(help);
        command->add_option("--settings", options->settings, "The agent's settings")
            ->capture_default_str();
        command->callback([=, &chosen] { chosen = [=] { return work(*options); }; });
    };
    add("verify", "Hold everything in it against everything else", kVerifyHelp, verify);
    add("set-aside", "Take a batch out of the way that the collector refuses for good",
        kSetAsideHelp, set_aside);
    add_spool_export(*spool, chosen);
    add_spool_take_receipt(*spool, chosen);
}

} // namespace congto::agent
