#include "collector/flags/findings.h"

#include "collector/flags/compared_reports.h"
#include "collector/flags/month_ends.h"

#include <algorithm>
#include <map>

namespace congto::flags {
namespace {

using model::Channel;

std::int64_t of_channel(const GroupCounts& counts, Channel channel)
{
    return counts.by_channel[static_cast<std::size_t>(channel)];
}

// D14: the shares of reality are never exactly 100 %.
SignalCount all_online(const GroupCounts& counts)
{
    const std::int64_t by_network =
        of_channel(counts, Channel::online) + of_channel(counts, Channel::online_assisted);
    return {counts.dossiers, counts.dossiers, by_network == counts.dossiers ? by_network : 0};
}

// D17: those who want their result by post send by post too, some of them.
SignalCount no_post(const GroupCounts& counts)
{
    const bool none = of_channel(counts, Channel::post) == 0;
    return {counts.dossiers, counts.dossiers, none ? counts.result_by_post : 0};
}

SignalCount of_whole(const Signal& signal, const GroupCounts& counts)
{
    return signal.name == "all_online" ? all_online(counts) : no_post(counts);
}

// What is gathered once for all groups.
class Gathered {
public:
    Gathered(const rates::Facts& facts, const rates::Question& question,
             const Thresholds& thresholds)
        : question_(question), thresholds_(thresholds),
          groups_(
              counted(facts.cells, facts.procedures, question.scope,
                      {model::month_of(question.period.from), model::month_of(question.period.to)},
                      question.grouping))
    {
        if (!rates::combines_body_and_procedure(question)) {
            steps_ = steps_at_month_end(facts.cells, question);
        }
        if (of_units()) {
            reports_ = compared_reports(facts, question);
        }
    }

    const Groups& groups() const { return groups_; }

    void tell(GroupFindings& group) const
    {
        const auto found = groups_.find({group.unit, group.code});
        if (found != groups_.end()) {
            group.counts = found->second;
        }
        for (std::size_t i = 0; i < kSignals; ++i) {
            Finding& finding = group.findings[i];
            finding = found_of(i, group);
            finding.over = !finding.none &&
                           is_over(thresholds_, i, finding.count.flagged, finding.count.known);
        }
    }

private:
    bool of_units() const
    {
        return question_.grouping == store::Grouping::unit && !question_.scope.body &&
               !question_.scope.procedure;
    }

    Finding found_of(std::size_t at, const GroupFindings& group) const
    {
        const Signal& signal = catalogue()[at];
        switch (signal.source) {
        case Source::cells:
            return judged(group.counts.signals[at]);
        case Source::whole:
            return judged(of_whole(signal, group.counts));
        case Source::persons:
        case Source::sequences:
            return {{}, Untold::not_sent, false, {}};
        case Source::days:
            return of_days(group);
        case Source::reports:
            return of_report(signal, group);
        }
        return {};
    }

    static Finding judged(const SignalCount& count)
    {
        if (count.about == 0) {
            return {count, Untold::no_dossiers, false, {}};
        }
        if (count.known == 0) {
            return {count, Untold::mapping, false, {}};
        }
        return {count, std::nullopt, false, {}};
    }

    Finding of_days(const GroupFindings& group) const
    {
        if (rates::combines_body_and_procedure(question_)) {
            return {{}, Untold::not_together, false, {}};
        }
        const auto step = steps_.find({group.unit, group.code});
        return step == steps_.end() ? Finding{{}, Untold::too_few, false, {}}
                                    : Finding{step->second, std::nullopt, false, {}};
    }

    Finding of_report(const Signal& signal, const GroupFindings& group) const
    {
        if (!of_units()) {
            return {{}, Untold::unit_only, false, {}};
        }
        const auto report = reports_.find(group.unit);
        if (report == reports_.end()) {
            return {{}, Untold::not_reported, false, {}};
        }
        const ComparedReport& compared = report->second;
        return {signal.name == "reported_dossiers" ? compared.dossiers : compared.numerator,
                std::nullopt, false, compared.of};
    }

    const rates::Question& question_;
    const Thresholds& thresholds_;
    Groups groups_;
    std::map<GroupKey, SignalCount> steps_;
    std::map<store::UnitId, ComparedReport> reports_;
};

void nothing_told(GroupFindings& group, Untold why)
{
    for (Finding& finding : group.findings) {
        finding.none = why;
    }
}

} // namespace

std::string_view text_of(Untold reason)
{
    switch (reason) {
    case Untold::not_metered:
        return "not metered";
    case Untold::not_read:
        return "not read yet";
    case Untold::no_dossiers:
        return "no dossiers it would be about";
    case Untold::mapping:
        return "the source's mapping does not tell";
    case Untold::not_sent:
        return "the unit's agents do not send it";
    case Untold::not_reported:
        return "nothing reported with its numbers for exactly these days";
    case Untold::unit_only:
        return "known of units alone";
    case Untold::too_few:
        return "the month is not over, or its days have too few dossiers";
    case Untold::not_together:
        return "not known of a body and a procedure together";
    }
    return "";
}

std::int64_t GroupFindings::signals_over() const
{
    return std::count_if(findings.begin(), findings.end(),
                         [](const Finding& finding) { return finding.over; });
}

std::vector<GroupFindings> findings(const rates::Facts& facts, const rates::Question& question,
                                    rates::Listed listed, const Thresholds& thresholds)
{
    const Gathered gathered(facts, question, thresholds);
    std::vector<GroupFindings> all;
    Groups left = gathered.groups();
    const auto add = [&](const GroupKey& key, std::optional<rates::NoFigure> none) {
        GroupFindings& group = all.emplace_back();
        group.unit = key.first;
        group.code = key.second;
        group.none = none;
        if (none == rates::NoFigure::not_metered || none == rates::NoFigure::not_read) {
            nothing_told(group, none == rates::NoFigure::not_metered ? Untold::not_metered
                                                                     : Untold::not_read);
        } else {
            gathered.tell(group);
        }
        left.erase(key);
    };
    for (const rates::Group& group :
         rates::answered(facts, question, listed, {rates::indicator_named("online_submission")})) {
        add({group.unit, group.code}, group.figures.front().none);
    }
    // Of these nothing is left in the rates.
    const Groups gone = left;
    for (const auto& [key, counts] : gone) {
        add(key, rates::NoFigure::no_dossiers);
    }
    return all;
}

} // namespace congto::flags
