// Readers hold back the write-ahead log: it grows, that is told once, and it is short again after.
#include "config/runtime/sqlite.h"
#include "tests/runtime/standard_error.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"
#include "tests/support/full_disk.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace congto;
using namespace congto::test;

namespace {

constexpr std::uintmax_t kLimit = 1 << 20;
constexpr std::uintmax_t kTold = 8 << 20; // the least that is told

// Agents' batches, without end.
class Batches {
public:
    explicit Batches(FilledStore& filled)
        : filled_(filled), store_(store::open_store(filled.state(), {16 << 20, kLimit})),
          spool_(filled, *store_, "H44", {"onestop"})
    {
    }

    void apply()
    {
        wire::BatchBody body;
        body.source = 1;
        for (int i = 0; i < 400; ++i, ++next_) {
            body.observations.push_back(a_dossier("D-" + std::to_string(next_ * 7919 % 100'003))
                                            .at("H44." + std::to_string(next_ % 300)));
        }
        spool_.send(std::move(body));
    }
    void rest() { store_->rest(); }
    std::uintmax_t log_size() const
    {
        return std::filesystem::file_size(filled_.state().store_file().string() + "-wal");
    }

private:
    FilledStore& filled_;
    std::unique_ptr<store::Store> store_;
    TestSpool spool_;
    long next_ = 0;
};

std::size_t count_of(const std::string& part, const std::string& text)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

} // namespace

TEST_CASE("a reader that stays makes the log grow and be told once, until it goes")
{
    FilledStore filled;
    filled.close();
    Batches batches(filled);
    const auto reader = filled.reader();
    auto snapshot = reader.cells();
    const std::string while_held = runtime::test::standard_error_of([&] {
        while (batches.log_size() < kTold + (2 << 20)) {
            batches.apply();
        }
    });
    INFO(while_held);
    CHECK(count_of("the write-ahead log is held back", while_held) == 1);
    CHECK(count_of("bytes=", while_held) == 1);
    CHECK(count_of("backup", while_held) == 1);
    CHECK(reader.holdings().at(0).dossiers == 0); // what it sees is of the moment it began

    snapshot.reset();
    const std::string after = runtime::test::standard_error_of([&] {
        batches.apply();
        batches.apply();
    });
    INFO(after);
    CHECK(count_of("the write-ahead log is short again", after) == 1);
    CHECK(batches.log_size() < kTold);
}

TEST_CASE("a disk that does not take the log is told once, and is no end of what held it back")
{
    FilledStore filled;
    filled.close();
    Batches batches(filled);
    const auto reader = filled.reader();
    auto snapshot = reader.cells();
    while (batches.log_size() < kTold + (2 << 20)) {
        batches.apply();
    }
    batches.rest();
    snapshot.reset();
    const std::string on_a_full_disk = runtime::test::standard_error_of([&] {
        const FullDisk full(64 << 10);
        batches.rest();
        batches.rest();
        CHECK(full.refused() > 0);
    });
    INFO(on_a_full_disk);
    CHECK(count_of("the write-ahead log cannot be written back", on_a_full_disk) == 1);
    CHECK(count_of("short again", on_a_full_disk) == 0);
    const std::string after = runtime::test::standard_error_of([&] {
        batches.rest();
        batches.apply();
        batches.rest();
    });
    INFO(after);
    CHECK(count_of("the write-ahead log is written back again", after) == 1);
    CHECK(count_of("short again", after) == 1);
}

TEST_CASE("readers that take turns without a pause do not make the log grow for ever")
{
    FilledStore filled;
    filled.close();
    Batches batches(filled);
    std::atomic<bool> enough = false;
    std::thread readers([&] {
        const store::Reader turns[] = {filled.reader(), filled.reader()};
        std::unique_ptr<store::Cells> snapshots[2];
        for (std::size_t turn = 0; !enough; ++turn) {
            snapshots[turn % 2] = turns[turn % 2].cells(); // the other one has its own still
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            snapshots[(turn + 1) % 2].reset();
        }
    });
    std::uintmax_t longest = 0;
    const std::string told = runtime::test::standard_error_of([&] {
        for (int i = 0; i < 120; ++i) {
            batches.apply();
            longest = std::max(longest, batches.log_size());
        }
    });
    enough = true;
    readers.join();
    INFO(told);
    CHECK(longest > kLimit);
    CHECK(longest < 3 * kTold);
}
