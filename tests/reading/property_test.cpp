// A source that lives, read in small pages: nothing is lost, nothing is counted twice.
#include "tests/reading/bench.h"
#include "tests/support/rounds.h"

#include <catch2/catch.hpp>

#include <random>

using namespace congto;
using namespace std::chrono_literals;
using test::ReadingBench;

namespace {

class Life {
public:
    explicit Life(std::uint32_t seed) : random_(seed), bench_(1 + pick(6)), shown_(pick(2) == 0)
    {
        // The others go on between two pages of a pass.
        bench_.source.after_page = [this] {
            if (pick(4) == 0) {
                write();
            }
        };
    }

    void step()
    {
        bench_.pass(std::chrono::seconds(pick(3) == 0 ? pick(900) : pick(3)));
        commit_the_old();
        for (std::size_t i = pick(4); i > 0; --i) {
            write();
        }
        if (!open_.empty() && pick(3) == 0) {
            bench_.source.commit(open_.back());
            open_.pop_back();
        }
        show_transactions();
        switch (pick(12)) {
        case 0:
            bench_.restart();
            break;
        case 1:
            bench_.restart("# edition " + std::to_string(pick(3)) + "\n");
            break;
        default:
            bench_.poll();
            break;
        }
    }

    void come_to_rest()
    {
        bench_.source.after_page = {};
        for (const int key : open_) {
            bench_.source.commit(key);
        }
        open_.clear();
        show_transactions();
        bench_.settle();
        REQUIRE(bench_.told() == bench_.shown());
    }

private:
    std::size_t pick(std::size_t below)
    {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
    }

    // In every other life the agent has the monitoring right.
    void show_transactions()
    {
        if (shown_) {
            std::chrono::milliseconds oldest{0};
            for (const int open : open_) {
                oldest = std::max(oldest, std::chrono::ceil<std::chrono::milliseconds>(
                                              bench_.clock.now() - opened_at_[open]));
            }
            bench_.source.open_transaction = oldest;
        }
    }

    // Transactions stay open for less than the overlap of an hour.
    void commit_the_old()
    {
        for (const int open : std::vector<int>(open_)) {
            if (bench_.clock.now() - opened_at_[open] > 30min) {
                bench_.source.commit(open);
                std::erase(open_, open);
            }
        }
    }

    // New rows and changed ones.
    void write()
    {
        const int key = static_cast<int>(pick(40));
        if (std::count(open_.begin(), open_.end(), key) != 0) {
            return; // its row is locked
        }
        const std::string code = "H56.1-260203-" + std::to_string(1000 + key);
        const char* status = std::array{"2", "4", "9"}[pick(3)];
        if (bench_.source.rows.count(test::FakeSource::name_of(key)) == 0 && pick(3) == 0) {
            bench_.source.write_uncommitted(key, code, status);
            open_.push_back(key);
            opened_at_[key] = bench_.clock.now();
        } else {
            bench_.source.write(key, code, status);
            bench_.source.row(key).draft = pick(6) == 0;
        }
    }

    std::mt19937 random_;
    ReadingBench bench_;
    bool shown_;
    std::vector<int> open_;
    std::map<int, model::Instant> opened_at_;
};

} // namespace

TEST_CASE("a living source ends up at the collector exactly as it is")
{
    const std::uint32_t first = std::random_device{}();
    for (std::uint32_t seed = first; seed != first + test::rounds(12); ++seed) {
        INFO("seed " << seed);
        Life life(seed);
        for (int i = 0; i < 120; ++i) {
            life.step();
        }
        life.come_to_rest();
    }
}
