// A collector's state directory in a folder of its own, and agents that speak to its store.
#pragma once

#include "collector/store/reader.h"
#include "collector/store/store.h"
#include "tests/support/temp_dir.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace congto::test {

// How a store of some engine is made and opened: the suite runs on each.
struct StoreEngine {
    std::string name;
    std::function<void(const store::StateDirectory&)> create;
    std::function<std::unique_ptr<store::Store>(const store::StateDirectory&)> open;
};
const std::vector<StoreEngine>& store_engines();

// 2026-02-03T00:00:00Z: when everything of these tests is received, unless said.
model::Instant test_now();

class FilledStore {
public:
    explicit FilledStore(const StoreEngine& engine = store_engines().front());

    // Id of the unit whose code is valid at test_now().
    store::UnitId unit(std::string_view code) const;
    store::Store& store() { return *store_; }
    store::Reader reader() const { return store::Reader::open(state()); }
    store::StateDirectory state() const { return {directory_.path()}; }
    // Closes and opens it again.
    void reopen();
    void close() { store_.reset(); }

private:
    TempDir directory_;
    StoreEngine engine_;
    std::unique_ptr<store::Store> store_;
};

// An agent's spool as the store meets it. Numbers and chains batches as a real one does.
class TestSpool {
public:
    // Greets. `number` tells spools apart: equal numbers, equal spool ids.
    TestSpool(FilledStore& filled, std::string_view unit, std::vector<std::string> sources,
              std::uint8_t number = 1);
    // Speaks to another store of that directory.
    TestSpool(FilledStore& filled, store::Store& store, std::string_view unit,
              std::vector<std::string> sources, std::uint8_t number = 1);

    // One batch of its own group; source numbers count from 1. The receipt that came back.
    store::Receipt observe(std::vector<model::Observation> observations, std::uint16_t source = 1);
    store::Receipt withdraw(std::vector<model::DossierId> ids, std::uint16_t source = 1);
    store::Receipt send(wire::BatchBody body);
    // The next batch, made ready but not sent; numbers move on.
    store::ReadyBatch next(wire::BatchBody body, model::Instant received_at = test_now());
    store::GreetingAnswer greet();

    store::SpoolGreeting greeting; // what greet() says; a test may change it
    const store::Welcomed& welcome() const { return welcome_; }

private:
    void greet_as(std::string_view unit, std::vector<std::string> sources, std::uint8_t number);
    store::Store& spoken_to() const;

    FilledStore* filled_;
    store::Store* store_; // none: the one `filled` has open
    store::Welcomed welcome_;
    std::uint64_t sequence_ = 0;
    wire::Chain chain_{};
};

} // namespace congto::test
