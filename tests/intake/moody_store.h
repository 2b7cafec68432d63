// A store that says no when the test says so, and otherwise yes to everything.
#pragma once

#include "collector/store/store.h"
#include "config/runtime/failure.h"

#include <atomic>

namespace congto::test {

// What the test makes of a store, seen from the test.
struct Mood {
    std::atomic<bool> away = false;
    std::atomic<bool> damaged = false;
    std::atomic<int> asked = 0;
    std::atomic<int> greetings = 0;    // answered
    std::atomic<int> cannot_erase = 0; // 1: no room; 2: a damaged row
    std::atomic<int> erasures = 0;     // tried
    std::atomic<std::int64_t> decided = 0;
};

class MoodyStore final : public store::Store {
public:
    explicit MoodyStore(Mood& mood) : mood_(mood) {}

    store::GroupAnswers apply(const store::Group& group, model::Instant /*now*/) override
    {
        ++mood_.asked;
        if (mood_.damaged) {
            throw runtime::Corrupt("store.db: a chain hash is not 32 bytes: restore a backup");
        }
        if (mood_.away) {
            throw runtime::Unavailable("store.db: database or disk is full; make room");
        }
        for (const store::Decision& decision : group.decisions) {
            decide(decision);
        }
        store::GroupAnswers answers;
        answers.greetings.resize(group.greetings.size());
        answers.batches.resize(group.batches.size());
        mood_.greetings += static_cast<int>(group.greetings.size());
        return answers;
    }
    void rest() override {}
    std::int64_t decided_through() const override { return 0; }
    store::Incarnation incarnation() const override { return {}; }

private:
    void decide(const store::Decision& decision)
    {
        const bool erases = decision.verdict == store::Decision::Verdict::erase;
        mood_.erasures += erases ? 1 : 0;
        if (erases && mood_.cannot_erase == 1) {
            throw runtime::Unavailable("store.db: database or disk is full; make room");
        }
        if (erases && mood_.cannot_erase == 2) {
            throw runtime::Corrupt("store.db: a fingerprint is not of its size");
        }
        mood_.decided = decision.number;
    }

    Mood& mood_;
};

} // namespace congto::test
