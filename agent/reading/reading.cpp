#include "agent/reading/reading.h"

#include "config/runtime/backoff.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <functional>
#include <optional>

namespace congto::reading {
namespace {

using std::chrono::seconds;

constexpr seconds kFirstWait{1};
constexpr seconds kLongestWait{30};
// An engine that words the same failure in two ways must not fill the log.
constexpr seconds kSameSubject{60};

// What was wrong outside; none: it went well. A column the source no longer has comes and goes like
// the source itself.
std::optional<std::string> wrong_of(const std::function<void()>& work)
{
    try {
        work();
        return std::nullopt;
    } catch (const runtime::Unavailable& away) {
        return away.what();
    } catch (const runtime::BadSettings& bad) {
        return bad.what();
    }
}

} // namespace

Reading::Reading(std::string name, std::chrono::milliseconds poll, Beat& beat,
                 runtime::Clock& clock, Tell tell)
    : name_(std::move(name)), poll_(poll), beat_(beat), clock_(clock), tell_(std::move(tell))
{
}

void Reading::run(const std::stop_token& stop)
{
    runtime::Backoff backoff(kFirstWait, kLongestWait);
    while (!stop.stop_requested()) {
        if (const auto wrong = wrong_of([&] { beat_.poll(stop); })) {
            went_wrong(*wrong);
            runtime::wait_for(stop, backoff.next());
        } else {
            went_well();
            backoff.reset();
            runtime::wait_for(stop, poll_);
        }
    }
}

void Reading::run_once(const std::stop_token& stop, std::chrono::milliseconds patience)
{
    runtime::Backoff backoff(kFirstWait, kLongestWait);
    while (!stop.stop_requested()) {
        const auto wrong = wrong_of([&] { beat_.read_all(stop); });
        if (!wrong) {
            went_well();
            return;
        }
        went_wrong(*wrong);
        if (clock_.steady() - away_since_ > patience) {
            throw runtime::Unavailable("source " + name_ + ": " + *wrong);
        }
        runtime::wait_for(stop, backoff.next());
    }
}

void Reading::went_well()
{
    if (!wrong_.empty()) {
        runtime::log(runtime::Severity::info, "reading goes on", {{"source", name_}});
        remember("");
    }
}

void Reading::went_wrong(const std::string& why)
{
    const auto now = clock_.steady();
    if (wrong_.empty()) {
        away_since_ = now;
    } else if (wrong_ == why || now - reported_at_ < kSameSubject) {
        return;
    }
    runtime::log(runtime::Severity::warning, "reading pauses",
                 {{"source", name_}, {"detail", why}});
    remember(why);
    reported_at_ = now;
}

void Reading::remember(const std::string& why)
{
    wrong_ = why;
    if (tell_) {
        tell_(why);
    }
}

} // namespace congto::reading
