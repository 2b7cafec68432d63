// Both programs with nothing to do: before there is anything, and after a back-fill.
#include "tests/bench/benches.h"

#include "tests/bench/measure.h"
#include "tests/bench/programs.h"
#include "tests/bench/raw_sqlite.h"
#include "tests/support/files.h"

#include <chrono>
#include <stdexcept>

namespace congto::bench {
namespace {

using std::chrono::seconds;

constexpr seconds kSettle{5};

std::string resident(pid_t pid)
{
    return fixed(use_of(pid).resident_mebibytes, 1) + " MiB";
}

// Percent of a core while the plan's seconds pass.
std::string idle_share(pid_t pid, const Plan& plan)
{
    const double before = use_of(pid).cpu_seconds;
    test::sleep_for(seconds(plan.idle_seconds));
    return fixed(100 * (use_of(pid).cpu_seconds - before) / plan.idle_seconds, 2) + " % of a core";
}

// Waits until the store holds more dossiers than none and no more come.
void wait_until_caught_up(const std::filesystem::path& store_file)
{
    RawDatabase store(store_file, RawDatabase::Access::reading);
    double before = 0;
    for (int looks = 0; looks < 600; ++looks) {
        const double now = store.number("SELECT count(*) FROM dossier");
        if (now > 0 && now == before)
            return;
        before = now;
        test::sleep_for(seconds(3));
    }
    throw std::runtime_error("the collector never caught up");
}

} // namespace

void be_at_rest(const Plan& plan)
{
    const test::TempDir folder;
    const OneStop system = sqlite_one_stop(folder / "onestop.db");
    make_one_stop(plan, system, folder.path());
    RunningCollector collector(plan, folder.path());
    const auto settings = set_up_agent(plan, system, collector.address(), folder.path());
    test::ProcessOptions options;
    options.error = folder / "agent.log";
    test::Process agent(plan.programs / "congto-agent", {"run", "--settings", settings.string()},
                        options);
    test::sleep_for(kSettle);
    if (!agent.running())
        throw std::runtime_error("congto-agent ended: " + test::read_file(options.error));
    print_figure("agent, started, polling an empty source",
                 resident(agent.pid()) + ", aim 20 MiB; " + idle_share(agent.pid(), plan) +
                     ", aim 0.50 %");
    print_figure("collector, started, one stream", resident(collector.process().pid()) + "; " +
                                                       idle_share(collector.process().pid(), plan));
    fill_one_stop(plan, plan.rows, folder.path());
    wait_until_caught_up(collector.state() / "store.db");
    test::sleep_for(kSettle);
    print_figure("agent, after the back-fill",
                 resident(agent.pid()) + "; " + idle_share(agent.pid(), plan));
    print_figure("collector, after the back-fill", resident(collector.process().pid()));
    if (agent.stop() != 0 || collector.process().stop() != 0)
        throw std::runtime_error("a program ended with an error");
}

} // namespace congto::bench
