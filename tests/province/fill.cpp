#include "tests/province/fill.h"

#include "tests/province/calibration.h"
#include "tests/province/life.h"
#include "tests/province/shape.h"

#include <algorithm>
#include <array>

namespace congto::province {

namespace {

constexpr std::size_t kDossiersATransaction = 5'000;
// Two hours in the night, some days before the end, when a maintenance job touched dossiers.
constexpr Second kTouchedBefore = 3 * kDay + 7 * kHour;

// Where within the day people apply: in per cent of the hours from 0 to 23.
constexpr std::array<double, 24> kHourWeights{0.4, 0.2, 0.1, 0.1, 0.2, 0.6, 2.0, 7.0,
                                              13., 14., 11., 5.0, 2.5, 8.0, 11., 10.,
                                              6.0, 2.5, 1.5, 1.4, 1.5, 1.2, 0.8, 0.5};

// When somebody applies, and what is played on that dossier.
struct Submission {
    Second time = 0;
    Trick trick = Trick::none;

    bool operator<(const Submission& other) const { return time < other.time; }
};

std::vector<Submission> submissions(const FillOptions& options, Random& random)
{
    std::vector<double> weights;
    const DayNumber first = options.from.first_day();
    const DayNumber last = std::min(options.to.last_day(), day_of(options.until));
    for (DayNumber day = first; day <= last; ++day)
        weights.push_back(kMonthWeights[static_cast<std::size_t>(month_of(day).month - 1)] *
                          kWeekdayWeights[static_cast<std::size_t>(weekday_of(day))]);
    const Weights days(weights), hours({kHourWeights.begin(), kHourWeights.end()});
    std::vector<Submission> drawn;
    const auto draw = [&](Trick trick) {
        const auto day = first + static_cast<DayNumber>(days.draw(random));
        const auto hour = static_cast<Second>(hours.draw(random));
        const Second time = day * kDay + hour * kHour + random.between(0, kHour - 1);
        drawn.push_back({std::min(time, options.until), trick});
    };
    for (std::int64_t i = 0; i != options.dossiers; ++i)
        draw(Trick::none);
    for (const auto& [trick, amount] : options.planted)
        for (std::int64_t i = 0; i != amount; i += group_of(trick))
            draw(trick);
    std::sort(drawn.begin(), drawn.end());
    return drawn;
}

int share_of(Kind kind, const Dossier& dossier)
{
    switch (kind) {
    case Kind::dossier:
        return 0;
    case Kind::portal_copy:
        return dossier.channel == Channel::online ? kPortalCopies : 0;
    case Kind::child:
        return kChildren;
    case Kind::container:
        return kContainers;
    case Kind::draft:
        return kDrafts;
    case Kind::unclaimed:
        return kUnclaimed;
    case Kind::deleted:
        return kDeletedRows;
    }
    return 0;
}

class Filling {
public:
    Filling(State& state, Database& source, const FillOptions& options)
        : state_(state), source_(source), options_(options), codes_(state.codes(Series::fill)),
          catalogue_(state.identity().unit, state.identity().seed),
          births_(catalogue_, state.identity().shape, state.identity().conduct,
                  state.identity().seed, codes_),
          shape_(make_shape(state.identity().shape, state.identity().engine, catalogue_,
                            state.identity().seed)),
          numbers_(state)
    {
    }

    void add(const Submission& submission)
    {
        const auto time =
            submission.trick == Trick::burst ? when_open(submission.time) : submission.time;
        auto dossier =
            births_.dossier(numbers_.take(), std::min(time, options_.until), options_.until);
        if (submission.trick == Trick::none)
            live(std::move(dossier));
        else
            plant(std::move(dossier), submission);
    }

    void live(Dossier dossier)
    {
        pretend(dossier);
        const auto chance = births_.chance_of(-dossier.number);
        Course(dossier, chance).follow(dossier, options_.until);
        spoil(dossier, births_.chance_of(dossier.number * 2 + (1LL << 40)));
        // A row without its code is a hole among the codes.
        if (dossier.flaw == Flaw::no_code && state_.identity().conduct == Conduct::honest)
            dossier.flaw = Flaw::none;
        touch(dossier);
        ++filled_.dossiers;
        auto others = births_.chance_of(dossier.number + (1LL << 41));
        const auto near = dossier;
        keep(std::move(dossier));
        for (const Kind kind : shape_->other_kinds())
            if (others.in_ten_thousand(share_of(kind, near)))
                add_other(kind, near);
    }

    void write()
    {
        source_.begin();
        source_.insert(shape_->tables(), rows_);
        source_.commit();
        state_.save(dossiers_, codes_);
        filled_.rows += static_cast<std::int64_t>(rows_.size());
        rows_.clear();
        dossiers_.clear();
    }

    bool is_full() const { return dossiers_.size() >= kDossiersATransaction; }
    const Filled& filled() const { return filled_; }

private:
    // What such a province does with every dossier.
    void pretend(Dossier& dossier) const
    {
        const auto day = day_of(dossier.submitted);
        const bool spurt = options_.spurts_at_month_end && day > month_of(day).last_day() - 3;
        if (dossier.channel == Channel::post && options_.calls_post_counter)
            dossier.channel = Channel::counter;
        if (dossier.channel == Channel::counter && spurt)
            dossier.channel = Channel::online;
    }

    void plant(Dossier dossier, const Submission& submission)
    {
        const auto first = dossier;
        ++groups_;
        play(std::move(dossier), submission.trick);
        for (std::int64_t i = 1; i < group_of(submission.trick); ++i)
            play(next_to(first, 20 * i), submission.trick);
        // A code is only missed when a later one is seen.
        if (submission.trick == Trick::kept_back)
            live(next_to(first, 60));
    }

    Dossier next_to(const Dossier& first, Second after)
    {
        // Whatever chance says of the channel: it does not wait for a counter to open.
        const Second submitted = std::min(first.submitted + after, options_.until);
        return births_.like(first, numbers_.take(), submitted, submitted);
    }

    void play(Dossier dossier, Trick trick)
    {
        const auto month = month_of(day_of(dossier.created));
        dossier.accomplice =
            trick == Trick::one_submitter ? month.year * 100 + month.month : groups_;
        dress(dossier, trick);
        Course(dossier, births_.chance_of(-dossier.number)).follow(dossier, options_.until);
        bend(dossier, options_.until);
        ++filled_.dossiers;
        keep(std::move(dossier));
    }

    void add_other(Kind kind, const Dossier& near)
    {
        auto other = births_.other(numbers_.take(), kind, near);
        other.modified =
            options_.imported ? now_micros() : std::min(other.modified, options_.until * 1'000'000);
        ++filled_.others;
        keep(std::move(other));
    }

    void touch(Dossier& dossier) const
    {
        if (options_.imported)
            dossier.modified = now_micros();
        else if (dossier.number % kTouchedOneIn == 0)
            dossier.modified =
                std::max(dossier.modified, (options_.until - kTouchedBefore) * 1'000'000);
    }

    void keep(Dossier dossier)
    {
        shape_->add_rows(dossier, rows_);
        dossiers_.push_back(std::move(dossier));
    }

    State& state_;
    Database& source_;
    const FillOptions& options_;
    CodeBook codes_;
    Catalogue catalogue_;
    Births births_;
    std::unique_ptr<Shape> shape_;
    Numbers numbers_;
    std::vector<Dossier> dossiers_; // of the transaction being gathered
    std::vector<Row> rows_;
    std::int64_t groups_ = 0;
    Filled filled_;
};

} // namespace

Filled fill(State& state, Database& source, const FillOptions& options,
            const std::function<void(std::int64_t)>& progress)
{
    Random random(mixed(state.identity().seed, static_cast<std::uint64_t>(state.reserve(0))));
    Filling filling(state, source, options);
    for (const auto& submission : submissions(options, random)) {
        filling.add(submission);
        if (filling.is_full()) {
            filling.write();
            progress(filling.filled().dossiers);
        }
    }
    filling.write();
    return filling.filled();
}

} // namespace congto::province
