// The store alone: batches made ready before the clock starts, applied in groups as the collector's
// writer does.
#include "tests/bench/benches.h"

#include "tests/bench/backfill.h"
#include "tests/bench/measure.h"
#include "tests/bench/raw_upsert.h"
#include "tests/bench/ready_batches.h"

#include <chrono>
#include <stdexcept>
#include <variant>

namespace congto::bench {
namespace {

constexpr std::size_t kBatchesOfGroup = kRowsOfCommit / kEntriesOfBatch;

model::Instant now()
{
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

// Seconds to apply all; each batch copied into its group outside the clock.
double apply_all(GreetedStore& greeted, const std::vector<store::ReadyBatch>& batches)
{
    double seconds = 0;
    std::uint64_t applied = 0;
    for (std::size_t start = 0; start < batches.size(); start += kBatchesOfGroup) {
        store::Group group;
        const std::size_t end = std::min(start + kBatchesOfGroup, batches.size());
        group.batches.assign(batches.begin() + static_cast<std::ptrdiff_t>(start),
                             batches.begin() + static_cast<std::ptrdiff_t>(end));
        store::GroupAnswers answers;
        seconds += seconds_of([&] { answers = greeted.store->apply(group, now()); });
        applied = std::get<store::Receipt>(answers.batches.back()).applied;
    }
    if (applied != batches.back().last_sequence())
        throw std::runtime_error("the store did not apply every observation");
    return seconds;
}

void print_bytes(GreetedStore& greeted, const std::vector<std::string>& bodies, std::size_t rows)
{
    std::size_t wire = 0;
    for (const std::string& body : bodies)
        wire += body.size();
    greeted.store->rest();
    RawDatabase database(greeted.state.store_file(), RawDatabase::Access::reading);
    const double ledger = database.number("SELECT sum(length(payload)) FROM ledger");
    print_figure("bytes an observation, wire and ledger",
                 fixed(static_cast<double>(wire) / static_cast<double>(rows), 1) + ", " +
                     fixed(ledger / static_cast<double>(rows), 1) + ", aim 40 in the ledger");
}

void compete(const Plan& plan, Order order, std::string_view name)
{
    const auto ids = backfilled_ids(plan.rows * 5, order, plan.seed);
    const auto bodies = encoded(ids);
    std::vector<store::ReadyBatch> batches;
    std::size_t payload_bytes = 0;
    const Run ours = [&] {
        GreetedStore greeted;
        if (batches.empty())
            batches = made_ready(greeted.spool, bodies);
        const double seconds = apply_all(greeted, batches);
        if (payload_bytes == 0) {
            payload_bytes = payload_of_dossier(greeted.state.store_file());
            print_bytes(greeted, bodies, ids.size());
        }
        return seconds;
    };
    const Run raw = [&] {
        const test::TempDir folder;
        return upsert_raw(folder / "raw.db", ids, payload_bytes);
    };
    print_contest(name, ids.size(), alternate(plan.repeats, ours, raw), {0.6, 150'000});
}

} // namespace

void apply_to_store(const Plan& plan)
{
    compete(plan, Order::by_change, "as a back-fill reads them");
    compete(plan, Order::random, "in random order");
}

} // namespace congto::bench
