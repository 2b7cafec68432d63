#include "agent/uplink/report.h"

#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <utility>

namespace congto::uplink {

using runtime::Severity;

namespace {

constexpr const char* kConnected = "connected";

} // namespace

bool Report::enter(const std::string& state)
{
    const bool other = state != state_;
    state_ = state;
    return other;
}

void Report::note(std::string to_mend)
{
    unnoted_ = std::move(to_mend);
    note_again();
}

void Report::note_again()
{
    if (!unnoted_) {
        return;
    }
    try {
        spool_.note_refusal(*unnoted_);
        unnoted_.reset();
    } catch (const runtime::Unavailable&) {
        // A full disk, which reading says, must not end the line.
    }
}

void Report::welcomed()
{
    connected_ = true;
    if (!unmended_ && enter(kConnected)) {
        runtime::log(Severity::info, "collector is connected", {{"address", address_}});
    }
}

void Report::went_well()
{
    unmended_ = false;
    not_renewed_.clear();
    welcomed();
    note("");
}

void Report::away(const std::string& detail)
{
    connected_ = false;
    if (enter("away")) {
        runtime::log(Severity::warning, "collector is away; what is read is kept",
                     {{"address", address_}, {"detail", detail}});
    }
}

void Report::not_believed(const std::string& doubt)
{
    connected_ = false;
    unmended_ = true;
    if (enter("not believed")) {
        runtime::log(Severity::error, "collector is not believed; what is read is kept",
                     {{"address", address_}, {"detail", doubt}});
        note(kNotBelieved + doubt);
    }
}

void Report::not_renewed(const std::string& detail)
{
    if (std::exchange(not_renewed_, detail) != detail) {
        unmended_ = true;
        note(kNotRenewed + detail); // who renews has logged it
    }
}

void Report::refused(const std::string& reason, const std::string& detail)
{
    connected_ = false;
    if (enter("refused " + reason)) {
        runtime::log(Severity::warning, "collector refused for now",
                     {{"address", address_}, {"reason", reason}, {"detail", detail}});
    }
}

void Report::needs_person(const std::string& reason, const std::string& detail)
{
    connected_ = false;
    unmended_ = true;
    if (enter("person " + reason)) {
        runtime::log(Severity::error, "collector refuses, and somebody must mend it",
                     {{"address", address_}, {"reason", reason}, {"detail", detail}});
        note(kRefuses + reason + ": " + detail);
    }
}

void Report::no_certificates(const std::string& detail)
{
    connected_ = false;
    if (enter("no certificates")) {
        runtime::log(Severity::error, "the certificate files cannot be used", {{"detail", detail}});
        note(kCertificateFiles + detail);
    }
}

} // namespace congto::uplink
