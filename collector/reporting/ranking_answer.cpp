#include "collector/reporting/answers.h"

#include "collector/rates/ranking.h"
#include "collector/rates/units_asked.h"
#include "collector/reporting/messages.h"

#include "congto/v1/reporting.pb.h"

namespace congto::reporting {
namespace {

// Less than this collected is low, in per cent: what the command takes unless told otherwise.
constexpr std::int64_t kLowCoverage = 95;

void put_place(v1::RankedPlace& message, const rates::Facts& facts,
               const rates::Indicator& indicator, const rates::Place& place)
{
    if (place.unit != 0) {
        put_unit(*message.mutable_unit(), facts, place.unit);
    }
    message.set_body(place.body.value_or(std::string()));
    put_figure(*message.mutable_figure(), indicator, place.figure);
    put_figure(*message.mutable_before(), indicator, place.before);
    if (place.rank) {
        message.set_rank(*place.rank);
    }
    if (place.rank_before) {
        message.set_rank_before(*place.rank_before);
    }
    message.set_target(place.target.value_or(std::string()));
    message.set_target_met(place.target_met);
    if (place.coverage) {
        put_coverage(*message.mutable_coverage(), *place.coverage);
    }
    message.set_low_coverage(place.low_coverage);
}

} // namespace

void fill_ranking(const v1::RankingRequest& asked, const Caller& caller, const rates::Facts& held,
                  v1::RankingAnswer& answer)
{
    rates::Arguments arguments = asked_of(asked);
    arguments.indicator = asked.indicator().empty() ? "end_to_end" : asked.indicator();
    if (!asked.bodies_of().empty()) {
        arguments.unit = asked.bodies_of();
        arguments.by = "body";
    }
    require(caller, arguments);
    const rates::Request request = rates::understood(arguments, held);
    const rates::ReadFacts read(held, request.question.units, request.units_on);
    const rates::Facts facts = read.facts();
    const rates::RankingQuestion question{request.question, request.indicators.at(0),
                                          asked.period().campaign(),
                                          registers::WrittenRate{kLowCoverage, 0}};
    const rates::Ranking ranking = rates::ranked(facts, question);
    put_frame(*answer.mutable_frame(), facts, request);
    answer.set_before_from(model::text_of(ranking.before.period.from));
    answer.set_before_to(model::text_of(ranking.before.period.to));
    for (const rates::RankedTable& table : ranking.tables) {
        v1::RankedPlaces& places = *answer.add_tables();
        places.set_of(std::string(rates::name_of(table.of)));
        for (const rates::Place& place : table.places) {
            put_place(*places.add_places(), facts, *question.indicator, place);
        }
        put_place(*places.mutable_together(), facts, *question.indicator, table.together);
    }
}

} // namespace congto::reporting
