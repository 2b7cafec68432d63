// A backup is whole and of one moment; a state made from it is a new incarnation.
#include "collector/upkeep/backup.h"

#include "collector/access/access_file.h"
#include "collector/access/audit.h"
#include "collector/access/token.h"
#include "collector/upkeep/verify.h"
#include "config/runtime/failure.h"
#include "tests/support/files.h"
#include "tests/support/full_disk.h"
#include "tests/upkeep/busy_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace congto;
using namespace congto::test;

namespace {

upkeep::BackedUp backed_up(const BusyStore& busy, const std::filesystem::path& to)
{
    runtime::Progress progress(-1);
    return upkeep::back_up(busy.state(), to, {"operator lan", test_now()}, progress);
}

upkeep::BackedUp restored(const std::filesystem::path& backup, const store::StateDirectory& state)
{
    runtime::Progress progress(-1);
    return upkeep::restore(backup, state, {"operator hoa", test_now()}, progress);
}

bool agrees(const store::StateDirectory& state)
{
    runtime::Progress progress(-1);
    const auto verified = upkeep::verify(state, upkeep::Proof::whole, progress);
    for (const std::string& line : verified.findings.lines()) {
        UNSCOPED_INFO(line);
    }
    return verified.findings.empty();
}

std::vector<std::string> names_in(const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

TEST_CASE("a backup of a store in use has all that was receipted, and nothing beside its two files")
{
    BusyStore busy(21);
    busy.live(40);
    const TempDir folder;
    const auto done = backed_up(busy, folder / "backup");
    CHECK(names_in(folder / "backup") == std::vector<std::string>{"register.db", "store.db"});
    CHECK(agrees({folder / "backup"}));
    std::uint64_t receipted = 0;
    for (const auto& agent : busy.filled().reader().agents()) {
        CHECK(agent.durable_sequence > 0);
    }
    for (const auto& agent : store::Reader::open({folder / "backup"}).agents()) {
        receipted = std::max(receipted, static_cast<std::uint64_t>(agent.durable_sequence));
    }
    CHECK(receipted > 0);
    CHECK(done.numbers >= receipted);
    CHECK(done.bytes > 50'000);
}

TEST_CASE("who may do what is in a backup and comes back, but no key of the authority")
{
    BusyStore busy(22);
    access::create(busy.state().access_file());
    access::make_token(*access::open_for_writing(busy.state().access_file()),
                       {"H44", "main", std::chrono::hours(1)}, "operator test", test_now());
    std::filesystem::create_directory(busy.state().authority_folder());
    write_file(busy.state().authority_key_file(), "a secret");
    const TempDir folder;
    backed_up(busy, folder / "backup");
    CHECK(names_in(folder / "backup") ==
          std::vector<std::string>{"access.db", "register.db", "store.db"});
    const store::StateDirectory again{folder / "again"};
    restored(folder / "backup", again);
    const auto book = access::open_for_reading(again.access_file());
    CHECK(access::tokens(*book).size() == 1);
    std::vector<std::string> acts;
    access::latest_acts(*book, 9, [&](std::int64_t, const access::Act& act) {
        acts.push_back(act.actor + ": " + act.act);
    });
    CHECK(acts == std::vector<std::string>{"operator hoa: restore", "operator lan: backup",
                                           "operator test: token create"});
    CHECK_THROWS_AS(restored(folder / "backup", again), runtime::BadSettings);
}

TEST_CASE("a backup made while batches are applied agrees with itself")
{
    BusyStore busy(22);
    busy.live(40);
    std::atomic<bool> enough = false;
    std::thread collector([&] {
        while (!enough) {
            busy.live(3);
        }
    });
    const TempDir folder;
    for (const char* name : {"one", "two", "three"}) {
        backed_up(busy, folder / name);
    }
    enough = true;
    collector.join();
    for (const char* name : {"one", "two", "three"}) {
        CHECK(agrees({folder / name}));
    }
}

TEST_CASE("nothing is ever written over by a backup")
{
    BusyStore busy(23);
    busy.live(5);
    const TempDir folder;
    std::filesystem::create_directory(folder / "there");
    CHECK_THROWS_AS(backed_up(busy, folder / "there"), runtime::BadSettings);
    CHECK_THROWS_AS(backed_up(busy, folder.path().string() + "/there/"), runtime::BadSettings);
    CHECK(names_in(folder.path()) == std::vector<std::string>{"there"});
    std::filesystem::create_directory(folder / "made.new");
    CHECK_THROWS_AS(backed_up(busy, folder / "made"), runtime::BadSettings);
    CHECK(names_in(folder.path()) == std::vector<std::string>{"made.new", "there"});
}

TEST_CASE("a backup that finds no room leaves nothing, and tells where")
{
    BusyStore busy(24);
    busy.live(40);
    const TempDir folder;
    {
        const FullDisk full(40 << 10);
        CHECK_THROWS_WITH(backed_up(busy, folder / "backup"), Catch::Contains("backup"));
    }
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("what was damaged before it was copied is not called a backup")
{
    BusyStore busy(25);
    busy.live(20);
    busy.settle();
    busy.tamper("DELETE FROM ledger WHERE entry = (SELECT max(entry) FROM ledger)");
    const TempDir folder;
    CHECK_THROWS_AS(backed_up(busy, folder / "backup"), runtime::Corrupt);
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("a restored state is a new incarnation of the same store")
{
    BusyStore busy(26);
    busy.live(30);
    const TempDir folder;
    backed_up(busy, folder / "backup");
    const store::StateDirectory state{folder / "deep" / "state"};
    restored(folder / "backup", state);
    CHECK(names_in(state.path) == std::vector<std::string>{"lock", "register.db", "store.db"});
    CHECK(agrees(state));
    const auto store = store::open_store(state);
    CHECK(store->incarnation() != busy.filled().store().incarnation());
    const auto before = busy.filled().reader().agents();
    const auto after = store::Reader::open(state).agents();
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        CHECK(after[i].durable_sequence == before[i].durable_sequence);
    }
}

TEST_CASE("a state is never restored over another, nor from what is no backup")
{
    BusyStore busy(27);
    busy.live(5);
    const TempDir folder;
    backed_up(busy, folder / "backup");
    const std::string before = read_file(busy.state().register_file());
    CHECK_THROWS_AS(restored(folder / "backup", busy.state()), runtime::BadSettings);
    CHECK(read_file(busy.state().register_file()) == before);
    std::filesystem::remove(folder / "backup" / "register.db");
    CHECK_THROWS_WITH(restored(folder / "backup", {folder / "state"}),
                      Catch::Contains("register.db: is missing"));
    CHECK_FALSE(std::filesystem::exists(folder / "state"));
}

TEST_CASE("a backup that lacks a part is named, and not the state that is to be made of it")
{
    BusyStore busy(29);
    busy.live(20);
    const TempDir folder;
    backed_up(busy, folder / "backup");
    SQLite::Database((folder / "backup" / "store.db").string(), SQLite::OPEN_READWRITE)
        .exec("DELETE FROM ledger WHERE entry = (SELECT max(entry) FROM ledger)");
    CHECK_THROWS_WITH(
        restored(folder / "backup", {folder / "state"}),
        Catch::StartsWith((folder / "backup").string() + ": this backup is damaged") &&
            Catch::Contains("restore another one") && !Catch::Contains("congto-collector verify"));
    CHECK(names_in(folder / "state") == std::vector<std::string>{"lock"});
}

TEST_CASE("a damaged backup is not restored, and leaves nothing")
{
    BusyStore busy(28);
    busy.live(40);
    const TempDir folder;
    backed_up(busy, folder / "backup");
    const auto file = folder / "backup" / "store.db";
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    CHECK_THROWS_AS(restored(folder / "backup", {folder / "state"}), runtime::Corrupt);
    CHECK(names_in(folder / "state") == std::vector<std::string>{"lock"});
}
