// What the log says of the collector: one line a change.
#pragma once

#include "agent/spool/spool.h"

#include <atomic>
#include <optional>
#include <string>

namespace congto::uplink {

// What a note begins with, by what it is of.
inline constexpr const char* kRefuses = "collector refuses: ";
inline constexpr const char* kNotBelieved = "collector is not believed: ";
inline constexpr const char* kNotRenewed = "the certificate is not renewed: ";
inline constexpr const char* kCertificateFiles = "certificate files: ";

// A value of one thread, but for is_connected(). What needs a person is also noted in the spool,
// for `status`.
class Report {
public:
    Report(std::string address, spool::Spool& spool) : address_(std::move(address)), spool_(spool)
    {
    }

    // Says so, unless what a person must mend was refused after another welcome.
    void welcomed();
    // What was there to send is taken again.
    void went_well();
    void away(const std::string& detail);
    // Somebody answers who is not believed, or whom this machine's clock keeps from being.
    void not_believed(const std::string& doubt);
    // Once it is over the collector takes no line.
    void not_renewed(const std::string& detail);
    // The collector answers, and says no.
    void refused(const std::string& reason, const std::string& detail);
    void needs_person(const std::string& reason, const std::string& detail);
    // The collector was not even called.
    void no_certificates(const std::string& detail);
    // What could not be written to the spool then.
    void note_again();
    // Any thread.
    bool is_connected() const { return connected_; }

private:
    // True: it is another state than the last one.
    bool enter(const std::string& state);
    // Throws Corrupt: the spool is damaged.
    void note(std::string to_mend);

    std::string address_;
    spool::Spool& spool_;
    std::string state_;
    std::string not_renewed_;
    std::optional<std::string> unnoted_; // what the spool is still to be told
    bool unmended_ = false;              // needed a person, and nothing went well since
    std::atomic<bool> connected_{false};
};

} // namespace congto::uplink
