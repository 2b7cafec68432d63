// A line older than TLS 1.3 is none.
#include "agent/uplink/enrolment.h"

#include "config/runtime/failure.h"
#include "proto/identity/private_key.h"
#include "proto/identity/tls_floor.h"
#include "tests/uplink/certificate.h"
#include "tests/uplink/tls_server.h"

#include <catch2/catch.hpp>

using namespace congto;

namespace {

// Before gRPC's first handshake, as the programs do it.
const bool kSet = (identity::require_tls_1_3(), true);

std::vector<std::string> lines_agreed_on(test::TlsServer::Newest newest)
{
    const auto authority = test::certificate("authority", nullptr);
    test::TlsServer server(test::certificate("127.0.0.1", &authority), authority, newest);
    runtime::SystemClock clock;
    const identity::Invitation invitation{
        server.address(), identity::new_token(),
        identity::Certificate::all_in_pem(authority.certificate).front().fingerprint()};
    CHECK_THROWS_AS(uplink::enroll(invitation, identity::PrivateKey::generate(), "", clock),
                    runtime::Unavailable);
    return server.agreed();
}

} // namespace

TEST_CASE("a server of TLS 1.2 gets no line, one of TLS 1.3 does")
{
    REQUIRE(kSet);
    CHECK(lines_agreed_on(test::TlsServer::Newest::tls_1_2).empty());
    const auto agreed = lines_agreed_on(test::TlsServer::Newest::tls_1_3);
    REQUIRE_FALSE(agreed.empty());
    CHECK(agreed.front() == "TLSv1.3");
}
