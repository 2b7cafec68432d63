// The certificates a collector depends on: are they good for long enough?
#pragma once

#include "collector/commands/settings.h"
#include "config/runtime/clock.h"
#include "config/runtime/metrics.h"
#include "proto/identity/certificate.h"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace congto::collector {

struct WatchedCertificate {
    std::string what; // "authority", "collector": in the log and the metrics
    // Of those of its file the one that counts. Throws runtime::BadSettings: it cannot be read.
    std::function<identity::Certificate()> read;
    std::string remedy;           // what a person is to do before it is over
    std::chrono::hours grace{0};  // it is made anew so long before an alarm means that nobody did
    std::filesystem::path file{}; // if it is one file's
    bool is_made_by_run = false;  // missing until then
};

// The authority, the collector's own certificate, or the files of [tls]; and that of [http], where
// one is named. Of the collector's own and of files what is there already.
std::vector<WatchedCertificate> watched_certificates(const Settings& settings);
// Of a file whose first certificate is shown to others.
WatchedCertificate watched_file(std::string what, const std::filesystem::path& file,
                                std::string remedy);

struct CertificateEnd {
    std::string what;
    model::Moment ends;
    std::optional<int> alarm; // days: 30, 7, 1; 0: over
    std::string detail;       // a sentence for a person
};

// None: it was not made yet. Throws runtime::Failure: it cannot be read.
std::optional<CertificateEnd> end_of(const WatchedCertificate& watched, runtime::Instant now);

// A value of one thread.
class CertificateWatch {
public:
    // The clock must outlive it.
    CertificateWatch(std::vector<WatchedCertificate> watched, runtime::Clock& clock)
        : watched_(std::move(watched)), clock_(clock)
    {
    }

    // Looks when it is time to, every 15 s. One line in the log 30, 7 and 1 days before the end of
    // each, when it is over, and when it cannot be read.
    void look();
    // Ends and alarms as of the last look.
    std::vector<runtime::Metric> metrics() const;

private:
    std::optional<CertificateEnd> readable(const WatchedCertificate& watched);

    const std::vector<WatchedCertificate> watched_;
    runtime::Clock& clock_;
    std::chrono::steady_clock::time_point due_{};
    std::map<std::string, CertificateEnd> ends_;
    std::map<std::string, std::string> unread_; // why; told once
};

} // namespace congto::collector
