#include "agent/commands/commands.h"
#include "agent/commands/running.h"
#include "agent/commands/settings.h"
#include "agent/spool/damaged.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"
#include "config/runtime/own_folder.h"
#include "config/runtime/service_manager.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <ctime>
#include <memory>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path settings = kDefaultConfig;
    bool once = false;
    std::string patience = "60s";
};

constexpr const char* kHelp =
    R"(Reads, spools and sends until SIGTERM or SIGINT. Sources and the collector may be away: one line
says so, and work goes on when they are back. What was read and not receipted is kept in the spool,
over every restart; when its disk is nearly full, reading waits and nothing is dropped. A damaged
spool is moved aside (<file>.damaged-<time>), and a new one reads the sources again.
Without a line ([collector] by_file = true) nothing is sent: congto-agent spool export writes what waits.

  congto-agent run                       with /etc/congto/agent.toml
  congto-agent run --settings agent.toml
  congto-agent run --once                read everything there is, send it, and end

Exit status: 0 stopped, or all was sent; 64 the command line cannot be understood; 65 the file of the
spool is none, or of a newer edition, or was damaged for the fourth time within a day; 69 the spool
cannot be opened for now (its folder is missing, its disk is full, or another congto-agent works with
it), or with --once a source or the collector stayed away; 70 a fault of the program; 78 settings,
key or mapping must be mended, or the spool is another unit's or holds a source they no longer name.)";

// Blocked before any thread is made, so that none of them is interrupted; waited for here.
sigset_t block_signals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

// Until a signal, an end of its own, or a failure. systemd hears of the rounds: the spool is asked
// every 15 s, so what keeps all threads from working, one that does not come back, is found by it.
void wait(Running& running, const std::string& status, const sigset_t& signals)
{
    constexpr timespec kLook{0, 250'000'000};
    runtime::SystemClock clock;
    runtime::Watchdog watchdog(clock);
    runtime::tell_ready(status);
    while (!running.is_done() && sigtimedwait(&signals, nullptr, &kLook) < 0) {
        running.rethrow();
        running.take_asked_days();
        running.take_handed_receipt();
        running.look_at_certificate();
        running.look_at_balances();
        watchdog.went_round();
    }
    running.rethrow();
    runtime::tell_stopping();
}

void run_until_stopped(const Settings& settings, Purpose purpose, const Patience& patience,
                       const sigset_t& signals)
{
    Running running(settings, purpose, patience);
    runtime::log(runtime::Severity::info, "agent runs",
                 {{"unit", settings.unit}, {"sources", settings.sources.size()}});
    if (settings.collector.by_file) {
        runtime::log(runtime::Severity::info,
                     "there is no line to the collector: what is spooled waits for spool export");
    }
    running.start();
    wait(running, "unit " + settings.unit + ", sources: " + std::to_string(settings.sources.size()),
         signals);
}

int run(const Options& options)
{
    const auto patience = runtime::parse_duration(options.patience);
    if (!patience) {
        throw runtime::BadSettings("--patience: \"" + options.patience +
                                   "\" is no duration; write 60s, 5m or 1h");
    }
    const Settings settings = read_settings(options.settings);
    runtime::require_own_folder(settings.spool.file, "congto-agent run");
    runtime::set_log_level(settings.log_level);
    const sigset_t signals = block_signals();
    runtime::SystemClock clock;
    while (true) {
        try {
            run_until_stopped(settings, options.once ? Purpose::read_once : Purpose::stay,
                              options.once ? Patience(patience) : std::nullopt, signals);
            return 0;
        } catch (const runtime::Damaged& damaged) {
            // The source is the first spool: a new one reads it again.
            spool::move_damaged_aside(settings.spool.file, damaged.what(), clock);
        }
    }
}

} // namespace

void add_run(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("run", "Read, spool and send until stopped");
    auto options = std::make_shared<Options>();
    command->footer(kHelp);
    command->add_option("--settings", options->settings, "The agent's settings")
        ->capture_default_str();
    command->add_flag("--once", options->once,
                      "End when every source was read to its end and everything has its receipt");
    command
        ->add_option(
            "--patience", options->patience,
            "With --once: give up when a source, or the collector when all is read, stays away")
        ->capture_default_str();
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace congto::agent
