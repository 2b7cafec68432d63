// Each limit by somebody who exceeds it, and somebody else who is served meanwhile.
#include "tests/dashboard/door/doors.h"

#include <catch2/catch.hpp>

#include <memory>
#include <vector>

namespace congto::test {
namespace {

HttpListening with(const HttpLimits& limits)
{
    HttpListening listening;
    listening.limits = limits;
    return listening;
}

TEST_CASE("who sends a request too slowly is told so and cut, however he drips")
{
    const Doors doors(with(hasty()));
    Client client(doors.server.address());
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    int drops = 0;
    while (client.stays_silent(50) && drops < 400) {
        client.send("X-A: 1\r\n");
        ++drops;
    }
    CHECK(drops < 400);
    CHECK(client.answer().status == 408);
    CHECK(doors.refused(Refusal::sent_too_slowly) == 1);
    CHECK(Client(doors.server.address()).get("/").status == 200);
}

TEST_CASE("a body that does not come is not waited for, with a word or without")
{
    const Doors doors(with(hasty()));
    for (const char* word : {"", "Expect: 100-continue\r\n"}) {
        Client client(doors.server.address());
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n" + std::string(word) +
                    "\r\n");
        if (*word != 0) {
            CHECK(client.answer().status == 100);
        }
        CHECK(client.answer().status == 408);
        CHECK(client.rest().empty());
    }
}

TEST_CASE("a line that nobody uses ends by itself")
{
    const Doors doors(with(hasty()));
    Client never(doors.server.address());
    Client once(doors.server.address());
    CHECK(once.get("/").status == 200);
    CHECK(once.rest().empty());
    CHECK(never.rest().empty());
    CHECK(doors.has_lines(0));
    CHECK(doors.server.counts().answered[2] == 0); // nobody asked, so nobody was told
}

TEST_CASE("who does not take his answer is cut")
{
    HttpLimits limits = hasty();
    limits.taking_bytes_per_second = 64 << 20;
    const Doors doors(with(limits));
    Client client(doors.server.address());
    client.take_little();
    client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(doors.has_lines(1));
    CHECK(doors.has_lines(0));
    CHECK(doors.refused(Refusal::taken_too_slowly) == 1);
    CHECK(Client(doors.server.address()).get("/").status == 200);
}

TEST_CASE("a large answer has the time its size takes")
{
    HttpLimits limits = hasty();
    limits.taking_bytes_per_second = 1 << 20; // 32 s
    const Doors doors(with(limits));
    Client client(doors.server.address());
    client.take_little();
    client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    CHECK(doors.refused(Refusal::taken_too_slowly) == 0);
    CHECK(doors.server.counts().lines == 1);
}

TEST_CASE("large answers that nobody takes do not fill the memory")
{
    HttpLimits limits;
    limits.answer_bytes = 40 << 20; // one of 32 MiB
    const Doors doors(with(limits));
    Client first(doors.server.address());
    first.take_little();
    first.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(first.answer("HEAD").status == 200);
    Client second(doors.server.address());
    const Answer refused = second.get("/large");
    CHECK(refused.status == 503);
    CHECK(refused.has("Retry-After: "));
    CHECK(second.get("/small").status == 200); // the line is as good as before
    CHECK(doors.refused(Refusal::answers_too_large) == 1);
}

TEST_CASE("one address has so many lines, and others come in all the same")
{
    HttpLimits limits;
    limits.lines_of_one = 4;
    const Doors doors(with(limits));
    std::vector<std::unique_ptr<Client>> clients;
    for (std::size_t line = 0; line < 4; ++line) {
        clients.push_back(std::make_unique<Client>(doors.server.address()));
        CHECK(clients.back()->get("/").status == 200);
    }
    CHECK(Client(doors.server.address()).get("/").status == 0);
    CHECK(doors.refused(Refusal::too_many_lines_of_one) == 1);
    clients.pop_back();
    CHECK(doors.has_lines(3));
    CHECK(Client(doors.server.address()).get("/").status == 200);
}

TEST_CASE("lines that have ended do not count, however fast they come")
{
    HttpLimits limits;
    limits.lines_of_one = 4;
    const Doors doors(with(limits));
    for (int line = 0; line < 100; ++line) {
        Client client(doors.server.address());
        client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        CHECK(client.answer().status == 200);
        client.rest();
    }
    CHECK(doors.refused(Refusal::too_many_lines_of_one) == 0);
}

TEST_CASE("a proxy has as many lines as there are")
{
    HttpListening listening;
    listening.limits.lines_of_one = 2;
    listening.limits.lines = 6;
    listening.proxies = {"127.0.0.1"};
    const Doors doors(listening);
    std::vector<std::unique_ptr<Client>> clients;
    for (std::size_t line = 0; line < 6; ++line) {
        clients.push_back(std::make_unique<Client>(doors.server.address()));
        CHECK(clients.back()->get("/").status == 200);
    }
    CHECK(Client(doors.server.address()).get("/").status == 0);
    CHECK(doors.refused(Refusal::too_many_lines) == 1);
}

TEST_CASE("a stop does not wait for ever, not for who takes nothing")
{
    auto doors = std::make_unique<Doors>(with(hasty()));
    Client client(doors->server.address());
    client.take_little();
    client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.answer("HEAD").status == 200);
    const auto begun = std::chrono::steady_clock::now();
    doors.reset();
    CHECK(std::chrono::steady_clock::now() - begun < kPatience);
}

} // namespace
} // namespace congto::test
