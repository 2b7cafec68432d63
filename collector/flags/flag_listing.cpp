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

rates::Request understood(const FlagArguments& arguments, const rates::Facts& facts)
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

// Of all units at once they would take minutes.
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
    const rates::Request request = understood(arguments, facts);
    const auto& question = request.question;
    const std::vector<std::size_t> signals = signals_of(arguments.detector);
    const Persons persons = persons_of(question, arguments.detector);
    auto groups = findings(facts, question, request.listed, thresholds, persons);
    sort_by_over(groups, signals);
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
