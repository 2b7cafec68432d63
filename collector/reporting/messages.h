// Parts of the answers' messages. Of this room alone.
#pragma once

#include "collector/rates/request.h"

namespace congto::v1 {
class AnsweredCoverage;
class AnsweredFigure;
class AnsweredUnit;
class AnswerFrame;
class AskedPeriod;
enum CountingBasis : int;
} // namespace congto::v1

namespace congto::reporting {

// What was asked as the command line would have it.
rates::Arguments arguments_of(const v1::AskedPeriod& period, v1::CountingBasis basis);

void put_frame(v1::AnswerFrame& frame, const rates::Facts& facts, const rates::Question& question);
void put_unit(v1::AnsweredUnit& message, const rates::Facts& facts, store::UnitId unit);
void put_figure(v1::AnsweredFigure& message, const rates::Indicator& indicator,
                const rates::Figure& figure);
void put_coverage(v1::AnsweredCoverage& message, const rates::Coverage& coverage);

} // namespace congto::reporting
