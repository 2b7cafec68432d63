#include "collector/flags/gathered.h"

#include <set>

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

Finding told(const SignalCount& count)
{
    return {count, std::nullopt, false, {}};
}

Finding untold(const SignalCount& count, Untold why)
{
    return {count, why, false, {}};
}

Finding judged(const SignalCount& count, Untold if_none_known)
{
    if (count.about == 0) {
        return untold(count, Untold::no_dossiers);
    }
    return count.known == 0 ? untold(count, if_none_known) : told(count);
}

std::set<store::UnitId> units_of(const rates::Facts& facts, const store::Scope& scope)
{
    std::set<store::UnitId> units;
    if (scope.unit) {
        return {*scope.unit};
    }
    for (const store::SourceHolding& holding : facts.holdings) {
        units.insert(holding.unit);
    }
    return units;
}

} // namespace

Gathered::Gathered(const rates::Facts& facts, const rates::Question& question,
                   const Thresholds& thresholds, Persons persons)
    : question_(question), thresholds_(thresholds), asked_persons_(persons),
      groups_(counted(facts.cells, facts.procedures, question.scope,
                      {model::month_of(question.period.from), model::month_of(question.period.to)},
                      question.grouping)),
      sequences_(sequences(facts.cells, question))
{
    if (!rates::combines_body_and_procedure(question)) {
        month_ends_ = steps_at_month_end(facts.cells, question);
        campaigns_ = steps_in_campaigns(facts.cells, question, facts.campaigns);
    }
    if (of_units()) {
        reports_ = compared_reports(facts, question);
    }
    if (asked_persons_ == Persons::read) {
        gather_persons(facts);
    }
}

bool Gathered::of_units() const
{
    return question_.grouping == store::Grouping::unit && !question_.scope.body &&
           !question_.scope.procedure;
}

void Gathered::gather_persons(const rates::Facts& facts)
{
    const auto erased = facts.cells.fingerprints_erased_through();
    persons_erased_ = erased && model::month_of(question_.period.from) <= *erased;
    for (const store::UnitId unit : units_of(facts, question_.scope)) {
        for (const auto& [key, counts] :
             persons(facts.cells, facts.procedures, question_, unit, thresholds_)) {
            add(persons_[key], counts); // of the nation all units have one
        }
    }
}

void Gathered::tell(GroupFindings& group) const
{
    const GroupKey key{group.unit, group.code};
    if (const auto found = groups_.find(key); found != groups_.end()) {
        group.counts = found->second;
    }
    if (const auto found = persons_.find(key); found != persons_.end()) {
        group.counts.flagged.end_to_end += found->second.flagged.end_to_end;
        group.counts.flagged.online_submission += found->second.flagged.online_submission;
    }
    for (std::size_t i = 0; i < kSignals; ++i) {
        Finding& finding = group.findings[i];
        finding = found_of(i, group);
        finding.over =
            !finding.none && is_over(thresholds_, i, finding.count.flagged, finding.count.known);
    }
}

Finding Gathered::found_of(std::size_t at, const GroupFindings& group) const
{
    const Signal& signal = catalogue()[at];
    const GroupKey key{group.unit, group.code};
    switch (signal.source) {
    case Source::cells:
        return judged(group.counts.signals[at], Untold::mapping);
    case Source::whole:
        return judged(of_whole(signal, group.counts), Untold::mapping);
    case Source::persons:
        return of_persons(signal, group);
    case Source::sequences:
        return of_sequences(signal, key);
    case Source::days:
        return of_days(signal, key);
    case Source::reports:
        return of_report(signal, group);
    }
    return {};
}

Finding Gathered::of_persons(const Signal& signal, const GroupFindings& group) const
{
    const std::int64_t about = of_channel(group.counts, Channel::online) +
                               of_channel(group.counts, Channel::online_assisted);
    if (asked_persons_ == Persons::left_out) {
        return untold({about, 0, 0}, Untold::one_unit);
    }
    const auto found = persons_.find({group.unit, group.code});
    if (found == persons_.end()) {
        return judged({about, 0, 0}, persons_erased_ ? Untold::erased : Untold::not_sent);
    }
    SignalCount count = signal.name == "split" ? found->second.split : found->second.one_submitter;
    count.about = about;
    return judged(count, Untold::mapping);
}

Finding Gathered::of_sequences(const Signal& signal, const GroupKey& key) const
{
    if (question_.scope.procedure || question_.grouping == store::Grouping::procedure) {
        return untold({}, Untold::no_procedures);
    }
    const auto found = sequences_.find(key);
    if (found == sequences_.end()) {
        return untold({}, Untold::not_sent);
    }
    const SequenceCounts& counts = found->second;
    return judged(signal.name == "burst" ? counts.bursts : counts.holes, Untold::several_sources);
}

Finding Gathered::of_days(const Signal& signal, const GroupKey& key) const
{
    if (rates::combines_body_and_procedure(question_)) {
        return untold({}, Untold::not_together);
    }
    const Steps& steps = signal.name == "step_in_campaign" ? campaigns_ : month_ends_;
    const auto step = steps.find(key);
    return step == steps.end() ? untold({}, Untold::too_few) : told(step->second);
}

Finding Gathered::of_report(const Signal& signal, const GroupFindings& group) const
{
    if (!of_units()) {
        return untold({}, Untold::unit_only);
    }
    const auto report = reports_.find(group.unit);
    if (report == reports_.end()) {
        return untold({}, Untold::not_reported);
    }
    const ComparedReport& compared = report->second;
    if (!compared.measured) {
        return untold({}, Untold::not_measured);
    }
    Finding finding =
        told(signal.name == "reported_dossiers" ? compared.dossiers : compared.numerator);
    finding.remark = compared.of;
    return finding;
}

} // namespace congto::flags
