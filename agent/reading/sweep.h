// A source read by days alone, where nothing tells which rows were modified: today and the recent
// days often, days with open dossiers hourly, and now and then every day from its first to today.
#pragma once

#include "agent/reading/beat.h"
#include "agent/reading/days.h"

namespace congto::reading {

// A value of one thread. Everything given must outlive it.
class Sweep final : public Beat {
public:
    // `from` is the first day read; the others follow the days known.
    Sweep(const DaySource& source, model::Day from);

    // What is due, newest first as long as there are days never read.
    void poll(const std::stop_token& stop) override;
    // Every day from the first to today.
    void read_all(const std::stop_token& stop) override;

private:
    void note(std::optional<model::Instant> known_at);

    DaySource source_;
    Days days_;
    std::string name_;
    bool end_said_ = false;
};

} // namespace congto::reading
