#include "collector/rates/gap_listing.h"

#include "collector/rates/gap_reports.h"
#include "collector/rates/gaps.h"
#include "collector/rates/named_values.h"
#include "collector/rates/rate.h"
#include "collector/rates/units_asked.h"
#include "config/runtime/failure.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace congto::rates {
namespace {

using runtime::Decimal;
using runtime::Shape;
using runtime::Value;

Value count_of(const std::optional<std::int64_t>& number)
{
    return number ? Value{*number} : Value{};
}

NamedRow reported_row(const Gap& gap, Shape shape)
{
    const std::string step = shape == Shape::table ? "reported, " + gap.reported.origin + ", " +
                                                         model::text_of(gap.reported.reported_on)
                                                   : "reported";
    return {{"step", "Step", step},
            {"indicator", "", {}},
            {"dossiers", "Dossiers", {}},
            {"numerator", "Numerator", count_of(gap.reported.numerator)},
            {"denominator", "Denominator", count_of(gap.reported.denominator)},
            {"rate", "Rate", Decimal{gap.reported.rate, " %"}},
            {"change", "Change", {}},
            {"change_numerator", "", {}},
            {"change_denominator", "", {}}};
}

// From `before`, shown as that rate; no share: from the report.
NamedRow step_row(const Step& step, const std::optional<Share>& before, const Gap& gap)
{
    const Share exact = difference(before.value_or(as_share(gap.rate)), step.share);
    const std::string name(indicator_of(step.to).name);
    const Value moved = before ? Value{std::abs(step.share.numerator - before->numerator) +
                                       std::abs(step.share.denominator - before->denominator)}
                               : Value{};
    return {{"step", "Step", step.change.empty() ? "nearest definition" : std::string(step.change)},
            {"indicator", "Gives", name},
            {"dossiers", "Dossiers", moved},
            {"numerator", "Numerator", step.share.numerator},
            {"denominator", "Denominator", step.share.denominator},
            {"rate", "Rate", Decimal{percent(step.share.numerator, step.share.denominator), " %"}},
            {"change", "Change",
             in_points(before ? shown_rate(*before) : gap.rate, shown_rate(step.share))},
            {"change_numerator", "", exact.numerator},
            {"change_denominator", "", exact.denominator}};
}

void add_walk(runtime::Listing& listing, const Gap& gap, Shape shape)
{
    const auto add = [&](NamedRow row) {
        if (shape == Shape::table) {
            row.resize(row.size() - 2); // the exact change is for programs
            row[1].title = "Gives";
        }
        if (listing.columns.empty()) {
            set_columns(listing, row);
        }
        add_row(listing, std::move(row));
    };
    add(reported_row(gap, shape));
    std::optional<Share> before;
    for (const Step& step : gap.steps) {
        add(step_row(step, before, gap));
        before = step.share;
    }
}

std::string in_words(const NamedRow& values)
{
    std::string words;
    for (const NamedValue& value : values) {
        if (const auto* number = std::get_if<Decimal>(&value.value)) {
            words +=
                (words.empty() ? "" : ", ") + value.title + ' ' + number->digits + number->suffix;
        }
    }
    return words;
}

// "H44, Tỉnh Phú Thọ: "
std::string marked_name(const Facts& facts, const Question& question, const Gap& gap)
{
    const auto* unit = facts.units.with_id(gap.reported.unit);
    return unit == nullptr
               ? ""
               : registers::marked_code(*unit, question.today) + ", " + unit->name_vi + ": ";
}

runtime::Listing listing_of_one(const Gap& gap, const Facts& facts, const Question& question,
                                Shape shape)
{
    runtime::Listing listing = framed(question);
    const NamedRow summary = summary_of(gap);
    for (const NamedRow& facts_of_gap :
         {group_values(facts, question, shape, gap.reported.unit, {}), summary,
          NamedRow{{"reported_origin", {}, gap.reported.origin},
                   {"reported_on", {}, model::text_of(gap.reported.reported_on)}},
          coverage_numbers(gap.coverage)}) {
        for (const NamedValue& value : facts_of_gap) {
            listing.facts.emplace_back(value.name, value.value);
        }
    }
    add_walk(listing, gap, shape);
    if (gap.measured.none) {
        listing.notes.push_back(marked_name(facts, question, gap) + "no measured figure: " +
                                std::string(text_of(*gap.measured.none)) + '.');
    } else {
        listing.notes.push_back(marked_name(facts, question, gap) + in_words(summary) +
                                ". The changes add up to the gap; the first, "
                                "which no definition explains, is unexplained.");
        listing.notes.push_back("Nearest: " + std::string(indicator_of(gap.steps.front().to).says) +
                                '.');
    }
    const std::string covered = in_words(coverage_values(gap.coverage));
    const std::string remark = coverage_remark(gap.coverage, facts.now);
    listing.notes.push_back((covered.empty() ? "Coverage is not known" : covered) +
                            (remark.empty() ? "" : "; " + remark) + '.');
    for (const std::string& other : other_reports(facts, question, gap.reported)) {
        listing.notes.push_back("Also reported: " + other + '.');
    }
    return listing;
}

runtime::Listing listing_of_all(std::vector<Gap> gaps, const Facts& facts, const Question& question,
                                Shape shape)
{
    const auto kind_of = [&](const Gap& gap) {
        const auto* unit = facts.units.with_id(gap.reported.unit);
        return unit == nullptr ? 2 : static_cast<int>(unit->kind);
    };
    std::stable_sort(gaps.begin(), gaps.end(), [&](const Gap& one, const Gap& other) {
        return kind_of(one) != kind_of(other) ? kind_of(one) < kind_of(other)
                                              : has_larger_gap(one, other);
    });
    runtime::Listing listing = framed(question);
    int kind = -1;
    std::int64_t place = 0;
    std::int64_t rank = 0;
    const Gap* above = nullptr;
    for (const Gap& gap : gaps) {
        place = kind_of(gap) == kind ? place + 1 : 1;
        rank = place == 1 || has_larger_gap(*above, gap) ? place : rank; // equal gaps share theirs
        kind = kind_of(gap);
        above = &gap;
        NamedRow row{{"rank", "Rank", gap.steps.empty() ? Value{} : Value{rank}}};
        append(row, group_values(facts, question, shape, gap.reported.unit, {}));
        append(row, summary_of(gap));
        append(row, shape == Shape::table ? coverage_values(gap.coverage)
                                          : coverage_numbers(gap.coverage));
        row.push_back({"no_figure", "Remark", reason_of(gap.measured)});
        if (listing.columns.empty()) {
            set_columns(listing, row);
        }
        add_row(listing, std::move(row));
    }
    listing.notes.emplace_back("Ranked by gap = reported − measured, provinces and ministries "
                               "apart; --unit shows the walk from one to the other.");
    return listing;
}

} // namespace

runtime::Listing gap_listing(const GapArguments& arguments, const Facts& held, Shape shape)
{
    const Indicator* reported_as = indicator_named(arguments.indicator);
    if (reported_as != nullptr && counts_procedures(*reported_as)) {
        throw runtime::BadSettings("--indicator: " + arguments.indicator +
                                   " counts procedures, not dossiers: no walk leads from it; "
                                   "congto-collector ranking sets it beside its target");
    }
    const Request request = understood(arguments.which, held);
    const ReadFacts read(held, request.question.units, request.units_on);
    const Facts facts = read.facts();
    auto gaps = gaps_of(gap_reports(arguments, facts, request.question), facts, request.question);
    runtime::Listing listing =
        request.question.scope.unit
            ? listing_of_one(gaps.front(), facts, request.question, shape)
            : listing_of_all(std::move(gaps), facts, request.question, shape);
    listing.notes.insert(listing.notes.end(), request.notes.begin(), request.notes.end());
    return listing;
}

} // namespace congto::rates
