#include "collector/flags/flag_request.h"
#include "collector/flags/flag_rows.h"
#include "collector/reporting/answers.h"
#include "collector/reporting/messages.h"

#include "congto/v1/reporting.pb.h"

namespace congto::reporting {
namespace {

void define(v1::DefinedSignal& message, const flags::Thresholds& thresholds, std::size_t at)
{
    const flags::Signal& signal = flags::catalogue()[at];
    message.set_detector(std::string(signal.detector));
    message.set_name(std::string(signal.name));
    message.set_says(std::string(signal.says));
    message.set_threshold(flags::digits_of(thresholds.shares[at]));
}

void put_signal(v1::AnsweredSignal& message, const flags::Finding& finding)
{
    message.set_compared_with(finding.remark);
    if (finding.none) {
        message.set_cannot_be_told(std::string(flags::text_of(*finding.none)));
        return;
    }
    v1::SignalCounts& counts = *message.mutable_counts();
    counts.set_about(finding.count.about);
    counts.set_known(finding.count.known);
    counts.set_flagged(finding.count.flagged);
    counts.set_over(finding.over);
}

void put_rates(v1::FlagsRow& row, const flags::GroupFindings& group)
{
    if (group.none) {
        row.set_no_figure(std::string(rates::text_of(*group.none)));
        return;
    }
    const flags::GroupCounts& counts = group.counts;
    v1::FlaggedRates& message = *row.mutable_rates();
    message.set_dossiers(counts.dossiers);
    message.set_end_to_end(counts.now.end_to_end);
    message.set_online_submission(counts.now.online_submission);
    message.set_end_to_end_without_flagged(counts.now.end_to_end - counts.flagged.end_to_end);
    message.set_online_submission_without_flagged(counts.now.online_submission -
                                                  counts.flagged.online_submission);
    message.set_first_dossiers(counts.first_dossiers);
    message.set_first_end_to_end(counts.first.end_to_end);
    message.set_first_online_submission(counts.first.online_submission);
}

} // namespace

void fill_flags(const v1::FlagsRequest& asked, const Caller& caller, const rates::Facts& facts,
                const flags::Thresholds& thresholds, v1::FlagsAnswer& answer)
{
    flags::FlagArguments arguments{arguments_of(asked.period()), std::nullopt};
    arguments.which.by = word_of(asked.by());
    arguments.which.all_units = asked.all_units();
    give(arguments.which.unit, asked.unit());
    give(arguments.which.body, asked.body());
    give(arguments.which.procedure, asked.procedure());
    require(caller, arguments.which);
    give(arguments.detector, asked.detector());
    const flags::FlagRequest request = flags::understood(arguments, facts);
    put_frame(*answer.mutable_frame(), facts, request.request);
    answer.set_least(thresholds.least);
    for (const std::size_t at : request.signals) {
        define(*answer.add_signals(), thresholds, at);
    }
    for (const flags::GroupFindings& group : flags::found(request, facts, thresholds)) {
        v1::FlagsRow& row = *answer.add_rows();
        if (group.unit != 0) {
            put_unit(*row.mutable_unit(), facts, group.unit);
        }
        row.set_code(group.code);
        for (const std::size_t at : request.signals) {
            put_signal(*row.add_signals(), group.findings[at]);
        }
        put_rates(row, group);
    }
}

} // namespace congto::reporting
