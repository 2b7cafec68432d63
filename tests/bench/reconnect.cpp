// A collector that is killed, and the agents of a whole country that come back to it.
#include "tests/bench/benches.h"

#include "tests/bench/crowd.h"
#include "tests/bench/measure.h"
#include "tests/bench/programs.h"

#include <chrono>
#include <future>
#include <string>

namespace congto::bench {
namespace {

using std::chrono::seconds;
using Steady = std::chrono::steady_clock;

constexpr seconds kPatience{300};

double since(Steady::time_point start, const Passed& passed)
{
    return std::chrono::duration<double>(passed.last - start).count();
}

// One crowd and one collector; the limit is the first passage of it.
class Country {
public:
    explicit Country(const Plan& plan)
        : agents_(static_cast<double>(plan.agents)), collector_(plan, folder_.path()),
          crowd_(plan.agents, collector_.address(), plan.seed)
    {
        print_figure("agents", grouped(agents_));
        const double alone = memory().resident_mebibytes;
        const auto start = Steady::now();
        const Passed passed = crowd_.send_one_each(Waiting::none, kPatience);
        limit_ = since(start, passed);
        print("all at once, for the first time", limit_, passed);
        const double full = memory().resident_mebibytes;
        print_figure("collector's memory, alone and with all",
                     fixed(alone, 0) + " MiB, " + fixed(full, 0) +
                         " MiB: " + fixed((full - alone) * 1024 / agents_, 0) + " KiB an agent");
    }

    // Killed, away for that long, and there again: from when it listens.
    void come_back(seconds away, Waiting waiting, std::string_view name)
    {
        collector_.process().kill();
        auto passing = std::async(std::launch::async,
                                  [&] { return crowd_.send_one_each(waiting, kPatience); });
        test::sleep_for(away);
        collector_.start_again();
        const auto start = Steady::now();
        const Passed passed = passing.get();
        print(name, since(start, passed), passed);
    }

    Use memory() { return use_of(collector_.process().pid()); }

private:
    void print(std::string_view name, double taken, const Passed& passed) const
    {
        print_figure(
            name,
            fixed(taken, 1) + " s to the last receipt, ratio " + fixed(limit_ / taken, 2) + "; " +
                fixed(static_cast<double>(passed.attempts) / agents_, 2) + " attempts an agent, " +
                grouped(static_cast<double>(passed.most_in_a_second)) + " at most in a second");
    }

    double agents_;
    double limit_ = 0; // seconds
    test::TempDir folder_;
    RunningCollector collector_;
    Crowd crowd_;
};

} // namespace

void reconnect(const Plan& plan)
{
    Country country(plan);
    country.come_back(seconds(0), Waiting::none, "killed, all back at once");
    country.come_back(seconds(0), Waiting::full, "killed, back with the agents' waits");
    country.come_back(seconds(20), Waiting::full, "away for 20 s, back with their waits");
    print_figure("collector's memory then", fixed(country.memory().resident_mebibytes, 0) + " MiB");
}

} // namespace congto::bench
