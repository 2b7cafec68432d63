#include "collector/rates/figure.h"

namespace congto::rates {

std::string_view text_of(NoFigure reason)
{
    switch (reason) {
    case NoFigure::not_metered:
        return "not metered";
    case NoFigure::not_read:
        return "not read yet";
    case NoFigure::no_dossiers:
        return "no dossiers";
    case NoFigure::untold:
        return "the source does not tell";
    case NoFigure::settled_only:
        return "defined on the settled basis only";
    case NoFigure::whole_months:
        return "by body only for whole months";
    case NoFigure::times_disagree:
        return "settled before received";
    case NoFigure::no_list:
        return "no list of procedures";
    case NoFigure::no_procedures:
        return "no such procedures on the list";
    case NoFigure::list_untold:
        return "the list does not tell";
    case NoFigure::units_only:
        return "by unit only: a list of procedures is a unit's";
    }
    return "";
}

Count sum(const Count& one, const Count& other)
{
    return {one.numerator + other.numerator,
            one.denominator + other.denominator,
            one.aside + other.aside,
            one.untold + other.untold,
            one.self_service + other.self_service,
            one.assisted + other.assisted};
}

} // namespace congto::rates
