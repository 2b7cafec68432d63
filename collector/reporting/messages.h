// Parts of the answers' messages. Of this room alone.
#pragma once

#include "collector/rates/request.h"
#include "collector/reporting/answers.h"
#include "collector/reporting/caller.h"

#include <optional>
#include <string>

namespace congto::v1 {
class AnsweredCoverage;
class AnsweredFigure;
class AnsweredUnit;
class AnswerFrame;
class AskedPeriod;
enum CountingBasis : int;
enum GroupedBy : int;
enum ReadUnits : int;
} // namespace congto::v1

namespace congto::reporting {

std::string word_of(v1::CountingBasis basis);
std::string word_of(v1::GroupedBy by);
std::string word_of(v1::ReadUnits units);

// Nothing where nothing was written.
void give(std::optional<std::string>& argument, const std::string& text);

// Throws Forbidden.
void require(const Caller& caller, const rates::Arguments& asked);

// What was asked as the command line would have it.
rates::Arguments arguments_of(const v1::AskedPeriod& period);
// Of messages that ask for a basis, an edition and how units are read.
template <typename Message>
rates::Arguments asked_of(const Message& asked)
{
    rates::Arguments arguments = arguments_of(asked.period());
    arguments.basis = word_of(asked.basis());
    arguments.units = word_of(asked.units());
    give(arguments.units_on, asked.units_on());
    if (asked.catalogue_edition() != 0) {
        arguments.edition = std::to_string(asked.catalogue_edition());
    }
    return arguments;
}

// With the notes of how it was understood.
void put_frame(v1::AnswerFrame& frame, const rates::Facts& facts, const rates::Request& request);
void put_unit(v1::AnsweredUnit& message, const rates::Facts& facts, store::UnitId unit);
void put_figure(v1::AnsweredFigure& message, const rates::Indicator& indicator,
                const rates::Figure& figure);
void put_coverage(v1::AnsweredCoverage& message, const rates::Coverage& coverage);

} // namespace congto::reporting
