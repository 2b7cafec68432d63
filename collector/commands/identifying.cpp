#include "collector/commands/identifying.h"

#include "collector/access/access_file.h"
#include "collector/access/key_file.h"
#include "collector/access/renewals.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <iterator>
#include <system_error>
#include <utility>

namespace congto::collector {
namespace {

constexpr std::chrono::minutes kBetweenChecks{1};
constexpr std::size_t kMostNoted = 100'000;
// Who listens looks at the files of authorities each 10 s.
constexpr std::chrono::seconds kTaken{15};

std::uint16_t port_of(const std::string& address)
{
    std::uint16_t port = 0;
    const std::size_t digits = address.rfind(':') + 1;
    std::from_chars(address.data() + digits, address.data() + address.size(), port);
    return port;
}

// None of a file that is not there.
std::vector<std::filesystem::file_time_type>
written_at(const std::vector<std::filesystem::path>& files)
{
    std::vector<std::filesystem::file_time_type> times;
    for (const std::filesystem::path& file : files) {
        std::error_code none;
        times.push_back(std::filesystem::last_write_time(file, none));
    }
    return times;
}

// Empty: none.
std::string fault_of(const std::function<void()>& work)
{
    try {
        work();
        return {};
    } catch (const std::exception& failure) {
        return failure.what();
    }
}

// One line when it begins to fail, or fails otherwise, and one when it no longer does.
void say_change(const char* event, std::string& before, const std::string& fault)
{
    if (std::exchange(before, fault) != fault) {
        runtime::log(fault.empty() ? runtime::Severity::info : runtime::Severity::error, event,
                     {{"reason", fault.empty() ? "mended" : fault}});
    }
}

} // namespace

Identifying::Identifying(const Settings& settings, runtime::Clock& clock)
    : clock_(clock), listening_(settings.listening), identification_(settings.identification),
      access_file_(store::StateDirectory{settings.state}.access_file()),
      authority_files_(authority_files(settings)), authority_written_(written_at(authority_files_))
{
    if (auto authority = authority_of(settings)) {
        authority_ = std::make_shared<const access::Authority>(std::move(*authority));
    }
    const store::StateDirectory state{settings.state};
    if (identification_.has_own_authority()) {
        own_.emplace(state.authority_folder(), identification_.hosts);
        keep_certificate_fresh();
        listening_.tls =
            intake::TlsFiles{state.authority_file(), own_->chain_file(), own_->key_file()};
    }
    if (listening_.tls) {
        admission_ = std::make_unique<access::Admission>(access_file_);
    }
}

intake::AdmissionCheck Identifying::admission()
{
    if (!admission_) {
        return nullptr;
    }
    return [this](const intake::Certified& shown) {
        return admission_->refusal_of({shown.serial, {shown.unit, shown.agent}, shown.issued_at});
    };
}

intake::CertificateUse Identifying::certificate_use()
{
    if (!admission_) {
        return nullptr;
    }
    return [this](const intake::Certified& shown) {
        const std::lock_guard lock(used_guard_);
        used_.insert(shown.serial);
    };
}

// What cannot be written now is written with the next look.
void Identifying::look_for_copies()
{
    std::vector<std::string> fresh;
    {
        const std::lock_guard lock(used_guard_);
        std::set_difference(used_.begin(), used_.end(), noted_.begin(), noted_.end(),
                            std::back_inserter(fresh));
        used_.clear();
        used_.insert(fresh.begin(), fresh.end());
    }
    if (fresh.empty()) {
        return;
    }
    const auto access = access::open_for_writing(access_file_);
    for (const auto& agent : access::take_up_all(*access, fresh, clock_.now())) {
        runtime::log(runtime::Severity::error,
                     "an identity is on two machines: both are refused until it enrols anew",
                     {{"unit", agent.unit}, {"agent", agent.agent}});
    }
    if (noted_.size() > kMostNoted) {
        noted_.clear();
    }
    noted_.insert(fresh.begin(), fresh.end());
}

reporting::CertificateCheck Identifying::certificate_check()
{
    if (!admission_) {
        return nullptr;
    }
    return [this](std::string_view pem) -> std::optional<std::string> {
        const auto all = identity::Certificate::all_in_pem(pem);
        if (all.empty()) {
            return "the certificate cannot be read";
        }
        if (all.front().not_after() <= clock_.now()) {
            return "the certificate " + all.front().serial() + " is over";
        }
        return admission_->refusal_of(access::shown_by(all.front()));
    };
}

void Identifying::open_enrolment(const std::string& uplink_address)
{
    if (!identification_.enrolment_address || !authority_) {
        return;
    }
    enrolment_ = std::make_unique<access::Enrolment>(access_file_, authority_,
                                                     identification_.rules, clock_);
    server_ = std::make_unique<access::EnrolmentServer>(
        *enrolment_,
        access::EnrolmentListening{*identification_.enrolment_address, listening_.tls->certificate,
                                   listening_.tls->key},
        port_of(uplink_address));
    runtime::log(runtime::Severity::info, "agents may enrol", {{"address", server_->address()}});
}

std::map<std::string, std::uint64_t> Identifying::denials() const
{
    return enrolment_ ? enrolment_->denials() : std::map<std::string, std::uint64_t>();
}

bool Identifying::look()
{
    if (!admission_) {
        return false;
    }
    look_at_authority();
    const runtime::Instant now = clock_.now();
    const bool is_time = !looked_ || now - *looked_ >= kBetweenChecks || now < *looked_;
    if (is_time) {
        looked_ = now;
        keep_certificate_fresh();
    }
    // First, and by itself: it reads, and what cannot be written, as on a full disk, is another
    // matter.
    bool is_changed = false;
    say_change("who is revoked cannot be read", unread_,
               fault_of([&] { is_changed = admission_->look(); }));
    say_change("which certificates are used cannot be written", unwritten_,
               fault_of([&] { look_for_copies(); }));
    return is_changed || is_time;
}

void Identifying::look_at_authority()
{
    if (const auto written = written_at(authority_files_); written != authority_written_) {
        say_change("the authority's files cannot be read", unloaded_, fault_of([&] {
                       load_authority();
                       authority_written_ = written; // else they are tried again
                   }));
    }
    if (signs_from_ && clock_.steady() >= *signs_from_) {
        signs_from_.reset();
        if (enrolment_) {
            enrolment_->take(authority_);
        }
    }
}

// The collector's own certificate is of the new one at once: who knows the old one alone is shown
// the bridge. Agents' are when this address takes what it signs.
void Identifying::load_authority()
{
    auto read = access::Authority::load(authority_files_.front(), authority_files_.back());
    const bool signs_already =
        read.certificate().fingerprint() == authority_->certificate().fingerprint();
    authority_ = std::make_shared<const access::Authority>(std::move(read));
    signs_from_ = clock_.steady() + (signs_already ? std::chrono::seconds(0) : kTaken);
    runtime::log(runtime::Severity::info, "the authority has changed",
                 {{"signs", authority_->certificate().fingerprint()},
                  {"taken", static_cast<std::int64_t>(authority_->all().size())}});
    keep_certificate_fresh();
}

// What fails at the start is thrown; later the certificate has a third of its life left.
void Identifying::keep_certificate_fresh()
{
    if (!own_) {
        return;
    }
    try {
        if (own_->keep_fresh(*authority_, clock_.now())) {
            const auto made = access::read_certificates(own_->chain_file()).front();
            runtime::log(runtime::Severity::info, "the collector's certificate was made anew",
                         {{"until", model::text_of(made.not_after())}});
        }
    } catch (const std::exception& failure) {
        if (!looked_) {
            throw;
        }
        runtime::log(runtime::Severity::error, "the collector's certificate cannot be made anew",
                     {{"reason", failure.what()}});
    }
}

} // namespace congto::collector
