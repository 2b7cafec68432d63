// A full spool, through the real uplink, gRPC on loopback and the real intake, into a store, until
// everything has its receipt.
#include "tests/bench/benches.h"

#include "agent/uplink/uplink.h"
#include "collector/intake/server.h"
#include "tests/bench/backfill.h"
#include "tests/bench/filled_spool.h"
#include "tests/bench/measure.h"
#include "tests/bench/raw_upsert.h"
#include "tests/support/temp_dir.h"

#include <memory>
#include <stdexcept>
#include <stop_token>

namespace congto::bench {
namespace {

intake::ServerParts any_loopback_port()
{
    intake::ServerParts parts;
    parts.listening.address = "127.0.0.1:0";
    parts.unit_of = [](std::string_view) { return std::optional<store::UnitId>(1); };
    parts.on_corrupt = [] {};
    return parts;
}

void require_receipted(spool::Spool& spool, std::size_t entries)
{
    const spool::Standing standing = spool.standing();
    if (standing.receipted_sequence != entries)
        throw std::runtime_error("the spool is not receipted to its end");
}

// Streams a copy of the spool; seconds from the first connection to the last receipt stored.
double stream(const std::filesystem::path& filled, std::size_t entries, std::size_t& payload_bytes)
{
    const test::TempDir folder;
    runtime::SystemClock clock;
    std::filesystem::copy_file(filled, folder / "spool.db");
    const store::StateDirectory state{folder.path()};
    store::create_store(state, clock.now());
    double seconds = 0;
    {
        const intake::Server server(any_loopback_port(), store::open_store(state), clock);
        spool::SpoolSettings settings;
        settings.file = folder / "spool.db";
        spool::Spool spool(settings, made_up_owner());
        uplink::CollectorSettings collector;
        collector.address = server.address();
        collector.plaintext = true;
        uplink::Uplink uplink(collector, spool, clock);
        uplink.finish();
        seconds = seconds_of([&] { uplink.run(std::stop_token()); });
        require_receipted(spool, entries);
    }
    if (payload_bytes == 0)
        payload_bytes = payload_of_dossier(state.store_file());
    return seconds;
}

void compete(const Plan& plan, Order order, std::string_view name)
{
    const auto ids = backfilled_ids(plan.rows * 5, order, plan.seed);
    const test::TempDir folder;
    filled_spool(folder / "spool.db", ids).reset();
    std::size_t payload_bytes = 0;
    const Run ours = [&] { return stream(folder / "spool.db", ids.size(), payload_bytes); };
    const Run raw = [&] {
        const test::TempDir place;
        return upsert_raw(place / "raw.db", ids, payload_bytes);
    };
    print_contest(name, ids.size(), alternate(plan.repeats, ours, raw), {0.6, 150'000});
}

} // namespace

void receipt(const Plan& plan)
{
    compete(plan, Order::by_change, "as a back-fill reads them");
    compete(plan, Order::random, "in random order");
}

} // namespace congto::bench
