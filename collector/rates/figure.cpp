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
    }
    return "";
}

} // namespace congto::rates
