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

AskedFigures asked_by(const House& house, const Target& target, const OwnUnit& own)
{
    const std::string question = target.path.substr(target.path.rfind('/') + 1);
    if (question == "rates") {
        return asked_rates(target.query, own);
    }
    if (question == "gap") {
        return asked_gap(target.query, own);
    }
    return question == "ranking" ? asked_ranking(target.query)
                                 : asked_flags(target.query, own, house.thresholds);
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

HttpResponse figures_for(const House& house, const Visit& visit, const access::Viewer& viewer)
{
    const reporting::Caller caller = caller_of(viewer);
    AskedFigures asked =
        asked_by(house, visit.target, caller.unit.empty() ? OwnUnit() : OwnUnit(caller.unit));
    if (const auto why = reporting::refusal(caller, asked.whom)) {
        note_refusal(house, visit, "figures of others", *why, viewer.account);
        return faults_reply(403, {*why});
    }
    return answered(house, std::move(asked));
}

HttpResponse figures_reply(const House& house, const Visit& visit)
{
    const auto viewer = viewer_of(house, visit);
    return viewer ? figures_for(house, visit, *viewer) : nobody_asks();
}

} // namespace congto::dashboard
