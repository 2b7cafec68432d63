#include "collector/flags/flag_request.h"

#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <algorithm>
#include <utility>

namespace congto::flags {
namespace {

// The signals that are asked for, by their places.
std::vector<std::size_t> signals_of(const std::optional<std::string>& detector)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < kSignals; ++i) {
        if (!detector || catalogue()[i].detector == *detector) {
            places.push_back(i);
        }
    }
    return places;
}

rates::Request whole_months(const FlagArguments& arguments, const rates::Facts& facts)
{
    rates::Arguments which = arguments.which;
    which.basis = "received";
    which.indicator.reset();
    std::vector<std::string> faults;
    if (arguments.detector && !is_detector(*arguments.detector)) {
        faults.push_back("--detector: \"" + runtime::escaped(*arguments.detector) +
                         "\" is not one of D1 to D17");
    }
    rates::Request request;
    try {
        request = rates::understood(which, facts);
        if (!rates::is_whole_months(request.question.period)) {
            faults.emplace_back("flags are counted by whole months: give --month, or --from the "
                                "first and --to the last day of a month");
        }
    } catch (const runtime::BadSettings& refused) {
        faults.insert(faults.end(), refused.faults().begin(), refused.faults().end());
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    return request;
}

Persons persons_of(const rates::Question& question, const std::optional<std::string>& detector)
{
    const bool asked = question.scope.unit || detector == "D3" || detector == "D9";
    return asked ? Persons::read : Persons::left_out;
}

// Those over a threshold first, the most signals first; in the national order else.
void sort_by_over(std::vector<GroupFindings>& groups, const std::vector<std::size_t>& signals)
{
    const auto over = [&](const GroupFindings& group) {
        return std::count_if(signals.begin(), signals.end(),
                             [&](std::size_t at) { return group.findings[at].over; });
    };
    std::stable_sort(groups.begin(), groups.end(),
                     [&](const GroupFindings& one, const GroupFindings& other) {
                         return over(one) > over(other);
                     });
}

} // namespace

FlagRequest understood(const FlagArguments& arguments, const rates::Facts& facts)
{
    rates::Request request = whole_months(arguments, facts);
    const Persons persons = persons_of(request.question, arguments.detector);
    return {std::move(request), signals_of(arguments.detector), persons};
}

std::vector<GroupFindings> found(const FlagRequest& asked, const rates::Facts& facts,
                                 const Thresholds& thresholds)
{
    auto groups =
        findings(facts, asked.request.question, asked.request.listed, thresholds, asked.persons);
    sort_by_over(groups, asked.signals);
    return groups;
}

} // namespace congto::flags
