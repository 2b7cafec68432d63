#include "agent/commands/commands.h"
#include "agent/commands/day_watch.h"
#include "agent/commands/reconcile_asked.h"
#include "agent/commands/running.h"
#include "agent/spool/damaged.h"
#include "config/runtime/failure.h"
#include "config/runtime/file_lock.h"
#include "config/runtime/log.h"
#include "config/runtime/progress.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <functional>
#include <iostream>
#include <memory>
#include <thread>

namespace congto::agent {
namespace {

struct Options {
    std::filesystem::path settings = kDefaultConfig;
    ReconcileArguments arguments;
    std::string patience = "5m";
};

constexpr const char* kHelp =
    R"(Reads days from end to end, now: rows nobody saw are sent, dossiers whose rows are gone are proposed
for removal, and the collector compares what it has of each day with what the source shows. A running
agent is asked to do it; if none runs, this command reads and sends by itself. The agent does the same
of its own accord, a little at a time: today and the days before several times a day, days with open
dossiers daily, every day monthly (congto-agent status).

  congto-agent reconcile --month 2026-10
  congto-agent reconcile --month 2026-09 --month 2026-10 --source onestop
  congto-agent reconcile --from 2026-10-10 --to 2026-12-10

Lists every day that is not verified, and why. Exit status: 0 all of them are verified; 64 the command
line cannot be understood; 65 some are not: they differ, or removals are held at the ministry; 69 some
could not be read or judged, because a source or the collector is away, or there is no line; 78 settings, mapping or the
days asked for must be mended.)";

using Ask = std::function<bool(const std::vector<AskedDays>&)>;

// None: another process works with the spool.
std::unique_ptr<Running> run_unless_one_runs(const Settings& settings)
{
    if (std::filesystem::exists(settings.spool.file) &&
        runtime::is_held(spool::lock_file_of(settings.spool.file))) {
        return nullptr;
    }
    auto own = std::make_unique<Running>(settings, Purpose::asked_days);
    own->start();
    return own;
}

// Where no bar can be drawn.
void say_in_lines(const DayWatch& watch)
{
    if (isatty(STDERR_FILENO) != 1) {
        std::cerr << watch.judged() << " of " << watch.all() << " days are judged\n";
    }
}

// Until all is judged, or nothing moved for as long as patience lasts.
void wait(DayWatch& watch, std::vector<AskedDays> to_ask, const Ask& ask,
          const std::function<bool()>& look, std::chrono::milliseconds patience)
{
    constexpr std::chrono::milliseconds kLook{250};
    runtime::Progress progress;
    progress.begin("days judged", watch.all());
    auto moved_at = std::chrono::steady_clock::now();
    while (!watch.is_over() && std::chrono::steady_clock::now() - moved_at <= patience) {
        if (!to_ask.empty() && ask(to_ask)) {
            to_ask.clear();
        }
        std::this_thread::sleep_for(kLook);
        const std::size_t before = watch.judged();
        if (look()) {
            moved_at = std::chrono::steady_clock::now();
        }
        for (AskedDays& again : watch.to_ask_again()) {
            to_ask.push_back(std::move(again));
        }
        progress.at(watch.judged());
        if (watch.judged() != before) {
            say_in_lines(watch);
        }
    }
}

int report(const DayWatch& watch, const ReconcileAsked& asked)
{
    const runtime::Listing unverified = watch.unverified();
    if (!unverified.rows.empty()) {
        runtime::print(std::cout, unverified, runtime::Shape::table);
    }
    std::cout << watch.summary() << '\n';
    for (const std::string& source : asked.unreadable) {
        std::cout << "source " << source
                  << ": not verified, its mapping has no day and row query\n";
    }
    const int status = watch.exit_status();
    return status == 0 && !asked.unreadable.empty() ? runtime::kExitCorrupt : status;
}

int reconcile(const Options& options)
{
    const auto patience = runtime::parse_duration(options.patience);
    if (!patience) {
        throw runtime::BadSettings("--patience: \"" + options.patience +
                                   "\" is no duration; write 60s, 5m or 1h");
    }
    const Settings settings = read_settings(options.settings);
    const ReconcileAsked asked =
        reconcile_asked(options.arguments, settings, model::day_of(runtime::SystemClock().now()));
    runtime::set_log_level(std::max(settings.log_level, runtime::Severity::warning));

    const auto own = run_unless_one_runs(settings);
    const std::filesystem::path note = asked_days_file(settings.spool.file);
    const Ask ask = [&](const std::vector<AskedDays>& days) {
        return own ? own->ask(days) : leave_asked_days(note, days);
    };
    DayWatch watch(asked.days, spool::read_report(settings.spool.file),
                   settings.collector.by_file ? DayWatch::Verdicts::are_carried
                                              : DayWatch::Verdicts::come_by_line);
    const auto look = [&] {
        if (own) {
            own->rethrow();
        }
        return watch.look(spool::read_report(settings.spool.file));
    };
    wait(watch, asked.days, ask, look, *patience);
    if (!own && !watch.is_over() && !asked_days_are_taken(note)) {
        std::filesystem::remove(note);
        throw runtime::Unavailable(settings.spool.file.string() +
                                   ": the process that works with it does not take what is asked "
                                   "of it; is it congto-agent run?");
    }
    return report(watch, asked);
}

} // namespace

void add_reconcile(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("reconcile", "Compare days with the collector, now");
    auto options = std::make_shared<Options>();
    command->footer(kHelp);
    command->add_option("--settings", options->settings, "The agent's settings")
        ->capture_default_str();
    command
        ->add_option("--month", options->arguments.months, "All days of a month; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--from", options->arguments.from, "The first day");
    command->add_option("--to", options->arguments.to, "The last day, included");
    command->add_option("--source", options->arguments.source, "Only this source");
    command
        ->add_option("--patience", options->patience,
                     "Give up when nothing moves for longer than this")
        ->capture_default_str();
    command->callback([options, &chosen] { chosen = [options] { return reconcile(*options); }; });
}

} // namespace congto::agent
