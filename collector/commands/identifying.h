// What a running collector does so that agents know it, and it knows them.
#pragma once

#include "collector/access/admission.h"
#include "collector/access/own_certificate.h"
#include "collector/access/service.h"
#include "collector/commands/settings.h"
#include "collector/intake/certified.h"
#include "collector/reporting/service.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace congto::collector {

// A value of one thread; what admission() gives is asked by any. Without TLS it does nothing.
class Identifying {
public:
    // Makes the collector's certificate, where its own authority signs. Throws as the files of
    // collector/access do. `clock` must outlive it.
    Identifying(const Settings& settings, runtime::Clock& clock);

    intake::Listening listening() const { return listening_; }
    // As long as this lives.
    intake::AdmissionCheck admission();
    // Hears of each stream whose agent went on with its certificate. As long as this lives.
    intake::CertificateUse certificate_use();
    // admission() of a certificate (PEM), and of its end.
    reporting::CertificateCheck certificate_check();
    // Certificates are given from now on, where the settings say so. Throws runtime::Unavailable:
    // the address cannot be listened on. `uplink_address`: "host:port".
    void open_enrolment(const std::string& uplink_address);
    // What was denied to who asked for a certificate, by cause; empty: nobody enrols here.
    std::map<std::string, std::uint64_t> denials() const;
    // Often. Takes up another authority, and what was revoked. Whether streams must look at their
    // certificates again: something was revoked, or a minute is over.
    bool look();

private:
    void keep_certificate_fresh();
    void look_at_authority();
    void load_authority();
    void look_for_copies();

    runtime::Clock& clock_;
    intake::Listening listening_;
    Identification identification_;
    std::filesystem::path access_file_;
    std::shared_ptr<const access::Authority> authority_;
    std::vector<std::filesystem::path> authority_files_;
    std::vector<std::filesystem::file_time_type> authority_written_;  // when it was read
    std::optional<std::chrono::steady_clock::time_point> signs_from_; // the new one, for others
    std::optional<access::OwnCertificate> own_;
    std::unique_ptr<access::Admission> admission_;
    std::unique_ptr<access::Enrolment> enrolment_;
    std::unique_ptr<access::EnrolmentServer> server_;
    std::optional<runtime::Instant> looked_;
    std::string unloaded_;  // why the authority's files cannot be read; empty: they can
    std::string unread_;    // … who is revoked
    std::string unwritten_; // … which certificates are used cannot be written

    std::mutex used_guard_;
    std::set<std::string> used_;  // serials, since the last look
    std::set<std::string> noted_; // … before
};

// The files of the authority that signs here: certificates, then its key; none: none does.
std::vector<std::filesystem::path> authority_files(const Settings& settings);
// The authority that signs here, if one does. Throws runtime::BadSettings: a file of it is no use.
std::optional<access::Authority> authority_of(const Settings& settings);

} // namespace congto::collector
