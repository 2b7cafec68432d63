#include "agent/uplink/enrolment.h"

#include "agent/uplink/enrolment_call.h"
#include "agent/uplink/proxy.h"
#include "agent/uplink/settings.h"
#include "config/runtime/failure.h"

#include "congto/v1/enrolment.pb.h"

#include <algorithm>
#include <utility>

namespace congto::uplink {
namespace {

// Whatever is added to the message: the signature is for this use alone.
constexpr const char* kRenewal = "congto renewal 1\n";

[[noreturn]] void fail(const std::string& address, const std::string& what)
{
    throw runtime::BadSettings("collector " + address + ": " + what);
}

// `unknown` and `forbidden`: what to do then.
[[noreturn]] void fail(const std::string& address, const NoAnswer& none, const char* unknown,
                       const char* forbidden)
{
    switch (none.why) {
    case NoAnswer::Why::away:
        break;
    case NoAnswer::Why::not_now:
        throw runtime::Unavailable("collector " + address +
                                   ": answered, and gave no certificate "
                                   "for now (" +
                                   none.detail + "); try again in a minute");
    case NoAnswer::Why::doubted:
        fail(address, none.detail);
    case NoAnswer::Why::unknown:
        fail(address, "refuses: " + none.detail + "; " + unknown);
    case NoAnswer::Why::forbidden:
        fail(address, "refuses: " + none.detail + "; " + forbidden);
    case NoAnswer::Why::lawless:
        fail(address, "does not understand what is asked (" + none.detail +
                          "); is this the address for enrolment, and is the collector as new as "
                          "this agent?");
    }
    if (const auto proxy = proxy_to(address)) {
        throw runtime::Unavailable("collector " + address + ": no answer by the proxy " +
                                   proxy->address + " (" + proxy->variable + ": " + none.detail +
                                   "); does the proxy answer, and let through to that address? "
                                   "no_proxy leaves it out");
    }
    throw runtime::Unavailable("collector " + address + ": no answer (" + none.detail +
                               "); is the address right, may this machine reach it, and does the "
                               "collector run? try again");
}

std::vector<identity::Certificate> authorities_of(const std::string& address,
                                                  const v1::Enrolled& answer)
{
    std::vector<identity::Certificate> authorities;
    for (const std::string& der : answer.authorities()) {
        auto read = identity::Certificate::from_der(der);
        if (!read) {
            fail(address, "sent an authority that is no certificate; report it to the ministry");
        }
        authorities.push_back(std::move(*read));
    }
    return authorities;
}

// Its parts fit each other, and are for this key.
Identity identity_of(const std::string& address, const v1::Enrolled& answer,
                     const identity::PrivateKey& key, model::Instant now)
{
    const auto own = identity::Certificate::from_der(answer.certificate());
    const auto named = own ? own->public_key() : std::nullopt;
    if (!named || named->der() != key.public_key().der()) {
        fail(address, "sent no certificate for the key of this agent; report it to the ministry");
    }
    auto authorities = authorities_of(address, answer);
    std::vector<identity::Certificate> chain{*own};
    chain.insert(chain.end(), authorities.begin(), authorities.end());
    if (const auto why = identity::unsound(chain, authorities, now)) {
        fail(address, "sent a certificate that is not sound (" + *why +
                          "); is this machine's clock right? it says " +
                          model::text_of(std::chrono::floor<std::chrono::seconds>(now)));
    }
    return {key, *own, std::move(authorities), address,
            std::chrono::floor<std::chrono::seconds>(now)};
}

std::string uplink_of(const std::string& address, std::uint32_t port)
{
    return address.substr(0, address.rfind(':')) + ':' + std::to_string(port);
}

} // namespace

Enrolled enroll(const identity::Invitation& invitation, const identity::PrivateKey& key,
                const std::string& unit, runtime::Clock& clock)
{
    const std::string& address = invitation.address;
    v1::EnrollRequest question;
    question.set_token(invitation.token);
    question.set_signing_request(key.signing_request());
    question.set_unit(unit);
    // It may be asked when this is over already: gRPC ends a handshake when it pleases.
    const auto doubt = [fingerprint = invitation.fingerprint, host = host_of(address),
                        now = clock.now()](const std::vector<identity::Certificate>& chain) {
        return doubt_by_fingerprint(chain, fingerprint, host, now);
    };
    v1::Enrolled answer;
    if (const auto none = ask({address, doubt, kEnrolmentPatience, {}}, question, answer)) {
        fail(address, *none, "ask the ministry for a new line (congto-collector token create)",
             "the settings say which unit this agent is set up for: mend unit there, or ask the "
             "ministry for a line of that unit");
    }
    Enrolled enrolled{identity_of(address, answer, key, clock.now()), answer.unit(), answer.agent(),
                      uplink_of(address, answer.uplink_port())};
    const auto names = enrolled.identity.certificate.uris();
    const std::string name = "congto://unit/" + enrolled.unit + '/' + enrolled.agent;
    if (std::find(names.begin(), names.end(), name) == names.end() ||
        (!unit.empty() && enrolled.unit != unit) || !is_address(enrolled.uplink)) {
        fail(address, "sent a certificate that names another than it says; report it to the "
                      "ministry");
    }
    return enrolled;
}

Identity renewed(const Identity& identity, runtime::Clock& clock, const std::stop_token& stop)
{
    const std::string& address = identity.enrolment;
    const auto next = identity::PrivateKey::generate();
    v1::RenewRequest question;
    question.set_certificate(identity.certificate.der());
    question.set_signing_request(next.signing_request());
    question.set_signature(identity.key.sign(kRenewal + question.signing_request()));
    const auto doubt = [authorities = identity.authorities, host = host_of(address),
                        now = clock.now()](const std::vector<identity::Certificate>& chain) {
        return doubt_by_authorities(chain, authorities, host, now);
    };
    v1::Enrolled answer;
    if (const auto none = ask({address, doubt, kEnrolmentPatience, stop}, question, answer)) {
        constexpr const char* kAnew = "ask the ministry for a new line and run congto-agent enroll "
                                      "--replace LINE";
        fail(address, *none, kAnew, kAnew);
    }
    Identity following = identity_of(address, answer, next, clock.now());
    if (following.certificate.uris() != identity.certificate.uris()) {
        fail(address, "sent a certificate that names another agent; report it to the ministry");
    }
    return following;
}

} // namespace congto::uplink
