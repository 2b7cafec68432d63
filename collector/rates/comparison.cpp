#include "collector/rates/comparison.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace congto::rates {
namespace {

using registers::ReportedFigure;

// What is reported of one subject by one origin.
auto subject_of(const ReportedFigure& one)
{
    return std::tuple(one.unit, one.body, one.indicator, one.origin);
}

// Which of two reports stands for the subject: that of the longer days, then the later.
bool stands_before(const ReportedFigure& one, const ReportedFigure& other)
{
    return std::tuple(one.to, one.reported_on) > std::tuple(other.to, other.reported_on);
}

bool begins_with(const ReportedFigure& one, const store::Period& period)
{
    return one.from == period.from && one.to <= period.to;
}

// Measured figures of units or bodies, counted once for all reports of the same days.
class Measuring {
public:
    Measuring(const Facts& facts, const Request& request)
        : facts_(facts), request_(request), meterings_(meterings(facts.holdings))
    {
        for (const Indicator& indicator : catalogue()) {
            indicators_.push_back(&indicator);
        }
    }

    Figure of(const ReportedFigure& report)
    {
        const store::Grouping grouping =
            report.body.empty() ? store::Grouping::unit : store::Grouping::body;
        const auto& groups = groups_of({report.from, report.to}, grouping);
        const auto at =
            std::find_if(indicators_.begin(), indicators_.end(), [&](const Indicator* indicator) {
                return indicator->name == report.indicator;
            });
        const auto unit = measured_for(request_.question, report.unit);
        const auto found = groups.find({unit, report.body});
        if (at == indicators_.end() || found == groups.end()) {
            return absent(unit);
        }
        return found->second.figures[static_cast<std::size_t>(at - indicators_.begin())];
    }

private:
    using Groups = std::map<std::pair<store::UnitId, std::string>, Group>;
    using Days = std::tuple<model::Day, model::Day, store::Grouping>;

    const Groups& groups_of(const store::Period& period, store::Grouping grouping)
    {
        const auto [at, is_new] = groups_.try_emplace(Days{period.from, period.to, grouping});
        if (is_new) {
            Question question = request_.question;
            question.period = period;
            question.grouping = grouping;
            for (Group& group : answered(facts_, question, Listed::every_unit, indicators_)) {
                at->second.emplace(std::pair(group.unit, group.code), std::move(group));
            }
        }
        return at->second;
    }

    Figure absent(store::UnitId unit) const
    {
        const auto found = meterings_.find(unit);
        if (found == meterings_.end()) {
            return {{}, NoFigure::not_metered};
        }
        const bool read = found->second == Metering::read;
        return {{}, read ? NoFigure::no_dossiers : NoFigure::not_read};
    }

    const Facts& facts_;
    const Request& request_;
    std::map<store::UnitId, Metering> meterings_;
    std::vector<const Indicator*> indicators_;
    std::map<Days, Groups> groups_;
};

// Provinces, then ministries, by code; the order of the catalogue's names within.
void sort_nationally(std::vector<Compared>& rows, const registers::UnitRegister& units)
{
    const auto& names = registers::kIndicatorNames;
    const auto place = [&](const Compared& row) {
        const ReportedFigure& one = row.reported;
        const auto* unit = units.with_id(one.unit);
        return std::tuple(unit == nullptr ? 2 : static_cast<int>(unit->kind),
                          unit == nullptr ? std::string() : unit->code, one.unit, one.body,
                          one.from, one.to,
                          std::find(names.begin(), names.end(), one.indicator) - names.begin(),
                          one.origin, one.reported_on);
    };
    std::sort(rows.begin(), rows.end(), [&](const Compared& one, const Compared& other) {
        return place(one) < place(other);
    });
}

} // namespace

std::vector<ReportedFigure> reports_compared(const std::vector<ReportedFigure>& all,
                                             const store::Period& period, bool all_time)
{
    // With all time the days are part of what a report is of.
    using Key = std::tuple<decltype(subject_of(all.front())), model::Day, model::Day>;
    std::map<Key, const ReportedFigure*> chosen;
    for (const ReportedFigure& one : all) {
        if (!all_time && !begins_with(one, period)) {
            continue;
        }
        const Key key{subject_of(one), all_time ? one.from : model::Day{},
                      all_time ? one.to : model::Day{}};
        const auto [at, is_new] = chosen.try_emplace(key, &one);
        if (!is_new && stands_before(one, *at->second)) {
            at->second = &one;
        }
    }
    std::vector<ReportedFigure> reports;
    for (const auto& [key, report] : chosen) {
        reports.push_back(*report);
    }
    return reports;
}

Comparison compared(const ComparisonArguments& arguments, const Facts& facts)
{
    // A report may be of an indicator that has no figure on this basis: it is listed, and says so.
    Arguments which = arguments.which;
    which.indicator.reset();
    Request request = understood(which, facts);
    const auto unasked = [&](const ReportedFigure& one) {
        const auto& scope = request.question.scope;
        const auto& indicator = arguments.which.indicator;
        return (scope.unit && measured_for(request.question, one.unit) != *scope.unit) ||
               (scope.body && one.body != *scope.body) ||
               (!arguments.bodies && !scope.body && !one.body.empty()) ||
               (indicator && *indicator != "all" && one.indicator != *indicator) ||
               (arguments.origin && one.origin != *arguments.origin);
    };
    Measuring measuring(facts, request);
    std::vector<Compared> rows;
    for (ReportedFigure& one :
         reports_compared(facts.reported, request.question.period, which.all_time)) {
        if (!unasked(one)) {
            Figure measured = measuring.of(one);
            rows.push_back({std::move(one), measured});
        }
    }
    sort_nationally(rows, facts.units);
    return {std::move(rows), std::move(request.notes)};
}

} // namespace congto::rates
