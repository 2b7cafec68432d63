#include "collector/rates/ranking_listing.h"

#include "collector/rates/named_values.h"
#include "collector/rates/ranking.h"
#include "collector/rates/ranking_values.h"
#include "collector/rates/rate.h"
#include "collector/rates/units_asked.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <ostream>
#include <utility>

namespace congto::rates {
namespace {

using runtime::Shape;

struct Understood {
    Request request;
    RankingQuestion asked;
};

Understood understood(const RankingArguments& arguments, const Facts& facts)
{
    Arguments which = arguments.which;
    which.indicator = which.indicator.value_or("end_to_end");
    which.by = arguments.bodies_of ? "body" : "unit";
    which.unit = arguments.bodies_of;
    which.unit_option = "--bodies-of";
    if (which.indicator == "all") {
        throw runtime::BadSettings("--indicator: a ranking is by one; congto-collector indicators "
                                   "lists them");
    }
    const auto low = registers::parse_rate(arguments.low_coverage);
    if (!low || !reaches(100, 100, *low)) {
        throw runtime::BadSettings("--low-coverage: \"" + runtime::escaped(arguments.low_coverage) +
                                   "\" is not a share in per cent like 95");
    }
    Request request = rates::understood(which, facts);
    RankingQuestion asked{request.question, request.indicators.front(), which.campaign.value_or(""),
                          *low};
    return {std::move(request), std::move(asked)};
}

// Of bodies: whether others are ranked apart.
const char* heading_of(RankedOf of, std::size_t tables)
{
    switch (of) {
    case RankedOf::provinces:
        return "Provinces";
    case RankedOf::ministries:
        return "Ministries";
    case RankedOf::communes:
        return "Communes, wards and towns";
    case RankedOf::bodies:
        return tables > 1 ? "Departments and other bodies" : "Bodies";
    case RankedOf::nation:
        return "Nation";
    }
    return "";
}

std::string text_of(const store::Period& period)
{
    return model::text_of(period.from) + " to " + model::text_of(period.to);
}

void add_notes(runtime::Listing& listing, const Understood& understood, const Ranking& ranking,
               const RankingArguments& arguments)
{
    const auto& asked = understood.asked;
    listing.notes = framed(asked.question).notes;
    listing.notes.push_back(std::string(asked.indicator->name) +
                            (counts_procedures(*asked.indicator)
                                 ? " (numbers of procedures, not of dossiers): "
                                 : ": ") +
                            std::string(asked.indicator->says) + '.');
    listing.notes.push_back("Change and places: against the " + ranking.before.how + " before, " +
                            text_of(ranking.before.period) +
                            "; places are counted among those listed now.");
    listing.notes.push_back("Equal fractions share a rank. Without a figure there is no rank. Low "
                            "coverage: less than " +
                            arguments.low_coverage +
                            " % of the sources is here, or how much is not known; ranked all "
                            "the same.");
    const auto& notes = understood.request.notes;
    listing.notes.insert(listing.notes.end(), notes.begin(), notes.end());
}

void add_table(runtime::Listing& listing, const RankedTable& table, const RankingRows& rows)
{
    const auto add = [&](NamedRow row) {
        if (listing.columns.empty()) {
            set_columns(listing, row);
        }
        add_row(listing, std::move(row));
    };
    for (const Place& place : table.places) {
        add(rows.of(table, place));
    }
    add(rows.together(table));
}

} // namespace

void print_ranking(std::ostream& out, const RankingArguments& arguments, const Facts& held,
                   Shape shape)
{
    const Understood which = understood(arguments, held);
    const ReadFacts read(held, which.asked.question.units, which.request.units_on);
    const Facts facts = read.facts();
    const Ranking ranking = ranked(facts, which.asked);
    const RankingRows rows(facts, which.asked, shape);
    runtime::Listing all = framed(which.asked.question);
    all.facts.emplace_back("indicator", std::string(which.asked.indicator->name));
    all.facts.emplace_back("counts",
                           counts_procedures(*which.asked.indicator) ? "procedures" : "dossiers");
    all.facts.emplace_back("before_from", model::text_of(ranking.before.period.from));
    all.facts.emplace_back("before_to", model::text_of(ranking.before.period.to));
    all.facts.emplace_back("low_coverage_below", runtime::Decimal{arguments.low_coverage, {}});
    all.facts.emplace_back("campaign", which.asked.campaign.empty()
                                           ? runtime::Value{}
                                           : runtime::Value{which.asked.campaign});
    for (const RankedTable& table : ranking.tables) {
        runtime::Listing one;
        add_table(shape == Shape::table ? one : all, table, rows);
        if (shape == Shape::table) {
            out << heading_of(table.of, ranking.tables.size()) << '\n';
            runtime::print(out, one, shape);
            out << '\n';
        }
    }
    add_notes(all, which, ranking, arguments);
    if (shape == Shape::table) {
        for (const std::string& note : all.notes) {
            out << note << '\n';
        }
        return;
    }
    runtime::print(out, all, shape);
}

} // namespace congto::rates
