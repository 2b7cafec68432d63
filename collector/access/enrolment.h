// Gives agents their certificates: the contract of congto.v1.Enrolment, without a socket.
#pragma once

#include "collector/access/authority.h"
#include "collector/access/denials.h"
#include "collector/access/issued.h"
#include "collector/access/pace.h"
#include "config/runtime/clock.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

namespace congto::access {

struct EnrolmentRules {
    std::chrono::milliseconds life = std::chrono::hours(24 * 30);      // of a certificate
    std::chrono::milliseconds renewable = std::chrono::hours(24 * 90); // after it is over
    std::size_t per_minute = 600;                                      // questions of all hosts
    std::size_t per_minute_of_one = 30;                                // … of one
    std::int64_t renewals = 20; // of one agent in an hour, or in a certificate's life
};

struct EnrollAsked {
    std::string token;
    std::string signing_request; // DER
    std::string unit;            // code; empty: whichever it is
    std::string from;            // host of who asks
};

struct RenewAsked {
    std::string certificate; // DER
    std::string signing_request;
    std::string signature;
    std::string from;
};

// What the old key signs to renew.
inline std::string renewal_text(const std::string& signing_request)
{
    return "congto renewal 1\n" + signing_request;
}

// Any thread may ask; one is answered at a time.
class Enrolment {
public:
    using Outcome = std::variant<Issued, NotEnrolled>;

    // `clock` must outlive it.
    Enrolment(std::filesystem::path access_file, std::shared_ptr<const Authority> authority,
              EnrolmentRules rules, runtime::Clock& clock);

    // Each question that is answered leaves an entry in the audit trail, and of those denied the
    // first of a minute. Throws runtime::Unavailable and Corrupt, as the file of who may do what
    // does.
    Outcome enroll(const EnrollAsked& asked);
    Outcome renew(const RenewAsked& asked);

    // Signs from now on. What is being asked is answered by the one before.
    void take(std::shared_ptr<const Authority> authority);
    std::shared_ptr<const Authority> authority() const;

    // How many were denied, by cause, since the start.
    std::map<std::string, std::uint64_t> denials() const { return denials_.counts(); }

private:
    Outcome enroll_inside(SQLite::Database& access, const EnrollAsked& asked,
                          runtime::Instant now) const;
    Outcome renew_inside(SQLite::Database& access, const RenewAsked& asked,
                         runtime::Instant now) const;
    // Why it is not renewed though it may be; none: it is.
    std::optional<NotEnrolled> fault_of_renewal(SQLite::Database& access, const Issued& of,
                                                runtime::Instant now) const;
    // Whose certificate it is; none: no authority here signed it. On record or not: a backup that
    // came back does not know what was issued since.
    std::optional<Issued> holder(SQLite::Database& access,
                                 const identity::Certificate& shown) const;
    template <typename Answer>
    Outcome answered(const std::string& from, const char* act, Answer answer);

    std::filesystem::path file_;
    std::shared_ptr<const Authority> authority_;
    EnrolmentRules rules_;
    runtime::Clock& clock_;
    mutable std::mutex guard_;
    Pace pace_;
    Denials denials_;
};

} // namespace congto::access
