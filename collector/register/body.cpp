#include "collector/register/body.h"

#include <algorithm>

namespace congto::registers {

std::string_view name_of(BodyKind kind)
{
    switch (kind) {
    case BodyKind::department:
        return "department";
    case BodyKind::district:
        return "district";
    case BodyKind::commune:
        return "commune";
    case BodyKind::ward:
        return "ward";
    case BodyKind::town:
        return "town";
    case BodyKind::special_zone:
        return "special_zone";
    case BodyKind::other:
        return "other";
    }
    return "";
}

bool is_communal(BodyKind kind)
{
    switch (kind) {
    case BodyKind::commune:
    case BodyKind::ward:
    case BodyKind::town:
    case BodyKind::special_zone:
        return true;
    case BodyKind::department:
    case BodyKind::district:
    case BodyKind::other:
        return false;
    }
    return false;
}

BodyRegister::BodyRegister(std::vector<Body> bodies) : bodies_(std::move(bodies))
{
    std::sort(bodies_.begin(), bodies_.end(),
              [](const auto& one, const auto& other) { return one.order() < other.order(); });
}

std::vector<const Body*> BodyRegister::lines_of(UnitId unit, std::string_view code) const
{
    std::vector<const Body*> lines;
    auto line =
        std::lower_bound(bodies_.begin(), bodies_.end(), std::pair(unit, code),
                         [](const Body& body, const auto& wanted) {
                             return std::pair(body.unit, std::string_view(body.code)) < wanted;
                         });
    for (; line != bodies_.end() && line->unit == unit && line->code == code; ++line) {
        lines.push_back(&*line);
    }
    return lines;
}

const Body* BodyRegister::valid_on(UnitId unit, std::string_view code, model::Day day) const
{
    for (const Body* line : lines_of(unit, code)) {
        if (line->valid_on(day)) {
            return line;
        }
    }
    return nullptr;
}

std::vector<const Body*> BodyRegister::of_unit_on(UnitId unit, model::Day day) const
{
    std::vector<const Body*> found;
    auto body = std::lower_bound(bodies_.begin(), bodies_.end(), unit,
                                 [](const Body& one, UnitId wanted) { return one.unit < wanted; });
    for (; body != bodies_.end() && body->unit == unit; ++body) {
        if (body->valid_on(day)) {
            found.push_back(&*body);
        }
    }
    return found;
}

} // namespace congto::registers
