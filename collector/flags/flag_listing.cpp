#include "collector/flags/flag_listing.h"

#include "collector/flags/flag_rows.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <algorithm>
#include <utility>

namespace congto::flags {
namespace {

using rates::NamedRow;
using runtime::Listing;
using runtime::Shape;

constexpr const char* kQuestion =
    "A count is a question to the unit, not a finding against it: congto-collector flags --explain "
    "D5 tells what each detector counts and what innocent causes it has.";

// How the rows look: a line for a group, or one for each signal of it.
class Rows {
public:
    Rows(const rates::Facts& facts, const rates::Question& question, const Thresholds& thresholds,
         Shape shape)
        : facts_(facts), question_(question), thresholds_(thresholds), shape_(shape)
    {
    }

    bool are_of_one() const
    {
        return question_.scope.unit && question_.grouping == store::Grouping::unit;
    }

    // "H44"
    std::string title(const GroupFindings& group) const
    {
        const auto* unit = facts_.units.with_id(group.unit);
        return unit == nullptr ? "unit " + std::to_string(group.unit)
                               : registers::marked_code(*unit, question_.today);
    }

    NamedRow summary(const GroupFindings& group) const
    {
        NamedRow row = group_values(group);
        rates::append(row, summary_values(group));
        return row;
    }

    NamedRow signal(const GroupFindings& group, std::size_t at) const
    {
        const bool table = shape_ == Shape::table;
        NamedRow row = table && are_of_one() ? NamedRow() : group_values(group);
        rates::append(row, signal_values(thresholds_, group, at, shape_));
        if (!table) {
            rates::append(row, rate_numbers(group));
            rates::append(row, rates::unit_values(facts_, group.unit));
        }
        return row;
    }

private:
    NamedRow group_values(const GroupFindings& group) const
    {
        return rates::group_values(facts_, question_, shape_, group.unit, group.code);
    }

    const rates::Facts& facts_;
    const rates::Question& question_;
    const Thresholds& thresholds_;
    Shape shape_;
};

std::string sensitivity_note()
{
    std::string names;
    for (const Signal& signal : catalogue()) {
        if (signal.in_sensitivity) {
            names += (names.empty() ? "" : ", ") + std::string(signal.detector) + ' ' +
                     std::string(signal.name);
        }
    }
    return "Taken out as flagged is each dossier once, whichever flags it: " + names +
           ". The other signals name no single online dossier.";
}

void add_undated(Listing& listing, const rates::Facts& facts, const rates::Question& question)
{
    std::int64_t undated = 0;
    for (const auto& group :
         facts.cells.undated(store::Basis::received, question.scope, store::Grouping::nothing)) {
        for (const auto& cell : group.counts) {
            const bool counts = rates::counts_in(rates::Population::received, cell.cls);
            undated += counts ? cell.count : 0;
        }
    }
    if (undated > 0) {
        listing.notes.push_back(
            "Dossiers without a day received, in no count: " + std::to_string(undated) + ".");
    }
}

void add_notes(Listing& listing, Persons persons, const Thresholds& thresholds)
{
    listing.notes.push_back(sensitivity_note());
    if (persons == Persons::left_out) {
        listing.notes.emplace_back("D3 and D9 are read of one unit at a time, and were not read "
                                   "here: give --unit, or --detector D3.");
    }
    listing.notes.push_back("Over: a larger share than the threshold of those that can be told, "
                            "and at least " +
                            std::to_string(thresholds.least) + ".");
    listing.notes.emplace_back(kQuestion);
}

} // namespace

Listing flag_listing(const FlagArguments& arguments, const rates::Facts& facts,
                     const Thresholds& thresholds, Shape shape)
{
    const FlagRequest asked = understood(arguments, facts);
    const auto& [request, signals, persons] = asked;
    const auto& question = request.question;
    const auto groups = found(asked, facts, thresholds);
    const Rows rows(facts, question, thresholds, shape);
    const bool summaries = shape == Shape::table && !rows.are_of_one() && !arguments.detector;
    Listing listing = rates::framed(question);
    listing.facts.emplace_back("least", thresholds.least);
    rates::set_columns(listing, summaries ? rows.summary({}) : rows.signal({}, 0));
    for (const GroupFindings& group : groups) {
        if (summaries) {
            rates::add_row(listing, rows.summary(group));
            continue;
        }
        for (const std::size_t signal : signals) {
            rates::add_row(listing, rows.signal(group, signal));
        }
    }
    if (groups.empty()) {
        listing.notes.emplace_back("Nothing to tell: nothing is metered yet, or no dossier fits.");
    } else if (rows.are_of_one()) {
        for (std::string& line : rates_in_words(groups.front())) {
            listing.notes.push_back(rows.title(groups.front()) + ": " + std::move(line));
        }
    }
    add_undated(listing, facts, question);
    add_notes(listing, persons, thresholds);
    listing.notes.insert(listing.notes.end(), request.notes.begin(), request.notes.end());
    return listing;
}

} // namespace congto::flags
