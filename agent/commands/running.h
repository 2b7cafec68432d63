// A running agent: a thread for each source, up to three for the line to the collector if there is
// one.
#pragma once

#include "agent/commands/asked_days.h"
#include "agent/commands/balances.h"
#include "agent/commands/certificate_watch.h"
#include "agent/commands/settings.h"
#include "agent/commands/source_beat.h"
#include "agent/mapping/mapping.h"
#include "agent/reading/reading.h"
#include "agent/source/sql.h"
#include "agent/spool/spool.h"
#include "agent/uplink/uplink.h"
#include "config/runtime/clock.h"
#include "proto/model/pseudonym.h"

#include <atomic>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace congto::agent {

// How long a run that ends by itself waits for what is away; none: it does not end by itself.
using Patience = std::optional<std::chrono::milliseconds>;

class Running {
public:
    // Reads keys and mappings and lists every fault of all of them before anything is opened.
    // Throws BadSettings, Unavailable or Corrupt.
    Running(const Settings& settings, Purpose purpose, const Patience& patience = {});
    // Stops in good order.
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void start();
    // Days to be read as soon as may be. Throws Unavailable: the spool's disk is full.
    bool ask(const std::vector<AskedDays>& asked);
    // … that another process left a note about.
    void take_asked_days();
    // A receipt file handed over by another process, where there is no line. Throws Corrupt: the
    // spool is damaged.
    void take_handed_receipt();
    // Looks at the accounts when it is time to.
    void look_at_balances() { balances_->look(); }
    // Says in time that the certificate ends.
    void look_at_certificate() { certificate_.look(); }
    // Everything was read, and where there is a line sent and receipted (a run that ends by itself
    // only).
    bool is_done() const { return done_; }
    // Throws what ended a thread: the spool is damaged, or patience is over.
    void rethrow();

private:
    // One source with all that reads it, in order of dependence.
    struct Source;
    static std::vector<std::unique_ptr<Source>> make_sources(const Settings& settings);

    void read(Source& source);
    void send();
    void end_by_itself();
    void work(const std::function<void()>& body);

    Purpose purpose_;
    Patience patience_;
    std::string address_;
    std::filesystem::path spool_file_;
    std::filesystem::path asked_days_file_;
    std::string asked_fault_; // why they are not taken
    runtime::SystemClock clock_;
    std::vector<std::unique_ptr<Source>> sources_;
    std::unique_ptr<spool::Spool> spool_;
    CertificateWatch certificate_;
    std::unique_ptr<Balances> balances_;
    std::unique_ptr<uplink::Uplink> uplink_; // none: there is no line
    std::stop_source stop_;
    std::atomic<std::size_t> reading_{0};
    std::atomic<bool> done_{false};
    std::mutex mutex_;
    std::exception_ptr failure_;
    std::vector<std::thread> threads_;
};

} // namespace congto::agent
