#include "collector/rates/tally.h"

#include "collector/rates/predicates.h"

namespace congto::rates {
namespace {

void split(Count& sum, const Subject& subject, std::int64_t dossiers)
{
    sum.self_service += by_applicant(subject) ? dossiers : 0;
    sum.assisted += assisted(subject) ? dossiers : 0;
}

} // namespace

Figure judged(const Count& count)
{
    Figure figure{count, std::nullopt};
    if (count.denominator == 0) {
        figure.none = NoFigure::no_dossiers;
    } else if (count.numerator < 0 || count.numerator > count.denominator) {
        figure.none = NoFigure::times_disagree;
    } else if (count.untold == count.denominator) {
        figure.none = NoFigure::untold;
    }
    return figure;
}

void Tally::add(const GroupKey& group, std::size_t at, const Indicator& indicator,
                const Subject& subject, std::int64_t dossiers)
{
    Count& sum = count(group, at);
    if (!counts_in(subject.population, subject.cls)) {
        return;
    }
    if (indicator.aside != nullptr && indicator.aside(subject)) {
        sum.aside += dossiers;
    }
    if (!indicator.denominator(subject)) {
        return;
    }
    sum.denominator += dossiers;
    sum.numerator += indicator.numerator(subject) ? dossiers : 0;
    sum.untold += indicator.untold != nullptr && indicator.untold(subject) ? dossiers : 0;
    const Predicate met =
        indicator.whoever_submitted != nullptr ? indicator.whoever_submitted : indicator.numerator;
    if (met(subject)) {
        split(sum, subject, dossiers);
    }
}

void Tally::add_met(const GroupKey& group, std::size_t at, const Subject& subject,
                    std::int64_t dossiers)
{
    if (!counts_in(subject.population, subject.cls)) {
        return;
    }
    Count& sum = count(group, at);
    sum.numerator += dossiers;
    split(sum, subject, dossiers);
}

Count& Tally::count(const GroupKey& group, std::size_t at)
{
    // One group after the other is counted, each of them many times.
    if (last_ == counts_.end() || last_->first != group) {
        last_ = counts_.try_emplace(group, indicators_).first;
    }
    return last_->second[at];
}

std::vector<Group> Tally::groups() const
{
    std::vector<Group> groups;
    for (const auto& [key, counts] : counts_) {
        Group group{key.first, key.second, {}};
        for (const auto& count : counts) {
            group.figures.push_back(judged(count));
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

} // namespace congto::rates
