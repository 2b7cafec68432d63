#include "agent/commands/commands.h"
#include "agent/commands/settings.h"
#include "agent/uplink/exporting.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace congto::agent {
namespace {

using Place = runtime::NewFile::Place;

struct Options {
    std::filesystem::path settings = kDefaultConfig;
    std::filesystem::path file;
    bool force = false;
};

constexpr const char* kHelp =
    R"(For a unit without a line to the ministry: writes everything that has no receipt yet to one file, which
is carried there. There it is imported, and a receipt file comes back:

  congto-agent spool export /media/stick/h56          here; the agent may run
  congto-collector import /media/stick/h56            at the ministry; writes h56.receipt beside it
  congto-agent spool take-receipt /media/stick/h56.receipt

An export changes nothing in the spool. A file that is lost costs nothing: the next one holds all that
has no receipt. The file is there whole or not at all, and what was altered on the way is found out.

Exit status: 0 written, or everything has its receipt and there is no file; 65 the spool is damaged;
69 there is no spool, or the file cannot be written; 78 FILE is there already (--force writes over it).)";

int export_file(const Options& options)
{
    const Settings settings = read_settings(options.settings);
    runtime::SystemClock clock;
    runtime::Progress progress;
    const auto done = uplink::export_unreceipted(
        settings.spool.file, options.file,
        options.force ? Place::may_be_taken : Place::must_be_free, clock, progress);
    if (!done) {
        std::cout << "nothing to export: everything spooled has its receipt; no file is written\n";
        return 0;
    }
    std::cout << options.file.string() << ": unit " << done->unit << ", numbers "
              << runtime::grouped(done->first_sequence) << " to "
              << runtime::grouped(done->last_sequence) << " ("
              << runtime::grouped(done->last_sequence - done->first_sequence + 1) << " entries in "
              << runtime::grouped(done->batches) << " batches), " << runtime::grouped(done->bytes)
              << " bytes\ncarry it to the ministry: congto-collector import "
              << options.file.filename().string() << '\n';
    return 0;
}

} // namespace

void add_spool_export(CLI::App& spool, Chosen& chosen)
{
    CLI::App* command =
        spool.add_subcommand("export", "Write what waits to a file, for the ministry");
    auto options = std::make_shared<Options>();
    command->footer(kHelp);
    command->add_option("--settings", options->settings, "The agent's settings")
        ->capture_default_str();
    command->add_option("FILE", options->file, "Where to write it")->required();
    command->add_flag("--force", options->force, "Write over a file that is there");
    command->callback([options, &chosen] { chosen = [options] { return export_file(*options); }; });
}

} // namespace congto::agent
