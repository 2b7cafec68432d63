#include "collector/flags/flag_rows.h"

#include "collector/rates/rate.h"

#include <algorithm>
#include <utility>

namespace congto::flags {
namespace {

using rates::NamedRow;
using runtime::Decimal;
using runtime::Shape;
using runtime::Value;

std::string remark_of(const Finding& finding)
{
    if (finding.none == Untold::no_dossiers) {
        return std::string(text_of(*finding.none));
    }
    if (finding.none) {
        return "cannot be told: " + std::string(text_of(*finding.none));
    }
    if (finding.count.known < finding.count.about) {
        return "of " + std::to_string(finding.count.about) + " it is about, " +
               std::to_string(finding.count.about - finding.count.known) + " cannot be told";
    }
    return finding.remark;
}

// A count without a verdict on it: of an untold signal how many it would be about, where known.
Value if_told(const Finding& finding, std::int64_t number)
{
    return finding.none ? Value{} : Value{number};
}

Value about_of(const Finding& finding)
{
    const bool counted = !finding.none || *finding.none == Untold::mapping ||
                         *finding.none == Untold::no_dossiers ||
                         *finding.none == Untold::several_sources;
    return counted ? Value{finding.count.about} : Value{};
}

Value share_of(std::int64_t numerator, std::int64_t denominator)
{
    return denominator == 0 ? Value{}
                            : Value{Decimal{rates::percent(numerator, denominator), " %"}};
}

Value number_if(const GroupFindings& group, std::int64_t number)
{
    return group.none ? Value{} : Value{number};
}

std::string in_words(std::int64_t numerator, std::int64_t denominator)
{
    return denominator == 0
               ? "no figure"
               : rates::percent(numerator, denominator) + " % (" + std::to_string(numerator) +
                     " of " + std::to_string(denominator) + ")";
}

// Each once: "D1 D5".
template <typename Asked>
std::string detectors_of(const GroupFindings& group, const Asked& asked)
{
    std::string names;
    std::string_view last;
    for (std::size_t i = 0; i < kSignals; ++i) {
        if (asked(group.findings[i]) && catalogue()[i].detector != last) {
            last = catalogue()[i].detector;
            names += (names.empty() ? "" : " ") + std::string(last);
        }
    }
    return names;
}

} // namespace

std::string digits_of(const registers::WrittenRate& rate)
{
    std::string digits = std::to_string(rate.scaled);
    const auto decimals = static_cast<std::size_t>(rate.decimals);
    if (decimals > 0) {
        digits.insert(0, decimals + 1 - std::min(decimals + 1, digits.size()), '0');
        digits.insert(digits.size() - decimals, 1, '.');
    }
    return digits;
}

NamedRow signal_values(const Thresholds& thresholds, const GroupFindings& group, std::size_t signal,
                       Shape shape)
{
    const Finding& finding = group.findings[signal];
    const Signal& asked = catalogue()[signal];
    const auto& [about, known, flagged] = finding.count;
    NamedRow row{{"detector", "Detector", std::string(asked.detector)},
                 {"signal", "Signal", std::string(asked.name)},
                 {"flagged", "Flagged", if_told(finding, flagged)},
                 {"known", "Of", if_told(finding, known)}};
    if (shape != Shape::table) {
        row.push_back({"about", {}, about_of(finding)});
    }
    rates::append(row,
                  {{"share", "Share", finding.none ? Value{} : share_of(flagged, known)},
                   {"threshold", "Threshold", Decimal{digits_of(thresholds.shares[signal]), " %"}},
                   {"over", "Over", finding.none ? Value{} : Value{finding.over ? "yes" : "no"}}});
    if (shape == Shape::table) {
        row.push_back({"remark", "Remark", remark_of(finding)});
        return row;
    }
    rates::append(
        row, {{"cannot_be_told",
               {},
               finding.none ? Value{std::string(text_of(*finding.none))} : Value{}},
              {"compared_with", {}, finding.remark.empty() ? Value{} : Value{finding.remark}}});
    return row;
}

NamedRow summary_values(const GroupFindings& group)
{
    const auto& counts = group.counts;
    const std::string over =
        detectors_of(group, [](const Finding& finding) { return finding.over; });
    const std::string untold = detectors_of(group, [](const Finding& finding) {
        return finding.none == Untold::mapping || finding.none == Untold::not_sent ||
               finding.none == Untold::erased || finding.none == Untold::several_sources;
    });
    return {{"dossiers", "Dossiers", number_if(group, counts.dossiers)},
            {"over", "Over", group.none ? Value{} : Value{over.empty() ? "none" : over}},
            {"end_to_end", "End to end",
             share_of(counts.now.end_to_end, group.none ? 0 : counts.dossiers)},
            {"first", "As first read", share_of(counts.first.end_to_end, counts.first_dossiers)},
            {"without", "Without flagged",
             share_of(counts.now.end_to_end - counts.flagged.end_to_end,
                      group.none ? 0 : counts.dossiers)},
            {"untold", "Not told", group.none ? std::string(rates::text_of(*group.none)) : untold}};
}

NamedRow rate_numbers(const GroupFindings& group)
{
    const auto& counts = group.counts;
    return {{"dossiers", {}, number_if(group, counts.dossiers)},
            {"end_to_end", {}, number_if(group, counts.now.end_to_end)},
            {"end_to_end_without_flagged",
             {},
             number_if(group, counts.now.end_to_end - counts.flagged.end_to_end)},
            {"online_submission", {}, number_if(group, counts.now.online_submission)},
            {"online_submission_without_flagged",
             {},
             number_if(group, counts.now.online_submission - counts.flagged.online_submission)},
            {"first_dossiers", {}, number_if(group, counts.first_dossiers)},
            {"first_end_to_end", {}, number_if(group, counts.first.end_to_end)},
            {"first_online_submission", {}, number_if(group, counts.first.online_submission)}};
}

std::vector<std::string> rates_in_words(const GroupFindings& group)
{
    if (group.none) {
        return {"No rate: " + std::string(rates::text_of(*group.none)) + "."};
    }
    const auto& counts = group.counts;
    std::vector<std::string> lines;
    for (const auto& [name, part] :
         {std::pair("end_to_end", &Numerators::end_to_end),
          std::pair("online_submission", &Numerators::online_submission)}) {
        lines.push_back(std::string(name) + ": " + in_words(counts.now.*part, counts.dossiers) +
                        "; as first read " + in_words(counts.first.*part, counts.first_dossiers) +
                        "; if none that is flagged were online " +
                        in_words(counts.now.*part - counts.flagged.*part, counts.dossiers) + ".");
    }
    return lines;
}

} // namespace congto::flags
