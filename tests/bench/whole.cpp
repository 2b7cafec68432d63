// The two programs as they are installed, from a one-stop database to a figure.
#include "tests/bench/benches.h"

#include "tests/bench/backfill.h"
#include "tests/bench/measure.h"
#include "tests/bench/programs.h"
#include "tests/bench/raw_spool.h"
#include "tests/bench/raw_upsert.h"
#include "tests/bench/spooling.h"
#include "tests/support/files.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <vector>

namespace congto::bench {
namespace {

struct Passage {
    double seconds = 0; // from the agent's start to its end: everything is receipted
    double figure_seconds = 0;
    double agent_cpu = 0;
    double collector_cpu = 0;
    double observations = 0;
    double ledger_bytes = 0;
    std::size_t payload_of_dossier = 0;
    double agent_peak = 0; // MiB
    double collector_peak = 0;
};

void look_into(Passage& passage, const std::filesystem::path& store_file)
{
    RawDatabase store(store_file, RawDatabase::Access::reading);
    passage.observations = store.number("SELECT count(*) FROM dossier");
    passage.ledger_bytes = store.number("SELECT sum(length(payload)) FROM ledger");
    passage.payload_of_dossier = payload_of_dossier(store_file);
}

// Runs the agent to its end; the most memory it held, in MiB.
double run_agent(const Plan& plan, const std::filesystem::path& settings)
{
    const auto error = settings.parent_path() / "agent.log";
    test::ProcessOptions options;
    options.error = error;
    test::Process agent(plan.programs / "congto-agent",
                        {"run", "--once", "--settings", settings.string()}, options);
    double peak = 0;
    std::optional<int> status;
    while (!(status = agent.wait_for(std::chrono::milliseconds(5))))
        peak = std::max(peak, peak_mebibytes(agent.pid()));
    if (status != 0)
        throw std::runtime_error("congto-agent: " + test::read_file(error));
    return peak;
}

Passage pass(const Plan& plan, const OneStop& system)
{
    const test::TempDir folder;
    RunningCollector collector(plan, folder.path());
    const auto settings = set_up_agent(plan, system, collector.address(), folder.path());
    Passage passage;
    const double cpu_before = cpu_seconds_of_ended();
    passage.seconds = seconds_of([&] { passage.agent_peak = run_agent(plan, settings); });
    passage.agent_cpu = cpu_seconds_of_ended() - cpu_before;
    passage.collector_cpu = use_of(collector.process().pid()).cpu_seconds;
    passage.figure_seconds = seconds_of([&] {
        run_program(plan.programs / "congto-collector",
                    {"rates", "--settings", collector.settings().string(), "--from", "2025-07-01",
                     "--to", "2026-06-30"});
    });
    passage.collector_peak = peak_mebibytes(collector.process().pid());
    if (collector.process().stop() != 0)
        throw std::runtime_error("congto-collector ended with an error");
    look_into(passage, collector.state() / "store.db");
    return passage;
}

// Read raw, spooled raw, upserted raw: one after the other, in one process.
double pass_raw(const std::filesystem::path& source, const OneStop& system, const Passage& passage,
                std::uint64_t seed)
{
    const test::TempDir folder;
    const source::Queries queries = queries_of(system);
    const auto bytes = static_cast<std::size_t>(passage.ledger_bytes / passage.observations);
    const RawSpooled spooled =
        spool_raw({source, queries.page, queries.start, kRowsOfPage, folder / "spool.db", bytes});
    const auto ids =
        backfilled_ids(static_cast<std::size_t>(passage.observations), Order::by_change, seed);
    return spooled.seconds + upsert_raw(folder / "raw.db", ids, passage.payload_of_dossier);
}

void print_passages(const std::vector<Passage>& passages)
{
    const auto spread = [&](double Passage::*figure) {
        std::vector<double> values;
        for (const Passage& passage : passages)
            values.push_back(passage.*figure);
        return spread_of(values);
    };
    const auto seconds = spread(&Passage::seconds);
    print_figure("wall seconds", fixed(seconds.min, 2) + " / " + fixed(seconds.median, 2) + " / " +
                                     fixed(seconds.max, 2));
    print_figure("CPU seconds, agent and collector",
                 fixed(spread(&Passage::agent_cpu).median, 2) + ", " +
                     fixed(spread(&Passage::collector_cpu).median, 2));
    print_figure("seconds of the figures (a table of a year)",
                 fixed(spread(&Passage::figure_seconds).median, 2));
    const Passage& last = passages.back();
    print_figure("observations, ledger bytes each",
                 grouped(last.observations) + ", " +
                     fixed(last.ledger_bytes / last.observations, 1) + ", aim 40");
    print_figure("peak memory, agent and collector",
                 fixed(last.agent_peak, 1) + " MiB, " + fixed(last.collector_peak, 1) + " MiB");
}

} // namespace

void pass_whole(const Plan& plan)
{
    const test::TempDir folder;
    const auto file = folder / "onestop.db";
    const OneStop system = sqlite_one_stop(file);
    make_one_stop(plan, system, folder.path());
    fill_one_stop(plan, plan.rows, folder.path());
    std::vector<Passage> passages;
    const Run ours = [&] {
        passages.push_back(pass(plan, system));
        return passages.back().seconds;
    };
    const Run raw = [&] { return pass_raw(file, system, passages.back(), plan.seed); };
    const Contest contest = alternate(plan.repeats, ours, raw);
    print_contest("dossiers, source → receipt",
                  static_cast<std::size_t>(passages.back().observations), contest);
    print_passages(passages);
}

} // namespace congto::bench
