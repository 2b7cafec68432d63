#include "agent/uplink/report.h"

#include "config/runtime/failure.h"
#include "config/runtime/log.h"

namespace congto::uplink {

using runtime::Severity;

namespace {

constexpr const char* kConnected = "connected";

} // namespace

bool Report::enter(const std::string& state)
{
    const bool other = state != state_;
    state_ = state;
    connected_ = state == kConnected;
    return other;
}

void Report::connected()
{
    if (enter(kConnected)) {
        runtime::log(Severity::info, "collector is connected", {{"address", address_}});
        spool_.note_refusal("");
    }
}

void Report::away(const std::string& detail)
{
    if (enter("away")) {
        runtime::log(Severity::warning, "collector is away; what is read is kept",
                     {{"address", address_}, {"detail", detail}});
    }
}

void Report::refused(const std::string& reason, const std::string& detail)
{
    if (enter("refused " + reason)) {
        runtime::log(Severity::warning, "collector refused for now",
                     {{"address", address_}, {"reason", reason}, {"detail", detail}});
    }
}

void Report::needs_person(const std::string& reason, const std::string& detail)
{
    if (enter("person " + reason)) {
        runtime::log(Severity::error, "collector refuses, and somebody must mend it",
                     {{"address", address_}, {"reason", reason}, {"detail", detail}});
        spool_.note_refusal(reason + ": " + detail);
    }
}

} // namespace congto::uplink
