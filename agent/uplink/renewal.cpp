#include "agent/uplink/renewal.h"

#include "agent/uplink/enrolment.h"
#include "agent/uplink/own_certificate.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace congto::uplink {
namespace {

using runtime::Severity;
using std::chrono::milliseconds;

// Throws runtime::BadSettings: no file can be made beside it.
void require_folder(const std::filesystem::path& file)
{
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    if (::access(folder.c_str(), W_OK) != 0) {
        throw runtime::BadSettings(folder.string() +
                                   ": cannot be written by this agent, and its identity is renewed "
                                   "there; let identity_file lie in a folder of the agent's own");
    }
}

} // namespace

Renewal::Renewal(std::filesystem::path identity, runtime::Clock& clock, const Waits& waits,
                 std::function<void()> candidate_came)
    : identity_(std::move(identity)), candidate_(candidate_file(identity_)), clock_(clock),
      waits_(waits), candidate_came_(std::move(candidate_came)),
      backoff_(waits.renew_first, waits.renew_most), slow_(waits.renew_most, waits.renew_most)
{
    find_candidate();
}

void Renewal::run(const std::stop_token& stop)
{
    milliseconds wait{0};
    while (runtime::wait_for(stop, wait)) {
        try {
            wait = look(stop);
        } catch (const std::exception& failure) {
            say_once("the certificate is not renewed", failure.what(), true);
            wait = waits_.renew_most;
        }
    }
}

milliseconds Renewal::look(const std::stop_token& stop)
{
    std::optional<Identity> identity;
    {
        const std::scoped_lock lock(mutex_); // no candidate takes its place between
        identity = identity_if_good(identity_);
        if (identity && is_another(*identity)) {
            backoff_.reset();
            let_it_be_tried();
        }
        if (const auto wait = look_at_candidate()) {
            return *wait;
        }
    }
    if (!identity) {
        return waits_.files; // the uplink says so
    }
    const auto due = own_certificate(*identity).renewal;
    if (!due) {
        say_once("the certificate is not renewed",
                 identity_.string() + " does not say where (\"# enrolment: HOST:PORT\")", true);
        return waits_.files;
    }
    const auto left = std::chrono::ceil<milliseconds>(*due - clock_.now());
    return left > milliseconds(0) ? std::min(left, waits_.files) : ask(*identity, stop);
}

milliseconds Renewal::ask(const Identity& identity, const std::stop_token& stop)
{
    try {
        require_folder(candidate_); // before the collector makes a certificate for nothing
        const Identity next = renewed(identity, clock_, stop);
        if (!is_still(identity)) {
            return waits_.renew_first;
        }
        write_identity(candidate_, next);
    } catch (const runtime::Unavailable& away) {
        if (!stop.stop_requested()) {
            say_once("the certificate is not renewed yet", away.what(), false);
        }
        return asked_again_after(backoff_.next());
    } catch (const runtime::BadSettings& bad) {
        say_once("the certificate is not renewed, and somebody must mend it", bad.what(), true);
        hindered_by(bad.what());
        return asked_again_after(slowly(identity));
    }
    said_.clear();
    {
        const std::scoped_lock lock(mutex_);
        hindrance_.clear();
        is_there_ = true;
        asked_with_ = identity.certificate.fingerprint();
        was_tried_ = is_welcome_ = old_ones_turn_ = false;
        // If nothing comes of it, the next one is asked for later, and later each time.
        not_before_ = clock_.steady() + waits_.renew_first + backoff_.next();
        let_it_be_tried();
    }
    return waits_.files;
}

// With the lock: the attempt that takes it does not end at once because of it.
void Renewal::let_it_be_tried()
{
    waits_for_attempt_ = true;
    candidate_came_();
}

// Meanwhile who enrols anew is still seen.
milliseconds Renewal::asked_again_after(milliseconds wait)
{
    const std::scoped_lock lock(mutex_);
    not_before_ = clock_.steady() + wait;
    return std::min(wait, waits_.files);
}

// Each question may cost the collector a certificate that is thrown away here, as when this
// machine's clock is wrong: some twenty in the time that is left.
milliseconds Renewal::slowly(const Identity& identity)
{
    const auto left =
        std::chrono::ceil<milliseconds>(own_certificate(identity).ends - clock_.now());
    return std::max(waits_.renew_most / 2 + slow_.next() / 2, left / 20);
}

bool Renewal::is_another(const Identity& identity)
{
    const std::string before = std::exchange(known_, identity.certificate.fingerprint());
    const bool is_so = !before.empty() && before != known_;
    if (is_so) {
        hindrance_.clear();
        not_before_ = {};
    }
    return is_so;
}

void Renewal::hindered_by(const std::string& why)
{
    const std::scoped_lock lock(mutex_);
    hindrance_ = why;
}

std::string Renewal::hindrance() const
{
    const std::scoped_lock lock(mutex_);
    return hindrance_;
}

bool Renewal::is_still(const Identity& identity) const
{
    const auto now = identity_if_good(identity_);
    return now && now->certificate.der() == identity.certificate.der();
}

void Renewal::say_once(const std::string& event, const std::string& detail, bool needs_person)
{
    if (std::exchange(said_, event + detail) != event + detail) {
        runtime::log(needs_person ? Severity::error : Severity::warning, event,
                     {{"file", identity_.string()}, {"detail", detail}});
    }
}

} // namespace congto::uplink
