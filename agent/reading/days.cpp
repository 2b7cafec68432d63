#include "agent/reading/days.h"

#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <algorithm>
#include <utility>

namespace congto::reading {
namespace {

using std::chrono::seconds;

// What others change in the spool is seen after so long: days asked for, verdicts.
constexpr seconds kLearnEach{2};
// The longest pause after something went wrong is the fourth of kPauses.
constexpr std::size_t kMostFaults = 3;
// Where days are all there is no day waits for another's fault for long.
constexpr seconds kLongestOfSweep{30};

} // namespace

Days::Days(const DaySource& source) : source_(source), name_(source.spool.name_of(source.number)) {}

Days::Days(const DaySource& source, model::Day sweeps_from)
    : source_(source), name_(source.spool.name_of(source.number)), schedule_(sweeps_from),
      sweeps_(true)
{
}

void Days::beat(const std::stop_token& stop, std::chrono::milliseconds most, Scope scope)
{
    const auto until = source_.clock.steady() + most;
    try {
        while (!stop.stop_requested() && source_.clock.steady() < until && begin(scope) &&
               (hurries() || share_.allows(source_.clock.steady()))) {
            step();
        }
    } catch (const runtime::Unavailable& away) {
        if (!is_the_days_own()) {
            throw;
        }
        went_wrong(away.what());
    } catch (const runtime::BadSettings& bad) {
        if (!is_the_days_own()) {
            throw;
        }
        went_wrong(bad.what());
    }
}

// Where nothing is followed nobody else notices that the source is away: then a day without rows,
// tomorrow, cannot be asked for either.
bool Days::is_the_days_own()
{
    if (!sweeps_) {
        return true;
    }
    if (!reading_ || !reading_->was_asking()) {
        return false;
    }
    const model::Day tomorrow{model::day_of(source_.clock.now()).number + 1};
    try {
        source_.pages.read_day(source_.spool.stand(source_.number), tomorrow, "", 1);
        return true;
    } catch (const runtime::Unavailable&) {
        return false;
    } catch (const runtime::BadSettings&) {
        return false;
    }
}

void Days::read_every_day(const std::stop_token& stop)
{
    learn();
    const std::vector<spool::DayStand> all = schedule_.days();
    for (auto day = all.rbegin(); day != all.rend() && !stop.stop_requested(); ++day) {
        auto how = DayReading::Step::stale;
        while (how == DayReading::Step::stale && !stop.stop_requested()) {
            reading_.emplace(source_, Turn{day->day, Kind::whole, true});
            while (reading_ && !stop.stop_requested()) {
                how = step();
            }
        }
        if (how == DayReading::Step::disbelieved) {
            throw runtime::Unavailable(fault_);
        }
    }
    reading_.reset();
}

void Days::learn()
{
    schedule_.learn(source_.spool.days(source_.number), source_.clock.now());
    learnt_at_ = source_.clock.steady();
    learnt_ = true;
}

// True: a day is under way.
bool Days::begin(Scope scope)
{
    const auto now = source_.clock.steady();
    if (!learnt_ || now - learnt_at_ >= kLearnEach) {
        learn();
    }
    if (reading_) {
        return true;
    }
    const bool may = scope == Scope::due && now >= not_before_ && share_.allows(now);
    if (const auto turn = may ? schedule_.next() : schedule_.next_asked()) {
        reading_.emplace(source_, *turn);
    }
    return reading_.has_value();
}

// Somebody waits for the day under way, or for one after it.
bool Days::hurries() const
{
    return reading_->turn().asked || schedule_.next_asked();
}

double Days::share() const
{
    if (!sweeps_) {
        return kShareBeside;
    }
    return schedule_.never_read() == 0 ? kShareOfSweep : kShareOfFirstSweep;
}

DayReading::Step Days::step()
{
    const bool hurried = hurries();
    const auto began = source_.clock.steady();
    const DayReading::Step how = reading_->step();
    const auto ended = source_.clock.steady();
    if (!hurried) {
        share_.spent(ended - began, share(), ended);
    }
    switch (how) {
    case DayReading::Step::goes_on:
        return how;
    case DayReading::Step::ended:
        schedule_.read(reading_->turn(), reading_->began());
        went_well(reading_->turn().kind);
        tell(*reading_);
        break;
    case DayReading::Step::stale:
        break;
    case DayReading::Step::disbelieved:
        schedule_.disbelieved(reading_->turn(), reading_->began());
        disbelieves_ = true;
        went_wrong(std::exchange(reading_, std::nullopt)->why());
        return how;
    }
    reading_.reset();
    learnt_ = false;
    return how;
}

void Days::tell(const DayReading& over)
{
    const std::string day = model::text_of(over.turn().day);
    if (over.removed() != 0) {
        runtime::log(runtime::Severity::info, "dossiers are gone from the source",
                     {{"source", name_}, {"day", day}, {"dossiers", over.removed()}});
    }
    if (over.missed() != 0 && !missed_said_) {
        runtime::log(runtime::Severity::warning,
                     "the mapping's day query misses rows, which are asked for by their keys",
                     {{"source", name_}, {"day", day}, {"rows", over.missed()}});
    }
    missed_said_ = missed_said_ || over.missed() != 0;
}

void Days::went_wrong(std::string why)
{
    if (reading_) {
        schedule_.failed(reading_->turn());
        reading_.reset();
    }
    learnt_ = false;
    const seconds pause = kPauses[std::min(faults_, kMostFaults)];
    not_before_ = source_.clock.steady() + (sweeps_ ? std::min(pause, kLongestOfSweep) : pause);
    ++faults_;
    if (why != fault_) {
        runtime::log(runtime::Severity::warning, "days are not read",
                     {{"source", name_}, {"detail", why}});
        fault_ = std::move(why);
        source_.spool.note_hindrance(source_.number, spool::Hindered::days, fault_);
    }
}

// A look judges nothing: what was disbelieved is so until a day is read whole.
void Days::went_well(Kind kind)
{
    if (disbelieves_ && kind == Kind::look) {
        return;
    }
    disbelieves_ = false;
    if (!fault_.empty()) {
        runtime::log(runtime::Severity::info, "days are read again", {{"source", name_}});
        fault_.clear();
        source_.spool.note_hindrance(source_.number, spool::Hindered::days, fault_);
    }
    faults_ = 0;
    not_before_ = {};
}

} // namespace congto::reading
