#include "agent/uplink/uplink.h"

#include "agent/spool/random.h"
#include "agent/uplink/believing.h"
#include "agent/uplink/looking.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <algorithm>
#include <limits>
#include <thread>

namespace congto::uplink {
namespace {

// About the size of one observation: nothing smaller can come of splitting.
constexpr std::uint64_t kSmallest = 1024;
// OpenSSL's words.
constexpr const char* kUnverified = "certificate verify failed";
constexpr std::chrono::seconds kLook{5};
const std::atomic<bool> kNever{false};

} // namespace

Uplink::Uplink(const CollectorSettings& settings, spool::Spool& spool, runtime::Clock& clock,
               const Waits& waits)
    : settings_(settings), spool_(spool), clock_(clock), waits_(waits),
      report_(settings.address, spool), boot_nonce_(spool::random_name()),
      backoff_(waits.retry_first, waits.retry_most), slow_(waits.person, waits.person),
      most_bytes_(std::numeric_limits<std::uint64_t>::max())
{
    spool_.on_spooled([this] { bell_.ring(); });
    if (settings_.identity_file) {
        renewal_.emplace(*settings_.identity_file, clock_, waits_, [this] {
            bell_.ring();
            pause_.ring();
        });
    }
    on_welcome_ = [this] {
        if (renewal_) {
            renewal_->welcomed();
        }
    };
    if (settings_.plaintext) {
        runtime::log(runtime::Severity::warning, "the line to the collector is not encrypted",
                     {{"address", settings_.address}});
    }
}

Uplink::~Uplink()
{
    spool_.on_spooled(nullptr);
}

void Uplink::run(const std::stop_token& stop)
{
    std::jthread renewing; // ends with the calls
    if (renewal_) {
        renewing = std::jthread([this](const std::stop_token& end) { renewal_->run(end); });
    }
    call(stop);
}

void Uplink::call(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        report_.note_again();
        bool went_well = false;
        const Ending ending = attempt(stop, went_well);
        if (ending.why == Ending::Why::told || stop.stop_requested()) {
            return;
        }
        if (went_well) {
            backoff_.reset();
            last_reason_.clear();
        }
        tell_renewal(ending);
        pause_.wait_for(stop, after(ending, stop));
    }
}

void Uplink::finish()
{
    finishing_ = true;
    bell_.ring();
}

Ending Uplink::attempt(const std::stop_token& stop, bool& went_well)
{
    try {
        CollectorSettings settings = settings_;
        if (renewal_) {
            settings.identity_file = renewal_->next_attempt();
        }
        Stream stream(settings);
        Session session({stream, spool_, bell_, clock_, report_, waits_, finishing_, most_bytes_,
                         renewal_ ? renewal_->waits_for_attempt() : kNever, on_welcome_},
                        boot_nonce_);
        Ending ending = session.run(stop);
        largest_sent_ = session.largest_sent();
        went_well = session.has_gone_well();
        return ending;
    } catch (const runtime::Unavailable& away) {
        return {Ending::Why::lost, "", away.what(), Remedy::soon};
    } catch (const runtime::BadSettings& bad) {
        // A certificate being replaced; or one that was lost.
        return {Ending::Why::no_certificates, "", bad.what(), Remedy::person};
    }
}

void Uplink::tell_renewal(const Ending& ending)
{
    using Why = Ending::Why;
    if (!renewal_) {
        return;
    }
    if (ending.why == Why::lost) {
        renewal_->failed(Renewal::Failed::lost);
    } else if (ending.why == Why::no_certificates ||
               (ending.why == Why::refused && ending.remedy == Remedy::person)) {
        renewal_->failed(Renewal::Failed::refused);
    }
}

// What gRPC calls a certificate that it cannot verify is looked at again, by who can tell why.
void Uplink::report_lost(const Ending& ending, const std::stop_token& stop)
{
    Doubt doubt;
    if (ending.detail.find(kUnverified) != std::string::npos) {
        try {
            const Look look = look_at_collector(settings_, clock_.now(), kLook, stop);
            if (look.found == Look::Found::doubted) {
                doubt = look.detail;
            }
        } catch (const runtime::BadSettings&) {
            doubt.reset(); // the next attempt says so
        }
    }
    if (doubt) {
        report_.not_believed(*doubt);
    } else {
        report_.away(ending.detail);
    }
    if (const auto why = renewal_ ? renewal_->hindrance() : std::string(); !why.empty()) {
        report_.not_renewed(why);
    }
}

std::chrono::milliseconds Uplink::after(const Ending& ending, const std::stop_token& stop)
{
    if (ending.why == Ending::Why::renewed || ending.why == Ending::Why::again) {
        return std::chrono::milliseconds(0);
    }
    if (ending.why == Ending::Why::anew) {
        runtime::log(runtime::Severity::warning,
                     "collector knows another history of this spool; the source is read again",
                     {{"address", settings_.address}});
        return backoff_.next();
    }
    if (ending.why == Ending::Why::lost) {
        report_lost(ending, stop);
        return backoff_.next();
    }
    if (ending.why == Ending::Why::no_certificates) {
        report_.no_certificates(ending.detail);
        return std::min(slow_.next(), waits_.files); // nobody was called
    }
    const bool again = ending.reason == last_reason_;
    last_reason_ = ending.reason;
    if (makes_smaller(ending)) {
        report_.refused(ending.reason, ending.detail);
        return backoff_.next();
    }
    if (ending.remedy == Remedy::soon || (ending.remedy == Remedy::once_soon && !again)) {
        report_.refused(ending.reason, ending.detail);
        return backoff_.next();
    }
    report_.needs_person(ending.reason, ending.detail);
    return slow_.next();
}

// What was refused is the largest that was sent, or smaller.
bool Uplink::makes_smaller(const Ending& ending)
{
    if (ending.reason != "too_large" || largest_sent_ <= kSmallest) {
        return false;
    }
    most_bytes_ = largest_sent_ / 2;
    runtime::log(runtime::Severity::warning, "batches are sent in smaller parts",
                 {{"address", settings_.address}, {"bytes", most_bytes_}});
    return true;
}

} // namespace congto::uplink
