#include "tests/fault/work.h"

#include "config/runtime/failure.h"
#include "tests/fault/faulty_disk.h"
#include "tests/fault/faulty_memory.h"
#include "tests/fault/sweep.h"

#include <catch2/catch.hpp>

#include <new>
#include <random>
#include <sstream>

namespace congto::test {
namespace {

bool is_of_memory(Fault fault)
{
    return fault == Fault::no_memory || fault == Fault::no_memory_for_us;
}

// One life of some work, in which one thing goes wrong.
class Life {
public:
    Life(Work& work, const Trouble& trouble, Then then, std::uint32_t seed)
        : work_(work), trouble_(trouble), then_(then), random_(seed)
    {
    }

    // The number of points passed.
    std::uint64_t live()
    {
        std::uint64_t points = 0;
        for (const Step& step : work_.steps()) {
            INFO("step: " << step.name);
            if (step.by_hand || has_struck_) {
                step.run();
            } else {
                points += attempt(step, points);
            }
        }
        // The power may also fail when all is done.
        if (trouble_.fault == Fault::power_loss && trouble_.at > points) {
            recover();
        }
        return points;
    }

private:
    std::uint64_t attempt(const Step& step, std::uint64_t passed)
    {
        FaultyDisk& disk = FaultyDisk::installed();
        FaultyMemory& memory = FaultyMemory::installed();
        Trouble now = trouble_;
        now.at = trouble_.at == 0 ? 0 : trouble_.at - passed;
        is_of_memory(now.fault) ? memory.arm(now) : disk.arm(now);
        const bool is_done = is_taken(step);
        const std::uint64_t counted = is_of_memory(now.fault) ? memory.counted() : disk.counted();
        has_struck_ = memory.struck() || disk.struck();
        REQUIRE((is_done || has_struck_));
        if (has_struck_) {
            recover();
        }
        memory.mend();
        disk.mend();
        if (!is_done) {
            step.run();
        }
        return counted;
    }

    bool is_taken(const Step& step)
    {
        try {
            step.run();
            return true;
        } catch (const runtime::Unavailable&) {
            REQUIRE(trouble_.fault != Fault::no_memory_for_us);
        } catch (const std::bad_alloc&) {
            REQUIRE(trouble_.fault == Fault::no_memory_for_us);
        }
        return false;
    }

    void recover()
    {
        if (trouble_.fault == Fault::power_loss) {
            work_.die();
            FaultyDisk::installed().power_returns(work_.folder(), random_);
        }
        FaultyMemory::installed().mend();
        FaultyDisk::installed().mend();
        if (then_ == Then::starts_again) {
            work_.die();
        }
        work_.check();
    }

    Work& work_;
    Trouble trouble_;
    Then then_;
    std::mt19937 random_;
    bool has_struck_ = false;
};

// The first line that differs, as it is and as it should be; empty: none.
std::string first_difference(const std::string& found, const std::string& due)
{
    std::istringstream left(found);
    std::istringstream right(due);
    for (std::string is, should; left || right;) {
        is = should = "(no more)";
        std::getline(left, is);
        std::getline(right, should);
        if (is != should) {
            return is + " instead of " + should;
        }
    }
    return "";
}

std::string name_of(const Case& one, const std::string& what)
{
    return what + (one.part_of_name.empty() ? "" : ", " + one.part_of_name) + ": " +
           test::name_of(one.fault) + (one.lasts == Lasts::until_mended ? ", lasting" : "") +
           (one.then == Then::goes_on ? ", goes on" : ", starts again");
}

} // namespace

void live_through(const Case& one, const std::string& what,
                  const std::function<std::unique_ptr<Work>()>& begin)
{
    if (one.fault == Fault::no_memory_for_us && !FaultyMemory::counts_ours()) {
        return;
    }
    FaultyMemory::installed(); // before SQLite is used at all
    FaultyDisk::installed();
    std::string without_fault;
    sweep(name_of(one, what), [&](std::uint64_t n, std::uint32_t seed) {
        FaultyDisk::installed().forget();
        const auto work = begin();
        Life life(*work, {one.fault, n, one.lasts, one.part_of_name}, one.then, seed);
        const std::uint64_t points = life.live();
        work->check();
        const std::string end = work->end();
        if (n == 0) {
            without_fault = end;
        }
        REQUIRE(first_difference(end, without_fault) == "");
        return points;
    });
}

} // namespace congto::test
