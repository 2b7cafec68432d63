#include "tests/province/pools.h"

#include "tests/province/life.h"

namespace congto::province {

Stage stage_of(const Dossier& d)
{
    if (d.kind != Kind::dossier || d.standing == Standing::gone)
        return Stage::none;
    if (d.standing == Standing::deleted)
        return Stage::deleted;
    if (d.flaw != Flaw::none || d.resolved_unwritten)
        return Stage::flawed;
    if (d.status == Status::registered)
        return Stage::waiting;
    if (is_open(d))
        return Stage::working;
    return d.status == Status::resolved ? Stage::resolved : Stage::ended;
}

std::size_t Pools::add(Dossier dossier)
{
    dossiers_.push_back({});
    replace(dossiers_.size() - 1, std::move(dossier));
    return dossiers_.size() - 1;
}

void Pools::replace(std::size_t place, Dossier dossier)
{
    const Stage stage = stage_of(dossier);
    if (dossiers_[place].number == 0 || stage_of(dossiers_[place]) != stage)
        places_[static_cast<std::size_t>(stage)].push_back(place);
    dossiers_[place] = std::move(dossier);
}

std::optional<std::size_t> Pools::draw(Stage stage, Random& random)
{
    auto& places = places_[static_cast<std::size_t>(stage)];
    int busy = 0;
    while (!places.empty() && busy < 8) {
        auto& drawn = places[random.below(places.size())];
        const std::size_t place = drawn;
        if (stage_of(dossiers_[place]) != stage) {
            drawn = places.back();
            places.pop_back();
        } else if (held_.contains(place))
            ++busy;
        else
            return place;
    }
    return std::nullopt;
}

} // namespace congto::province
