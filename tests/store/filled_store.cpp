#include "tests/store/filled_store.h"

#include "collector/register/registers.h"
#include "config/runtime/failure.h"
#include "proto/wire/fingerprints.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <utility>

namespace congto::test {

const std::vector<StoreEngine>& store_engines()
{
    static const std::vector<StoreEngine> engines{
        {"sqlite",
         [](const store::StateDirectory& state) { store::create_store(state, test_now()); },
         [](const store::StateDirectory& state) { return store::open_store(state); }},
    };
    return engines;
}

model::Instant test_now()
{
    return std::chrono::sys_days{std::chrono::year{2026} / std::chrono::February / 3};
}

FilledStore::FilledStore(const StoreEngine& engine) : engine_(engine)
{
    registers::create(state().register_file(), test_now());
    engine_.create(state());
    store_ = engine_.open(state());
}

store::UnitId FilledStore::unit(std::string_view code) const
{
    const auto registers = registers::open_for_reading(state().register_file());
    return registers::unit_with_code(*registers, code, model::day_of(test_now())).value();
}

void FilledStore::reopen()
{
    store_.reset();
    store_ = engine_.open(state());
}

TestSpool::TestSpool(FilledStore& filled, std::string_view unit, std::vector<std::string> sources,
                     std::uint8_t number)
    : filled_(&filled), store_(nullptr)
{
    greet_as(unit, std::move(sources), number);
}

TestSpool::TestSpool(FilledStore& filled, store::Store& store, std::string_view unit,
                     std::vector<std::string> sources, std::uint8_t number)
    : filled_(&filled), store_(&store)
{
    greet_as(unit, std::move(sources), number);
}

void TestSpool::greet_as(std::string_view unit, std::vector<std::string> sources,
                         std::uint8_t number)
{
    greeting.unit = filled_->unit(unit);
    greeting.spool_id.fill(number);
    greeting.boot_nonce.fill(number);
    greeting.key_id.fill(9);
    greeting.agent_version = "0.1.0";
    for (std::string& name : sources) {
        const auto index = static_cast<std::uint16_t>(greeting.sources.size() + 1);
        greeting.sources.push_back({index, std::move(name), {}});
    }
    welcome_ = std::get<store::Welcomed>(greet());
    sequence_ = welcome_.durable.through;
    chain_ = welcome_.durable.chain;
}

store::Store& TestSpool::spoken_to() const
{
    return store_ != nullptr ? *store_ : filled_->store();
}

store::GreetingAnswer TestSpool::greet()
{
    store::Group group;
    group.greetings.push_back(greeting);
    return spoken_to().apply(group, test_now()).greetings.at(0);
}

store::Receipt TestSpool::observe(std::vector<model::Observation> observations,
                                  std::uint16_t source)
{
    wire::BatchBody body;
    body.source = source;
    body.observations = std::move(observations);
    return send(std::move(body));
}

store::Receipt TestSpool::withdraw(std::vector<model::DossierId> ids, std::uint16_t source)
{
    wire::BatchBody body;
    body.source = source;
    body.withdrawals = std::move(ids);
    return send(std::move(body));
}

store::Receipt TestSpool::send(wire::BatchBody body)
{
    store::Group group;
    group.batches.push_back(next(std::move(body)));
    const store::GroupAnswers answers = spoken_to().apply(group, test_now());
    return std::get<store::Receipt>(answers.batches.at(0));
}

store::ReadyBatch TestSpool::next(wire::BatchBody body, model::Instant received_at)
{
    const wire::EncodedBatch encoded = wire::encode(body, wire::Salt{7});
    store::ReadyBatch batch = store::make_ready({welcome_.spool, sequence_ + 1, chain_},
                                                encoded.body, received_at, encoded.fingerprints);
    sequence_ = batch.last_sequence();
    chain_ = batch.chain;
    return batch;
}

} // namespace congto::test
