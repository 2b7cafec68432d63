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

std::optional<Identity> identity_in(const std::filesystem::path& file)
{
    try {
        return read_identity(file);
    } catch (const runtime::BadSettings&) {
        return std::nullopt;
    }
}

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

// Of a run that ended before the collector welcomed it, or before it could be renamed.
void Renewal::find_candidate()
{
    const auto candidate = identity_in(candidate_);
    const auto identity = identity_in(identity_);
    is_there_ =
        candidate && (!identity || (candidate->certificate.uris() == identity->certificate.uris() &&
                                    candidate->received >= identity->received));
    std::error_code gone;
    if (!is_there_) {
        std::filesystem::remove(candidate_, gone);
    }
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

std::optional<milliseconds> Renewal::look_at_candidate()
{
    const std::scoped_lock lock(mutex_);
    if (std::exchange(went_well_, false)) {
        backoff_.reset();
    }
    if (is_welcome_) {
        commit();
    } else if (is_there_) {
        const auto candidate = identity_in(candidate_);
        if (!candidate || own_certificate(*candidate).ends <= clock_.now()) {
            drop("it is over, or its file is gone");
        }
    }
    if (is_there_) {
        return waits_.files;
    }
    const auto left = std::chrono::ceil<milliseconds>(not_before_ - clock_.steady());
    return left > milliseconds(0) ? std::optional(std::min(left, waits_.files)) : std::nullopt;
}

milliseconds Renewal::look(const std::stop_token& stop)
{
    if (const auto wait = look_at_candidate()) {
        return *wait;
    }
    const auto identity = identity_in(identity_);
    if (!identity) {
        return waits_.files; // the uplink says so
    }
    if (is_another(*identity)) {
        candidate_came_();
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
        return backoff_.next();
    } catch (const runtime::BadSettings& bad) {
        say_once("the certificate is not renewed, and somebody must mend it", bad.what(), true);
        return slow_.next();
    }
    said_.clear();
    {
        const std::scoped_lock lock(mutex_);
        is_there_ = true;
        was_tried_ = is_welcome_ = old_ones_turn_ = false;
        // If nothing comes of it, the next one is asked for later, and later each time.
        not_before_ = clock_.steady() + waits_.renew_first + backoff_.next();
    }
    candidate_came_();
    return waits_.files;
}

bool Renewal::is_another(const Identity& identity)
{
    const std::scoped_lock lock(mutex_);
    const std::string before = std::exchange(known_, identity.certificate.fingerprint());
    return !before.empty() && before != known_;
}

bool Renewal::is_still(const Identity& identity) const
{
    const auto now = identity_in(identity_);
    return now && now->certificate.der() == identity.certificate.der();
}

void Renewal::say_once(const std::string& event, const std::string& detail, bool needs_person)
{
    if (std::exchange(said_, event + detail) != event + detail) {
        runtime::log(needs_person ? Severity::error : Severity::warning, event,
                     {{"file", identity_.string()}, {"detail", detail}});
    }
}

std::filesystem::path Renewal::next_attempt()
{
    const std::scoped_lock lock(mutex_);
    is_in_use_ = is_there_ && (is_welcome_ || !old_ones_turn_);
    was_tried_ = was_tried_ || is_in_use_;
    return is_in_use_ ? candidate_ : identity_;
}

void Renewal::welcomed()
{
    const std::scoped_lock lock(mutex_);
    if (is_in_use_) {
        is_welcome_ = true;
        commit();
    } else if (is_there_ && was_tried_) {
        drop("the line works with the one before and not with it");
    }
}

void Renewal::failed(Failed how)
{
    const std::scoped_lock lock(mutex_);
    if (!is_in_use_ || is_welcome_) {
        old_ones_turn_ = false;
    } else if (how == Failed::refused) {
        drop("the collector refuses it");
    } else {
        old_ones_turn_ = true;
    }
}

// A disk that takes no rename is tried again by run().
void Renewal::commit()
{
    std::error_code failure;
    std::filesystem::rename(candidate_, identity_, failure);
    if (failure && failure != std::errc::no_such_file_or_directory) {
        if (!std::exchange(was_said_, true)) {
            runtime::log(Severity::warning, "the renewed certificate is not in its place yet",
                         {{"file", identity_.string()}, {"detail", failure.message()}});
        }
        return;
    }
    is_there_ = is_welcome_ = is_in_use_ = was_said_ = false;
    if (failure) {
        return; // somebody enrolled anew
    }
    went_well_ = true;
    not_before_ = clock_.steady() + waits_.renew_first;
    const auto identity = identity_in(identity_);
    known_ = identity ? identity->certificate.fingerprint() : std::string();
    runtime::log(Severity::info, "certificate is renewed",
                 {{"file", identity_.string()},
                  {"until", identity ? model::text_of(own_certificate(*identity).ends) : ""}});
}

void Renewal::drop(const char* why)
{
    std::error_code gone;
    std::filesystem::remove(candidate_, gone);
    is_there_ = is_in_use_ = old_ones_turn_ = false;
    runtime::log(Severity::warning, "the renewed certificate is given up; another is asked for",
                 {{"file", identity_.string()}, {"detail", why}});
}

} // namespace congto::uplink
