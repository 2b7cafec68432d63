// A store made anew from its ledger, as `congto-collector rebuild` does.
#include "tests/bench/benches.h"

#include "collector/upkeep/rebuild.h"
#include "tests/bench/backfill.h"
#include "tests/bench/measure.h"
#include "tests/bench/raw_upsert.h"
#include "tests/bench/ready_batches.h"

#include <chrono>
#include <filesystem>
#include <stdexcept>

namespace congto::bench {
namespace {

constexpr std::size_t kBatchesOfGroup = 60;

runtime::Instant now()
{
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

void fill(GreetedStore& greeted, const std::vector<std::string>& bodies)
{
    store::Group group;
    for (store::ReadyBatch& batch : made_ready(greeted.spool, bodies)) {
        group.batches.push_back(std::move(batch));
        if (group.batches.size() == kBatchesOfGroup) {
            greeted.store->apply(group, now());
            group.batches.clear();
        }
    }
    greeted.store->apply(group, now());
    greeted.store.reset();
}

void compete(const Plan& plan, Order order, std::string_view name)
{
    const auto ids = backfilled_ids(plan.rows * 10, order, plan.seed);
    GreetedStore greeted;
    fill(greeted, encoded(ids));
    const std::size_t payload_bytes = payload_of_dossier(greeted.state.store_file());
    const Run ours = [&] {
        runtime::Progress progress;
        const upkeep::Rebuilt rebuilt =
            upkeep::rebuild(greeted.state, {"operator bench", now()}, progress);
        std::filesystem::remove(rebuilt.kept);
        if (rebuilt.numbers != ids.size())
            throw std::runtime_error("not every observation was replayed");
        return rebuilt.seconds;
    };
    const Run raw = [&] {
        const test::TempDir folder;
        return upsert_raw(folder / "raw.db", ids, payload_bytes);
    };
    print_contest(name, ids.size(), alternate(plan.repeats, ours, raw), {std::nullopt, 300'000});
}

} // namespace

void rebuild_store(const Plan& plan)
{
    compete(plan, Order::by_change, "as a back-fill read them");
    compete(plan, Order::random, "in random order");
}

} // namespace congto::bench
