// How one source is read, by its settings and by what the agent runs for.
#pragma once

#include "agent/reading/proven.h"
#include "agent/reading/sweep.h"
#include "agent/source/settings.h"

#include <memory>
#include <optional>

namespace congto::agent {

// What an agent runs for.
enum class Purpose : std::uint8_t {
    stay,      // until stopped
    read_once, // everything there is, once
    asked_days // days asked for, and nothing else
};

// A value of one thread.
class SourceBeat final : public reading::Beat {
public:
    SourceBeat(const source::SqlSettings& settings, const reading::DaySource& source,
               Purpose purpose);

    void poll(const std::stop_token& stop) override { beat_->poll(stop); }
    void read_all(const std::stop_token& stop) override { beat_->read_all(stop); }

private:
    std::optional<reading::Follow> follow_;
    std::optional<reading::Days> days_;
    std::unique_ptr<reading::Beat> own_;
    reading::Beat* beat_ = nullptr;
};

} // namespace congto::agent
