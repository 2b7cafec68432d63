// What becomes of a candidate: it takes the identity's place once it was welcomed, or is given up.
#include "agent/uplink/own_certificate.h"
#include "agent/uplink/renewal.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"
#include "config/runtime/new_file.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace congto::uplink {

using runtime::Severity;
using std::chrono::milliseconds;

// Of a run that ended before the collector welcomed it, or before it could be renamed.
void Renewal::find_candidate()
{
    const auto candidate = identity_if_good(candidate_);
    const auto identity = identity_if_good(identity_);
    is_there_ =
        candidate && (!identity || (candidate->certificate.uris() == identity->certificate.uris() &&
                                    candidate->received >= identity->received));
    asked_with_ = known_ = identity ? identity->certificate.fingerprint() : std::string();
    std::error_code gone;
    if (!is_there_) {
        std::filesystem::remove(candidate_, gone);
    }
}

std::optional<milliseconds> Renewal::look_at_candidate()
{
    if (std::exchange(went_well_, false)) {
        backoff_.reset();
    }
    if (is_welcome_) {
        commit();
    } else if (is_there_ && !is_in_use_) { // the other thread may be welcomed with it now
        const auto candidate = identity_if_good(candidate_);
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

std::filesystem::path Renewal::next_attempt()
{
    const std::scoped_lock lock(mutex_);
    waits_for_attempt_ = false;
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

// Before anything is sent with it: a power loss that brought the one before back would make this
// agent look as a copy of itself.
void Renewal::write_out_rename() const
{
    try {
        runtime::write_out_folder_of(identity_);
    } catch (const runtime::Unavailable& failure) {
        runtime::log(Severity::warning, "the renewed certificate may be lost with the power",
                     {{"file", identity_.string()}, {"detail", failure.what()}});
    }
}

// A disk that takes no rename is tried again by run().
void Renewal::commit()
{
    if (const auto there = identity_if_good(identity_);
        there && there->certificate.fingerprint() != asked_with_) {
        is_welcome_ = false;
        drop("somebody enrolled anew meanwhile");
        return;
    }
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
    write_out_rename();
    went_well_ = true;
    not_before_ = clock_.steady() + waits_.renew_first;
    const auto identity = identity_if_good(identity_);
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
    runtime::log(Severity::warning, "the renewed certificate is given up",
                 {{"file", identity_.string()}, {"detail", why}});
}

} // namespace congto::uplink
