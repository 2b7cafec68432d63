// A collector that has to stop while an agent waits for its answer.
#include "tests/e2e/ministry.h"
#include "tests/e2e/office.h"
#include "tests/e2e/one_stop.h"
#include "tests/support/sql.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

using namespace congto::test;
using namespace std::chrono_literals;

namespace {

// An agent of a small one-stop system, which a collector has met before.
struct Met {
    Met()
    {
        one_stop.fill(50, "2026-05", "2026-05");
        ministry.start();
        office = std::make_unique<Office>(reading_of(one_stop), ministry.address());
        REQUIRE(office->run_once().status == 0);
    }

    std::filesystem::path store() const { return ministry.state() / "store.db"; }
    bool says(const std::string& event)
    {
        return eventually([&] { return !lines_with(ministry.log(), event).empty(); });
    }

    TempDir folder;
    OneStop one_stop{folder, "wide", sqlite_in(folder), 1};
    Ministry ministry;
    std::unique_ptr<Office> office;
};

} // namespace

TEST_CASE("a collector that finds its store damaged ends by itself, with exit status 65")
{
    Met met;
    REQUIRE(met.ministry.stop() == 0);
    run_sql("sqlite3", met.store().string(), "update spool set chain = x'0102030405'");
    met.ministry.start();
    met.office->start();
    CHECK(met.says("the store cannot go on"));
    CHECK(met.ministry.process().wait_for(kPatience) == 65);
    CHECK(met.office->process().running());
    CHECK(eventually([&] { return !lines_with(met.office->log(), "shutting_down").empty(); }));
}

TEST_CASE("a collector whose store is held by somebody stops when it is told to")
{
    Met met;
    SQLite::Database other(met.store().string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    met.office->start();
    CHECK(met.says("the store takes no batches for now"));
    CHECK(met.ministry.stop() == 0); // by itself, although nobody lets go
    other.exec("ROLLBACK");
}
