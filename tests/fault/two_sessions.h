// Two writing sessions on one table of a real engine, and what they have committed.
#pragma once

#include "agent/source/source.h"
#include "proto/model/time.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace congto::test {

enum class Act : std::uint8_t { insert, update, remove, commit, roll_back, read };

struct Turn {
    int session = 0; // of a write: 0 or 1
    Act act = Act::read;
};

std::string name_of(const std::vector<Turn>& turns);

// Every order of up to `most` turns that two sessions can take: a session updates and removes one
// row of its own that was there before, and inserts others; what begins with the second session or
// reads twice in a row is another one in other words.
std::vector<std::vector<Turn>> all_orders(std::size_t most);

struct Engine {
    std::string name;       // as SOCI has it
    std::string connection; // of one who may write
    std::string time_type;
    std::string text_of_time;   // SQL for the column m as text
    std::string time_of_cursor; // SQL for :after_cursor as a time
};

// The table `dossier`, and its sessions. Times are the test's own.
class TwoSessions {
public:
    explicit TwoSessions(Engine engine);
    ~TwoSessions();

    // Commits a row for each session to update and remove. All dossiers of the order were opened on
    // that day.
    void begin_order(model::Instant now, model::Day opened);
    // A write at `now`; none of them is Act::read.
    void take(const Turn& turn, model::Instant now);
    // Both commit what is open.
    void end_order();

    // Status by key of what was committed in this order; none: removed.
    const std::map<long, std::optional<std::string>>& committed() const { return committed_; }
    const Engine& engine() const { return engine_; }
    std::string code_of(long key) const;

private:
    struct Session;

    Engine engine_;
    std::unique_ptr<Session> sessions_[2];
    std::map<long, std::optional<std::string>> committed_;
    long next_key_ = 1;
    model::Day opened_{};
};

// As the mapping of that table says it, and as its rows are found.
std::string mapping_of(const Engine& engine);

} // namespace congto::test
