// One question to the collector's service Enrolment.
#pragma once

#include "agent/uplink/doubting.h"

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>

namespace congto::v1 {
class Enrolled;
class EnrollRequest;
class RenewRequest;
} // namespace congto::v1

namespace congto::uplink {

// How a question ended that has no answer.
struct NoAnswer {
    enum class Why : std::uint8_t {
        away,      // no line
        not_now,   // there was a line, and no certificate came of it: too many ask, or it broke
        doubted,   // somebody answered who was not believed: nothing was asked
        unknown,   // the token, or the certificate
        forbidden, // revoked, or of another unit
        lawless,   // the question was not understood, or that service is not there
    };
    Why why = Why::away;
    std::string detail;
};

struct EnrolmentLine {
    std::string address;
    AskDoubt doubt;
    std::chrono::milliseconds patience;
    std::stop_token stop;
};

// None: `answer` holds it.
std::optional<NoAnswer> ask(const EnrolmentLine& line, const v1::EnrollRequest& question,
                            v1::Enrolled& answer);
std::optional<NoAnswer> ask(const EnrolmentLine& line, const v1::RenewRequest& question,
                            v1::Enrolled& answer);

} // namespace congto::uplink
