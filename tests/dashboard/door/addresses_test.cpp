// Addresses as text.
#include "collector/dashboard/door/addresses.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using namespace dashboard;

TEST_CASE("an address has one way to be written")
{
    CHECK(address_of("10.1.2.3") == "10.1.2.3");
    CHECK(address_of("::ffff:10.1.2.3") == "10.1.2.3");
    CHECK(address_of("0:0:0:0:0:0:0:1") == "::1");
    CHECK(address_of("2001:DB8::A") == "2001:db8::a");
    for (const char* none :
         {"", "10.1.2", "10.1.2.3.4", "10.1.2.256", "host", "1.2.3.4 ", "[::1]"}) {
        CAPTURE(none);
        CHECK(address_of(none) == std::nullopt);
    }
    CHECK(address_of(std::string_view("10.1.2.3\0x", 10)) == std::nullopt);
}

TEST_CASE("a host of IPv6 is counted by the network it has to itself")
{
    CHECK(host_of("10.1.2.3") == "10.1.2.3");
    CHECK(host_of("2001:db8::a") == host_of("2001:db8::b:c"));
    CHECK(host_of("2001:db8::a") != host_of("2001:db8:0:1::a"));
}

TEST_CASE("an endpoint is an address and a port, and knows whether others can reach it")
{
    CHECK(endpoint_of("127.0.0.1:7443")->is_loopback);
    CHECK(endpoint_of("localhost:7443")->address == "127.0.0.1");
    CHECK(endpoint_of("[::1]:0")->is_loopback);
    CHECK_FALSE(endpoint_of("0.0.0.0:7443")->is_loopback);
    CHECK_FALSE(endpoint_of("[::]:7443")->is_loopback);
    CHECK_FALSE(endpoint_of("10.127.0.1:7443")->is_loopback);
    CHECK(text_of(*endpoint_of("[::1]:7443")) == "[::1]:7443");
    for (const char* none :
         {"", ":", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "[127.0.0.1]:80",
          "127.0.0.1.example:80", "127.0.0.1:+1", "127.0.0.1:1x", "[]:1"}) {
        CAPTURE(none);
        CHECK_FALSE(endpoint_of(none));
    }
}

} // namespace
} // namespace congto::test
