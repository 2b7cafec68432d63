// Who waits for whom.
#include "tests/dashboard/door/doors.h"

#include <catch2/catch.hpp>

#include <memory>
#include <vector>

namespace congto::test {
namespace {

using Clients = std::vector<std::unique_ptr<Client>>;

Clients ask(const Doors& doors, const std::string& request, int times)
{
    Clients clients;
    for (int time = 0; time < times; ++time) {
        clients.push_back(std::make_unique<Client>(doors.server.address()));
        clients.back()->send(request + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    }
    return clients;
}

// Whoever was told to come again; his line is as good as that of who was answered.
int refused_among(const Clients& clients)
{
    int refused = 0;
    for (const auto& client : clients) {
        const Answer answer = client->answer();
        CHECK((answer.status == 200) != answer.has("Retry-After: "));
        refused += answer.status == 503 ? 1 : 0;
        CHECK(client->get("/rates").status == 200);
    }
    return refused;
}

HttpListening behind_proxy()
{
    HttpListening listening;
    listening.proxies = {"127.0.0.1"}; // not counted by host
    return listening;
}

TEST_CASE("those who sign in make nobody wait for figures")
{
    Doors doors;
    const Clients guessing = ask(doors, "POST /login", 5);
    doors.gate.wait_for(1);
    Client client(doors.server.address());
    for (int time = 0; time < 20; ++time) {
        CHECK(client.get("/rates").status == 200);
    }
    doors.gate.open();
    for (const auto& guess : guessing) {
        CHECK(guess->answer().status == 200);
    }
}

TEST_CASE("when too many wait the next is told to come again, and keeps his line")
{
    HttpListening listening = behind_proxy();
    listening.limits.waiting = 4;
    Doors doors(listening);
    const Clients waiting = ask(doors, "GET /wait", 5); // two are answered, two wait, and one more
    CHECK(eventually([&] { return doors.refused(Refusal::too_many_waiting) == 1; }));
    doors.gate.open();
    CHECK(refused_among(waiting) == 1);
    CHECK(doors.refused(Refusal::too_many_waiting) == 1);
}

TEST_CASE("one address cannot take all places")
{
    HttpListening listening;
    listening.limits.waiting_of_one = 3;
    Doors doors(listening);
    const Clients waiting = ask(doors, "GET /wait", 4);
    CHECK(eventually([&] { return doors.refused(Refusal::too_many_waiting_of_one) == 1; }));
    doors.gate.open();
    CHECK(refused_among(waiting) == 1);
    CHECK(doors.refused(Refusal::too_many_waiting_of_one) == 1);
}

} // namespace
} // namespace congto::test
