// What is left of a store when things go wrong.
#include "collector/store/edition.h"
#include "config/runtime/failure.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"
#include "tests/store/recount.h"
#include "tests/support/full_disk.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace congto;
using namespace congto::test;

namespace {

wire::BatchBody page_of(int number, int size)
{
    wire::BatchBody body;
    body.source = 1;
    for (int i = 0; i < size; ++i) {
        body.observations.push_back(a_dossier("D-" + std::to_string(number * size + i))
                                        .at("H44." + std::to_string(i % 7))
                                        .resolved("2026-01-0" + std::to_string(1 + i % 9)));
    }
    return body;
}

void set_pragma(const store::StateDirectory& state, const std::string& pragma)
{
    SQLite::Database database(state.store_file().string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA " + pragma);
}

// Applies pages until it is killed, writing the number of each receipt to `receipts`.
[[noreturn]] void apply_for_ever(FilledStore& filled, int receipts)
{
    filled.reopen();
    TestSpool spool(filled, "H44", {"onestop"});
    for (int page = 0;; ++page) {
        const std::uint64_t through = spool.send(page_of(page, 50)).through;
        if (write(receipts, &through, sizeof through) != sizeof through) {
            _exit(1);
        }
    }
}

} // namespace

TEST_CASE("on a full disk nothing of a group is applied, and later all of it")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"onestop"});
    spool.send(page_of(0, 100));
    store::Group group;
    group.batches.push_back(spool.next(page_of(1, 2000)));
    {
        const FullDisk full(256 << 10);
        CHECK_THROWS_AS(filled.store().apply(group, test_now()), runtime::Unavailable);
    }
    CHECK(filled.reader().holdings().at(0).dossiers == 100);
    check_counts_equal_a_recount(filled.state());
    const auto answers = filled.store().apply(group, test_now());
    CHECK(std::get<store::Receipt>(answers.batches.at(0)).applied == 2100);
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("whatever was receipted is there after the process was killed")
{
    FilledStore filled;
    filled.close();
    int pipe_ends[2];
    REQUIRE(pipe(pipe_ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        apply_for_ever(filled, pipe_ends[1]);
    }
    std::uint64_t through = 0;
    for (int receipt = 0; receipt < 20; ++receipt) {
        REQUIRE(read(pipe_ends[0], &through, sizeof through) == sizeof through);
    }
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    filled.reopen();
    const auto agent = filled.reader().agents().at(0);
    CHECK(agent.durable_sequence >= static_cast<std::int64_t>(through));
    CHECK(agent.applied == agent.durable_sequence);
    check_counts_equal_a_recount(filled.state());
}

TEST_CASE("a store of a newer edition is refused, for writing and for reading")
{
    FilledStore filled;
    filled.close();
    set_pragma(filled.state(), "user_version = " + std::to_string(store::kEdition + 1));
    CHECK_THROWS_AS(filled.reopen(), runtime::Corrupt);
    CHECK_THROWS_AS(filled.reader(), runtime::Corrupt);
}

TEST_CASE("a file of another kind is refused")
{
    FilledStore filled;
    filled.close();
    SECTION("another program's database")
    {
        set_pragma(filled.state(), "application_id = 7");
    }
    SECTION("no database at all")
    {
        for (const char* tail : {"-wal", "-shm"}) {
            std::filesystem::remove(filled.state().store_file().string() + tail);
        }
        std::ofstream(filled.state().store_file()) << std::string(5000, 'x');
    }
    CHECK_THROWS_AS(filled.reopen(), runtime::Corrupt);
    CHECK_THROWS_AS(filled.reader(), runtime::Corrupt);
}

TEST_CASE("a second collector on one state directory is refused")
{
    FilledStore filled;
    CHECK_THROWS_AS(store::open_store(filled.state()), runtime::Unavailable);
}

TEST_CASE("a store is never made over another, and never opened where there is none")
{
    FilledStore filled;
    CHECK_THROWS_AS(store::create_store(filled.state(), test_now()), runtime::BadSettings);
    const TempDir empty;
    CHECK_THROWS_AS(store::open_store({empty.path()}), runtime::Unavailable);
    CHECK_THROWS_AS(store::Reader::open({empty.path()}), runtime::Unavailable);
    CHECK_FALSE(std::filesystem::exists(empty / "store.db"));
}

TEST_CASE("every store made is an incarnation of its own")
{
    FilledStore one;
    FilledStore other;
    CHECK(one.store().incarnation() != other.store().incarnation());
}

TEST_CASE("the WAL is written back at rest, and before the next group when it is long enough")
{
    const std::uint64_t limit = GENERATE(0ULL, 1ULL << 30U);
    FilledStore filled;
    filled.close();
    const auto store = store::open_store(filled.state(), {64 << 20, limit});
    const auto size = [&] { return std::filesystem::file_size(filled.state().store_file()); };
    const auto made = size();
    TestSpool spool(filled, *store, "H44", {"onestop"});
    spool.send(page_of(0, 2000));
    CHECK(size() == made);
    if (limit == 0) {
        spool.send(page_of(1, 1));
    } else {
        store->rest();
    }
    CHECK(size() > made + 100'000);
}
