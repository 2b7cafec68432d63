#include "tests/bench/ready_batches.h"

#include "proto/wire/batch.h"
#include "tests/bench/backfill.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace congto::bench {
namespace {

model::Instant now()
{
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

} // namespace

std::vector<std::string> encoded(const std::vector<model::DossierId>& ids)
{
    std::vector<std::string> bodies;
    for (std::size_t start = 0; start < ids.size(); start += kEntriesOfBatch) {
        wire::BatchBody body;
        body.source = 1;
        const std::size_t end = std::min(start + kEntriesOfBatch, ids.size());
        for (std::size_t i = start; i < end; ++i)
            body.observations.push_back(dossier_of(ids[i]));
        bodies.push_back(wire::encode(body));
    }
    return bodies;
}

std::vector<store::ReadyBatch> made_ready(store::SpoolNumber spool,
                                          const std::vector<std::string>& bodies)
{
    std::vector<store::ReadyBatch> batches;
    store::BatchPlace place{spool, 1, {}};
    for (const std::string& body : bodies) {
        batches.push_back(store::make_ready(place, body, now()));
        place.first_sequence = batches.back().last_sequence() + 1;
        place.chain_before = batches.back().chain;
    }
    return batches;
}

GreetedStore::GreetedStore()
{
    store::create_store(state, now());
    store = store::open_store(state);
    store::Group group;
    store::SpoolGreeting& greeting = group.greetings.emplace_back();
    greeting.unit = 1;
    greeting.spool_id = {1};
    greeting.boot_nonce = {1};
    greeting.key_id = {1};
    greeting.sources = {{1, "onestop", {}}};
    const store::GroupAnswers answers = store->apply(group, now());
    spool = std::get<store::Welcomed>(answers.greetings.at(0)).spool;
}

} // namespace congto::bench
