#include "collector/reporting/answers.h"

#include "collector/rates/gap_reports.h"
#include "collector/rates/gaps.h"
#include "collector/rates/rate.h"
#include "collector/rates/units_asked.h"
#include "collector/reporting/messages.h"
#include "config/runtime/failure.h"

#include "congto/v1/reporting.pb.h"

#include <algorithm>
#include <utility>

namespace congto::reporting {
namespace {

using runtime::BadSettings;

// Those named, in that order; all of them when none is.
std::vector<const rates::Indicator*> indicators_of(const v1::RatesRequest& asked)
{
    std::vector<const rates::Indicator*> indicators;
    std::vector<std::string> faults;
    if (asked.indicators_size() > static_cast<int>(rates::catalogue().size())) {
        throw BadSettings("indicators: more are asked for than there are");
    }
    for (const std::string& name : asked.indicators()) {
        if (const auto* indicator = rates::indicator_named(name)) {
            indicators.push_back(indicator);
        } else {
            faults.push_back("indicators: \"" + name + "\" is no indicator; ask for Indicators");
        }
    }
    if (!faults.empty()) {
        throw BadSettings(std::move(faults));
    }
    if (indicators.empty()) {
        for (const rates::Indicator& indicator : rates::catalogue()) {
            indicators.push_back(&indicator);
        }
    }
    return indicators;
}

void put_gap(v1::WalkedGap& message, const rates::Facts& facts, const rates::Gap& gap)
{
    put_unit(*message.mutable_unit(), facts, gap.reported.unit);
    message.set_reported_rate(gap.reported.rate);
    message.set_reported_indicator(gap.reported.indicator);
    message.set_origin(gap.reported.origin);
    message.set_reported_on(model::text_of(gap.reported.reported_on));
    put_figure(*message.mutable_measured(), *rates::indicator_named("end_to_end"), gap.measured);
    for (const rates::Step& step : gap.steps) {
        v1::GapStep& walked = *message.add_steps();
        walked.set_to(std::string(rates::indicator_of(step.to).name));
        walked.set_change(std::string(step.change));
        walked.set_numerator(step.share.numerator);
        walked.set_denominator(step.share.denominator);
        walked.set_rate(rates::percent(step.share.numerator, step.share.denominator));
    }
    if (gap.coverage) {
        put_coverage(*message.mutable_coverage(), *gap.coverage);
    }
}

} // namespace

void fill_rates(const v1::RatesRequest& asked, const Caller& caller, const rates::Facts& held,
                v1::RatesAnswer& answer)
{
    rates::Arguments arguments = asked_of(asked);
    arguments.by = word_of(asked.by());
    arguments.all_units = asked.all_units();
    give(arguments.unit, asked.unit());
    give(arguments.body, asked.body());
    give(arguments.procedure, asked.procedure());
    require(caller, arguments);
    const rates::Request request = rates::understood(arguments, held);
    const rates::ReadFacts read(held, request.question.units, request.units_on);
    const rates::Facts facts = read.facts();
    const auto indicators = indicators_of(asked);
    const rates::Coverages coverages(facts, request.question);
    put_frame(*answer.mutable_frame(), facts, request);
    for (const auto& group : rates::answered(facts, request.question, request.listed, indicators)) {
        v1::RatesRow& row = *answer.add_rows();
        if (group.unit != 0) {
            put_unit(*row.mutable_unit(), facts, group.unit);
        }
        row.set_code(group.code);
        for (std::size_t at = 0; at < indicators.size(); ++at) {
            put_figure(*row.add_figures(), *indicators[at], group.figures[at]);
        }
        if (const auto coverage = coverages.of(group.unit)) {
            put_coverage(*row.mutable_coverage(), *coverage);
        }
    }
}

void fill_gap(const v1::GapRequest& asked, const Caller& caller, const rates::Facts& held,
              v1::GapAnswer& answer)
{
    rates::GapArguments arguments;
    arguments.which = asked_of(asked);
    give(arguments.which.unit, asked.unit());
    require(caller, arguments.which);
    give(arguments.origin, asked.origin());
    if (!asked.indicator().empty()) {
        arguments.indicator = asked.indicator();
    }
    const rates::Request request = rates::understood(arguments.which, held);
    const rates::ReadFacts read(held, request.question.units, request.units_on);
    const rates::Facts facts = read.facts();
    auto gaps = rates::gaps_of(rates::gap_reports(arguments, facts, request.question), facts,
                               request.question);
    std::stable_sort(gaps.begin(), gaps.end(), rates::has_larger_gap);
    put_frame(*answer.mutable_frame(), facts, request);
    for (const rates::Gap& gap : gaps) {
        put_gap(*answer.add_gaps(), facts, gap);
    }
}

void fill_indicators(v1::IndicatorsAnswer& answer)
{
    answer.set_catalogue_edition(rates::kCatalogueEdition);
    for (const rates::Indicator& indicator : rates::catalogue()) {
        v1::DefinedIndicator& defined = *answer.add_indicators();
        defined.set_name(std::string(indicator.name));
        defined.set_says(std::string(indicator.says));
        defined.set_settled_only(indicator.settled_only);
    }
}

} // namespace congto::reporting
