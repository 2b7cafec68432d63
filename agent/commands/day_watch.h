// The days a `reconcile` waits for, and what became of each.
#pragma once

#include "agent/commands/asked_days.h"
#include "agent/spool/report.h"
#include "config/runtime/table.h"

#include <cstdint>
#include <string>
#include <vector>

namespace congto::agent {

class DayWatch {
public:
    // Without a line a claim is as far as a day comes: its verdict is carried back with a receipt.
    enum class Verdicts : std::uint8_t { come_by_line, are_carried };

    // `before` is the spool as it was before anything was asked for.
    DayWatch(const std::vector<AskedDays>& asked, const spool::SpoolReport& before,
             Verdicts verdicts = Verdicts::come_by_line);

    // What the spool shows now. True: something moved.
    bool look(const spool::SpoolReport& now);
    // Days that differed for the first time since the last call: all of each is sent when it is
    // read once more.
    std::vector<AskedDays> to_ask_again();

    // Nothing more is to be waited for.
    bool is_over() const;
    std::size_t all() const { return days_.size(); }
    std::size_t judged() const;
    // Every day that is not verified, and why.
    runtime::Listing unverified() const;
    // "31 days: 29 verified, 2 disputed"
    std::string summary() const;
    // 0: all are verified; 65: some are not; 69: some could not be read or judged.
    int exit_status() const;

private:
    enum class State : std::uint8_t { asked, claimed, verified, disputed, differs };
    struct Watched {
        std::string source;
        model::Day day;
        std::uint64_t claimed_before = 0;
        std::uint64_t dossiers = 0;
        State state = State::asked;
        bool again = false; // asked for once more
    };

    static bool is_judged(const Watched& day);
    static State state_of(const Watched& day, const spool::DayStand& stand);
    const char* reason_of(const Watched& day) const;
    std::size_t count(State state) const;

    std::vector<Watched> days_;
    Verdicts verdicts_;
};

} // namespace congto::agent
