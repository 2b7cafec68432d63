#include "proto/model/observation.h"

namespace congto::model {
namespace {

std::optional<Day> day_if(const std::optional<Moment>& moment)
{
    return moment ? std::optional(day_of(*moment)) : std::nullopt;
}

} // namespace

std::optional<Day> received_day(const DossierState& state)
{
    return day_if(state.times.received);
}

std::optional<Moment> settled_at(const DossierState& state)
{
    const DossierTimes& times = state.times;
    switch (state.status) {
    case Status::resolved:
        return times.resolved;
    case Status::returned:
        return times.resolved ? times.resolved : times.returned;
    case Status::withdrawn:
        return times.resolved ? times.resolved : times.withdrawn;
    case Status::registered:
    case Status::received:
    case Status::refused:
    case Status::processing:
    case Status::supplement_asked:
    case Status::payment_asked:
    case Status::stopped:
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Day> settled_day(const DossierState& state)
{
    return day_if(settled_at(state));
}

} // namespace congto::model
