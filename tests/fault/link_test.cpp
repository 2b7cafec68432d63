// Wherever the line is disturbed, spool and store end equal, and nothing is counted twice.
#include "agent/spool/spool.h"
#include "agent/uplink/uplink.h"
#include "config/runtime/log.h"
#include "tests/fault/faulty_link.h"
#include "tests/fault/rows.h"
#include "tests/intake/listening.h"
#include "tests/store/recount.h"
#include "tests/support/process.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <set>
#include <thread>

using namespace congto;
using namespace congto::test;
using namespace std::chrono_literals;

namespace {

constexpr uplink::Waits kShort{.answer = 2s,
                               .retry_first = 1ms,
                               .retry_most = 20ms,
                               .person = 20ms,
                               .progress = 20ms,
                               .heartbeat = 200ms,
                               .receipts = 5ms,
                               .disk = 20ms};

using Shown = std::set<std::string>;

Shown shown_in(const std::filesystem::path& file, const char* sql)
{
    const SQLite::Database database(file.string());
    SQLite::Statement rows(database, sql);
    Shown shown;
    while (rows.executeStep()) {
        shown.insert(rows.getColumn(0).getString());
    }
    return shown;
}

// An agent that sends what it has read, and what it reads while it sends, and ends.
class Agent {
public:
    Agent()
    {
        spool::SpoolSettings settings;
        settings.file = folder / "spool.db";
        settings.disk_reserve = 0;
        settings.batch_entries = 13;
        spool.emplace(settings, spool::Owner{"H44", {1, 2, 3}});
        spool->open_source("onestop", {1});
        spool->open_source("second", {2});
    }

    void read(int version)
    {
        for (const std::uint16_t source : std::array<std::uint16_t, 2>{1, 2}) {
            spool::ReadPage page = page_of(source, version);
            page.stand = spool->stand(source).stand;
            spool->take(std::move(page));
        }
    }

    // Also how each was taken: after a lost receipt a Welcome says only that they are durable.
    bool all_receipted()
    {
        const spool::Accounts accounts = spool->accounts();
        return accounts.pending == 0 && accounts.split_through == accounts.receipted;
    }

    // False: not within the time.
    bool send_all(const std::string& address)
    {
        uplink::CollectorSettings settings;
        settings.address = address;
        settings.plaintext = true;
        read(1);
        uplink::Uplink uplink(settings, *spool, clock, kShort);
        std::jthread thread([&](const std::stop_token& stop) { uplink.run(stop); });
        const bool first = eventually([&] { return all_receipted(); });
        read(2);
        const bool second = eventually([&] { return all_receipted(); });
        uplink.finish();
        return first && second;
    }

    TempDir folder;
    runtime::SystemClock clock;
    std::optional<spool::Spool> spool;
};

void require_equal(Agent& agent, Collector& collector)
{
    const spool::Accounts accounts = agent.spool->accounts();
    REQUIRE(agent.spool->audit().empty());
    // Each number was applied once: nothing came twice, nothing was refused.
    CHECK(accounts.applied == accounts.assigned);
    agent.spool.reset();
    collector.server.reset();
    check_counts_equal_a_recount(collector.filled.state());
    const Shown there = shown_in(collector.filled.state().store_file(),
                                 "SELECT s.name || hex(dossier) || digest FROM dossier d JOIN "
                                 "source s ON s.id = d.source WHERE class >> 26 & 1 = 0");
    CHECK(there.size() > 40);
    CHECK(there == shown_in(agent.folder / "spool.db",
                            "SELECT s.name || hex(dossier) || digest FROM shown JOIN source s ON "
                            "s.number = source"));
}

// The number of messages that were passed on.
int send_over(Disturbance disturbance, int at)
{
    Collector collector;
    Agent agent;
    int messages = 0;
    {
        FaultyLink link(collector.server->address(), disturbance, at);
        REQUIRE(agent.send_all(link.address()));
        messages = link.messages();
    }
    require_equal(agent, collector);
    return messages;
}

} // namespace

TEST_CASE("a line disturbed at any message loses nothing and doubles nothing")
{
    const auto [disturbance, name] =
        GENERATE(table<Disturbance, const char*>({{Disturbance::cut_before, "cut before"},
                                                  {Disturbance::cut_after, "cut after"},
                                                  {Disturbance::half_open, "half open"},
                                                  {Disturbance::delay, "delayed"},
                                                  {Disturbance::duplicate, "duplicated"},
                                                  {Disturbance::truncate, "truncated"}}));
    runtime::set_log_level(runtime::Severity::error);
    const int messages = send_over(Disturbance::none, 0);
    REQUIRE(messages > 10);
    for (int at = 1; at <= messages; ++at) {
        INFO(name << " at message " << at << " of " << messages);
        send_over(disturbance, at);
    }
    std::printf("%-10s at each of %d messages\n", name, messages);
    std::fflush(stdout);
}
