// The trail cannot be edited unseen.
#include "collector/access/audit.h"
#include "tests/access/enrolling.h"

#include <SQLiteCpp/Exception.h>
#include <catch2/catch.hpp>

namespace congto::test {
namespace {

const runtime::Instant kThen{std::chrono::seconds(1'790'000'000)};

std::unique_ptr<SQLite::Database> three_acts(const Enrolling& here)
{
    auto book = here.book();
    for (const char* object : {"H01", "H02", "H03"}) {
        access::enter(*book, {kThen, "operator test", "token create", object, "why"});
    }
    return book;
}

TEST_CASE("what was entered is read again, the newest first")
{
    const Enrolling here;
    const auto book = three_acts(here);
    std::vector<std::string> objects;
    access::latest_acts(*book, 2, [&](std::int64_t entry, const access::Act& act) {
        CHECK(act.at == kThen);
        objects.push_back(std::to_string(entry) + act.object);
    });
    CHECK(objects == std::vector<std::string>{"3H03", "2H02"});
    CHECK(access::first_broken_act(*book) == std::nullopt);
}

TEST_CASE("a text cannot forge a line of the trail")
{
    const Enrolling here;
    const auto book = here.book();
    access::enter(*book, {kThen, "10.0.0.1", "agent enrol denied", "H44\n4 operator root",
                          "\x1b[2Jx" + std::string(5000, 'y')});
    access::latest_acts(*book, 1, [](std::int64_t, const access::Act& act) {
        CHECK(act.object == "H44\\n4 operator root");
        CHECK(act.detail.find('\x1b') == std::string::npos);
        CHECK(act.detail.size() < 600);
    });
}

TEST_CASE("SQL changes and removes nothing of it")
{
    const Enrolling here;
    const auto book = three_acts(here);
    CHECK_THROWS_AS(book->exec("UPDATE audit SET actor = 'nobody'"), SQLite::Exception);
    CHECK_THROWS_AS(book->exec("DELETE FROM audit WHERE entry = 2"), SQLite::Exception);
    CHECK_THROWS_AS(book->exec("INSERT OR REPLACE INTO audit SELECT 2, at, actor, act, object, "
                               "'other', chain FROM audit WHERE entry = 1"),
                    SQLite::Exception);
    CHECK(access::first_broken_act(*book) == std::nullopt);
}

TEST_CASE("who goes around that is found by the chain")
{
    const char* const change = GENERATE(
        "UPDATE audit SET actor = 'nobody' WHERE entry = 2",
        "UPDATE audit SET at = at + 1 WHERE entry = 2", "DELETE FROM audit WHERE entry = 2",
        "UPDATE audit SET object = 'H0', detail = '2\nwhy' WHERE entry = 2");
    const Enrolling here;
    const auto book = three_acts(here);
    book->exec("DROP TRIGGER audit_is_not_changed");
    book->exec("DROP TRIGGER audit_is_not_removed");
    REQUIRE(book->exec(change) == 1);
    const auto broken = access::first_broken_act(*book);
    REQUIRE(broken);
    CHECK(*broken <= 3);
}

TEST_CASE("a tail that was cut off is seen by a copy of the end")
{
    const Enrolling here;
    CHECK(access::end_of_trail(*here.book()) == access::TrailEnd{0, std::string(64, '0')});
    const auto book = three_acts(here);
    const access::TrailEnd end = access::end_of_trail(*book);
    CHECK(end.entries == 3);
    CHECK(access::chain_of(*book, 3) == end.chain);
    book->exec("DROP TRIGGER audit_is_not_removed; DELETE FROM audit WHERE entry = 3");
    CHECK(access::first_broken_act(*book) == std::nullopt);
    CHECK_FALSE(access::chain_of(*book, 3));
    access::enter(*book, {kThen, "operator test", "token create", "H99", "why"});
    CHECK(access::chain_of(*book, 3) != end.chain);
}

TEST_CASE("a chain of more entries than are read at once is read to its end")
{
    const Enrolling here;
    const auto book = here.book();
    book->exec("BEGIN");
    for (int i = 0; i < 10'002; ++i) {
        access::enter(*book, {kThen, "operator test", "token create", "H01", "why"});
    }
    book->exec("COMMIT");
    CHECK(access::first_broken_act(*book) == std::nullopt);
    book->exec("DROP TRIGGER audit_is_not_changed; UPDATE audit SET actor = 'nobody' WHERE entry = "
               "10001");
    CHECK(access::first_broken_act(*book) == 10'001);
}

} // namespace
} // namespace congto::test
