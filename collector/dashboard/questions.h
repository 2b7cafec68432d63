// What may be asked of figures, understood by the code of the command of the same name.
#pragma once

#include "collector/dashboard/fields.h"
#include "collector/flags/thresholds.h"
#include "collector/rates/answer.h"
#include "collector/rates/request.h"
#include "config/runtime/table.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace congto::dashboard {

struct AskedFigures {
    runtime::Shape shape = runtime::Shape::json;
    rates::Arguments whom; // for who may see it: of these the unit, and what is asked beyond it
    std::vector<std::string> faults; // of the parameters alone
    // What the command prints. Throws runtime::BadSettings with every fault of the question.
    std::function<std::string(const rates::Facts&)> answer;
};

// Of a query. A unit of one's own is what is meant where none is named; rankings of bodies name it.
using OwnUnit = std::optional<std::string>;
AskedFigures asked_rates(const Fields& query, const OwnUnit& own);
AskedFigures asked_gap(const Fields& query, const OwnUnit& own);
AskedFigures asked_ranking(const Fields& query);
AskedFigures asked_flags(const Fields& query, const OwnUnit& own,
                         const flags::Thresholds& thresholds);

} // namespace congto::dashboard
