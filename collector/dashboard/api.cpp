#include "collector/dashboard/api.h"

#include "collector/dashboard/parameters.h"
#include "collector/dashboard/questions.h"
#include "collector/dashboard/replies.h"
#include "collector/rates/definitions.h"
#include "collector/rates/gathered_facts.h"
#include "collector/reporting/caller.h"
#include "config/runtime/failure.h"

#include <sstream>

namespace congto::dashboard {
namespace {

using runtime::Shape;

HttpResponse figures(std::string text, Shape shape)
{
    return text_reply(200, shape == Shape::csv ? "text/csv; charset=utf-8" : "application/json",
                      std::move(text));
}

reporting::Caller caller_of(const access::Viewer& viewer)
{
    switch (viewer.role) {
    case access::Role::operators:
    case access::Role::ministry:
        return {true, {}};
    case access::Role::unit:
        return {false, viewer.unit};
    }
    return {};
}

HttpResponse nobody_asks()
{
    return faults_reply(401, {"nobody is signed in: send an API token that is good (Authorization: "
                              "Bearer …), or sign in at /login"});
}

HttpResponse answered(const House& house, AskedFigures asked)
{
    try {
        const rates::GatheredFacts gathered(house.state);
        std::string text = asked.answer(gathered.facts());
        if (asked.faults.empty()) {
            return figures(std::move(text), asked.shape);
        }
    } catch (const runtime::BadSettings& refused) {
        asked.faults.insert(asked.faults.end(), refused.faults().begin(), refused.faults().end());
    } catch (const runtime::Unavailable& unavailable) {
        return faults_reply(503, {unavailable.what()});
    }
    return faults_reply(400, asked.faults);
}

// `read` makes the question of the query and of the unit that is the viewer's own.
template <typename Read>
HttpResponse to_viewer(const House& house, const Visit& visit, Read read)
{
    const auto viewer = viewer_of(house, visit);
    if (!viewer) {
        return nobody_asks();
    }
    const reporting::Caller caller = caller_of(*viewer);
    AskedFigures asked =
        read(visit.target.query, caller.unit.empty() ? OwnUnit() : OwnUnit(caller.unit));
    if (const auto why = reporting::refusal(caller, asked.whom)) {
        note_refusal(house, visit, "figures of others", *why, viewer->account);
        return faults_reply(403, {*why});
    }
    return answered(house, std::move(asked));
}

} // namespace

HttpResponse indicators_reply(const House&, const Visit& visit)
{
    Parameters parameters(visit.target.query);
    const Shape shape = parameters.take_shape();
    if (const auto faults = parameters.faults(); !faults.empty()) {
        return faults_reply(400, faults);
    }
    std::ostringstream out;
    runtime::print(out, rates::definitions_listing(shape, Language::vietnamese), shape);
    return figures(out.str(), shape);
}

HttpResponse rates_reply(const House& house, const Visit& visit)
{
    return to_viewer(house, visit, asked_rates);
}

HttpResponse gap_reply(const House& house, const Visit& visit)
{
    return to_viewer(house, visit, asked_gap);
}

HttpResponse ranking_reply(const House& house, const Visit& visit)
{
    return to_viewer(house, visit,
                     [](const Fields& query, const OwnUnit&) { return asked_ranking(query); });
}

HttpResponse flags_reply(const House& house, const Visit& visit)
{
    return to_viewer(house, visit, [&](const Fields& query, const OwnUnit& own) {
        return asked_flags(query, own, house.thresholds);
    });
}

} // namespace congto::dashboard
