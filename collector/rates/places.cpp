#include "collector/rates/places.h"

#include "collector/rates/rate.h"

namespace congto::rates {
namespace {

std::optional<std::string> rate_of(const registers::Target* target)
{
    return target == nullptr ? std::nullopt : std::optional(target->rate);
}

} // namespace

Places::Places(const Facts& facts, const RankingQuestion& asked)
    : facts_(facts), asked_(asked), coverages_(facts, asked.question)
{
}

Place Places::of_unit(store::UnitId unit, const Movement& figures) const
{
    Place place;
    place.unit = unit;
    place.coverage = coverages_.of(unit);
    if (const auto* known = facts_.units.with_id(unit)) {
        place.target = rate_of(facts_.targets.of_unit(target_asked(), *known));
    }
    return judged(std::move(place), figures);
}

Place Places::of_body(store::UnitId unit, const std::string& code, const Movement& figures) const
{
    Place place;
    place.unit = unit;
    place.body = code;
    return judged(std::move(place), figures);
}

Place Places::of_kind(registers::UnitKind kind, const Movement& figures) const
{
    registers::Unit any; // no unit's own target is of it
    any.kind = kind;
    Place place;
    place.coverage = coverages_.of_kind(kind);
    place.target = rate_of(facts_.targets.of_unit(target_asked(), any));
    return judged(std::move(place), figures);
}

Place Places::of_nation(const Movement& figures) const
{
    Place place;
    place.coverage = coverages_.of(0);
    place.target = rate_of(facts_.targets.of_nation(target_asked()));
    return judged(std::move(place), figures);
}

Place Places::judged(Place place, const Movement& figures) const
{
    place.figure = figures.now;
    place.before = figures.before;
    if (place.figure.none) {
        return place;
    }
    const Count& count = place.figure.count;
    place.target_met = place.target && reaches(count.numerator, count.denominator,
                                               *registers::parse_rate(*place.target));
    place.low_coverage =
        !place.body && asked_.indicator->reach != Reach::list && is_low(place.coverage);
    return place;
}

bool Places::is_low(const std::optional<Coverage>& coverage) const
{
    return !coverage || !coverage->in_source ||
           !reaches(coverage->collected, *coverage->in_source, asked_.low_coverage);
}

registers::TargetAsked Places::target_asked() const
{
    const auto& period = asked_.question.period;
    return {asked_.indicator->name, period.from, period.to, asked_.campaign};
}

} // namespace congto::rates
