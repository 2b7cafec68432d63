// The server by real sockets, as a browser and as somebody else would come.
#include "config/runtime/failure.h"
#include "tests/dashboard/door/doors.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

TEST_CASE("a request is answered with what is the door's")
{
    const Doors doors;
    Client client(doors.server.address());
    const Answer answer = client.get("/rates?month=2026-08");
    CHECK(answer.status == 200);
    CHECK(answer.body.starts_with("GET /rates?month=2026-08 127.0.0.1\n"));
    CHECK(answer.has("Server: congto\r\n"));
    CHECK(answer.has("Date: "));
    CHECK_FALSE(answer.has("Strict-Transport-Security")); // in plain text
    CHECK(doors.server.counts().answered[0] == 1);
}

TEST_CASE("a line serves many requests, also sent at once")
{
    const Doors doors;
    Client client(doors.server.address());
    CHECK(client.get("/1").status == 200);
    CHECK(client.get("/2").status == 200);
    std::string at_once;
    for (int number = 0; number < 50; ++number) {
        at_once += "POST /" + std::to_string(number) +
                   " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
    }
    client.send(at_once);
    for (int number = 0; number < 50; ++number) {
        const Answer answer = client.answer();
        CHECK(answer.body.starts_with("POST /" + std::to_string(number) + ' '));
        CHECK(answer.body.ends_with("abc"));
    }
}

TEST_CASE("HEAD gets the length and no body, and the line goes on")
{
    const Doors doors;
    Client client(doors.server.address());
    client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");
    const Answer answer = client.answer("HEAD");
    CHECK(answer.status == 200);
    CHECK_FALSE(answer.has("Content-Length: 0\r\n"));
    CHECK(client.get("/b").body.starts_with("GET /b"));
}

TEST_CASE("who waits for a word before the body gets it")
{
    const Doors doors;
    Client client(doors.server.address());
    client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.answer().status == 100);
    client.send("ab");
    CHECK(client.answer().status == 200);
}

TEST_CASE("a line ends after an answer when it is asked to")
{
    const Doors doors;
    Client client(doors.server.address());
    client.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(client.answer().has("Connection: close\r\n"));
    CHECK(client.rest().empty());
}

TEST_CASE("a request that is refused is told why, and the line ends")
{
    const Doors doors;
    const auto status_of = [&](const std::string& text) {
        Client client(doors.server.address());
        client.send(text);
        const Answer answer = client.answer();
        CHECK(answer.has("Connection: close\r\n"));
        CHECK(client.rest().empty());
        return answer.status;
    };
    CHECK(status_of("GET / HTTP/1.1\r\n\r\n") == 400);
    CHECK(status_of("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") ==
          411);
    CHECK(status_of("BREW / HTTP/1.1\r\nHost: a\r\n\r\n") == 501);
    CHECK(status_of("GET / HTTP/3.0\r\nHost: a\r\n\r\n") == 505);
    CHECK(status_of("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: x\r\n\r\n") == 417);
    CHECK(doors.server.counts().answered[2] == 3);
    CHECK(doors.refused(Refusal::malformed) == 1);
    // What comes after is thrown away, not answered, and does not take the answer with it.
    CHECK(status_of("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(200'000, 'x')) == 431);
    CHECK(status_of("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" +
                    std::string(200'000, 'x')) == 413);
    CHECK(status_of("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\nGET /second HTTP/1.1\r\nHost: "
                    "a\r\n\r\n") == 400);
    CHECK(doors.server.counts().answered[0] == 0);
}

TEST_CASE("a site that fails is answered for, without a detail")
{
    const Doors doors;
    Client client(doors.server.address());
    for (const char* target : {"/throw", "/throw-int", "/split"}) {
        CAPTURE(target);
        const Answer answer = client.get(target);
        CHECK(answer.status == 500);
        CHECK(answer.body.find("secret") == std::string::npos);
        CHECK_FALSE(answer.has("Set-Cookie"));
    }
    CHECK(client.get("/still").status == 200);
    CHECK(doors.refused(Refusal::failed) == 3);
}

TEST_CASE("the site is told the other end of the line, and what it says of others, as it says it")
{
    const Doors doors;
    Client client(doors.server.address());
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.9.9.9\r\n\r\n");
    const std::string said = client.answer().body;
    CHECK(said.starts_with("GET / 127.0.0.1\n"));
    CHECK(said.find("x-forwarded-for=10.9.9.9\n") != std::string::npos);
}

TEST_CASE("plain text is for loopback addresses, an address is one, and nobody else's")
{
    runtime::SystemClock clock;
    const auto listen = [&](const std::string& address) {
        HttpListening listening;
        listening.address = address;
        HttpServer(
            listening, [](const HttpRequest&) { return HttpResponse{}; }, clock);
    };
    CHECK_THROWS_AS(listen("0.0.0.0:0"), runtime::BadSettings);
    CHECK_THROWS_AS(listen("127.0.0.1.example:0"), runtime::BadSettings);
    CHECK_THROWS_AS(listen("here"), runtime::BadSettings);
    const Doors doors;
    CHECK_THROWS_WITH(listen(doors.server.address()), Catch::Contains(doors.server.address()) &&
                                                          Catch::Contains("cannot be listened on"));
}

TEST_CASE("an answer under way is finished when the server stops, and nobody comes in")
{
    auto doors = std::make_unique<Doors>();
    const std::string address = doors->server.address();
    Gate& gate = doors->gate; // outlives the server
    Client asks(address);
    Client idles(address);
    CHECK(idles.get("/").status == 200);
    asks.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n");
    gate.wait_for(1);
    std::thread stopping([&] { doors.reset(); });
    CHECK(idles.rest().empty()); // cut at once
    Client late(address);
    late.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(late.answer().status == 0);
    gate.open();
    const Answer answer = asks.answer();
    CHECK(answer.status == 200);
    CHECK(answer.has("Connection: close\r\n"));
    CHECK(asks.rest().empty());
    stopping.join();
}

} // namespace
} // namespace congto::test
