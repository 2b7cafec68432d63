// A source that is followed, and whose days are read between the polls: following is fast, and the
// days prove that it missed nothing.
#pragma once

#include "agent/reading/days.h"
#include "agent/reading/follow.h"

namespace congto::reading {

// A value of one thread. Everything given must outlive it.
class Proven final : public Beat {
public:
    Proven(const Tempo& tempo, Follow& follow, Days& days, runtime::Clock& clock);

    // Days for no longer than the time between two polls. During a back-fill only those that were
    // asked for, since it reads the others anyway; but no back-fill is waited for for ever.
    void poll(const std::stop_token& stop) override;
    // What is followed; days take their time.
    void read_all(const std::stop_token& stop) override { follow_.read_all(stop); }

private:
    Scope scope() const;

    Tempo tempo_;
    Follow& follow_;
    Days& days_;
    runtime::Clock& clock_;
    std::chrono::steady_clock::time_point began_;
};

} // namespace congto::reading
