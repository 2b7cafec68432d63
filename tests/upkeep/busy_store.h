// A store with a life behind it: several agents of several units, sources that show the same
// dossiers, changes, withdrawals, rejections and claims.
#pragma once

#include "tests/store/filled_store.h"
#include "tests/store/shown.h"

#include <map>
#include <random>
#include <utility>

namespace congto::test {

using Random = std::mt19937;

// Agents whose batches come mixed, in groups of any size.
class BusyStore {
public:
    explicit BusyStore(unsigned seed);

    // So many batches more, of any agent.
    void live(int batches);

    // An operator decides that one machine uses the spool.
    void release(store::SpoolNumber spool);
    // Another source of a unit greets, and sends a batch.
    void join_newcomer(std::uint8_t number);

    FilledStore& filled() { return filled_; }
    store::StateDirectory state() const { return filled_.state(); }
    // From now on an operator decides now and then.
    void has_operator() { operator_ = true; }
    std::int64_t decisions() const { return decisions_; }
    // An operator decides that fingerprints of months opened up to this one are erased.
    void erase(model::Month through);
    // How many claims were judged so.
    int verdicts(store::DayStanding standing) { return verdicts_[standing]; }
    // Closes the store and writes it back, so that its file is all there is of it.
    void settle();
    // SQL on the file, the store being closed.
    void tamper(const std::string& sql);

private:
    wire::BatchBody any_body();
    // With a claim now and then: every other one says what the source shows.
    wire::BatchBody any_body_of(std::size_t spool);
    void apply(store::Group& group);
    model::Observation any_dossier();
    store::Decision any_order();
    store::Decision any_decision();
    std::uint32_t below(std::uint32_t bound);

    Random random_;
    FilledStore filled_;
    std::vector<TestSpool> spools_;
    std::map<std::pair<std::size_t, std::uint16_t>, Shown> shown_; // by spool and source
    std::map<store::DayStanding, int> verdicts_;
    bool operator_ = false;
    std::int64_t decisions_ = 0;
};

} // namespace congto::test
