// The next certificate in time: asked for when two thirds of the life of this one are over, tried,
// and taken once the collector welcomed it.
//
//   identity ──2/3──► asked for ──► candidate ──► connects ──Welcome──► identity (one rename)
//                         ▲                           │
//                         └───── later, another ◄─────┘ refused; or lost, while the old one is not
#pragma once

#include "agent/uplink/identity_file.h"
#include "agent/uplink/waits.h"
#include "config/runtime/backoff.h"
#include "config/runtime/clock.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace congto::uplink {

// Asks on one thread, run(); the uplink's thread says how it went. Whatever ends the program leaves
// an identity the collector knows, and perhaps a candidate, which the next start tries.
class Renewal {
public:
    // What it is given must outlive it. `candidate_came` is called by the thread of run(), and
    // calls nothing here: there is a candidate, or somebody enrolled anew, and the next attempt is
    // to be made now.
    Renewal(std::filesystem::path identity, runtime::Clock& clock, const Waits& waits,
            std::function<void()> candidate_came);

    void run(const std::stop_token& stop);

    // The uplink's thread: the file that the next attempt connects with, then what became of it.
    std::filesystem::path next_attempt();
    void welcomed();
    enum class Failed : std::uint8_t {
        refused, // what the candidate says of this agent
        lost,    // that may be the line's
    };
    void failed(Failed how);
    // Any thread: why there is no next certificate, where somebody must mend it; else empty.
    std::string hindrance() const;
    // Any thread: that came since next_attempt().
    const std::atomic<bool>& waits_for_attempt() const { return waits_for_attempt_; }

private:
    // How long nothing is to be done.
    std::chrono::milliseconds look(const std::stop_token& stop);
    void let_it_be_tried();
    // With the lock. None: nothing waits for the other thread, nor for its time.
    std::optional<std::chrono::milliseconds> look_at_candidate();
    std::chrono::milliseconds ask(const Identity& identity, const std::stop_token& stop);
    std::chrono::milliseconds asked_again_after(std::chrono::milliseconds wait);
    std::chrono::milliseconds slowly(const Identity& identity);
    void hindered_by(const std::string& why);
    void find_candidate();
    // With the lock: somebody enrolled anew since the last look.
    bool is_another(const Identity& identity);
    // … while this one was asked for its next: not.
    bool is_still(const Identity& identity) const;
    void commit();
    void write_out_rename() const;
    void drop(const char* why);
    void say_once(const std::string& event, const std::string& detail, bool needs_person);

    const std::filesystem::path identity_;
    const std::filesystem::path candidate_;
    runtime::Clock& clock_;
    const Waits waits_;
    const std::function<void()> candidate_came_;
    std::atomic<bool> waits_for_attempt_{false};

    runtime::Backoff backoff_; // of run()'s thread
    runtime::Backoff slow_;    // … for what a person must mend
    std::string said_;         // … what went wrong last

    mutable std::mutex mutex_;
    std::string hindrance_;
    bool is_there_ = false;   // the candidate
    bool was_tried_ = false;  // … at least once
    bool is_in_use_ = false;  // … by the attempt under way
    bool is_welcome_ = false; // … by the collector; its rename is still to be done
    bool was_said_ = false;   // … that this cannot be done
    bool old_ones_turn_ = false;
    std::string asked_with_; // fingerprint of the certificate that the candidate follows
    std::string known_;      // fingerprint of the identity's certificate at the last look
    bool went_well_ = false; // the next waits begin from the shortest
    std::chrono::steady_clock::time_point not_before_{}; // the next question
};

} // namespace congto::uplink
