#include "collector/rates/count.h"

#include "collector/rates/by_paper.h"
#include "collector/rates/on_time.h"
#include "collector/rates/tally.h"
#include "config/runtime/failure.h"

#include <algorithm>
#include <optional>

namespace congto::rates {
namespace {

Reach reach_of(const Indicator& indicator, const Question& question)
{
    const bool settled = question.population != Population::received;
    return indicator.reach == Reach::stock && settled ? Reach::period : indicator.reach;
}

// One pass over the cells of each kind that any of the indicators needs.
class Counting {
public:
    Counting(const store::Cells& cells, const registers::ProcedureRegister& procedures,
             const Question& question, const std::vector<const Indicator*>& indicators)
        : cells_(cells), procedures_(procedures), question_(question), indicators_(indicators),
          tally_(indicators.size())
    {
    }

    std::vector<Group> count()
    {
        if (any(Reach::period)) {
            add_period();
        }
        if (any(Reach::period_by_paper)) {
            add_by_paper();
        }
        for (std::size_t at = 0; at < indicators_.size(); ++at) {
            if (asked(at, Reach::stock)) {
                add_stock(tally_, at, *indicators_[at], cells_, question_);
            }
        }
        auto groups = tally_.groups();
        for (auto& group : groups) {
            say_what_is_unanswerable(group);
        }
        return groups;
    }

private:
    bool asked(std::size_t at, Reach reach) const
    {
        return !unanswerable(*indicators_[at], question_) &&
               reach_of(*indicators_[at], question_) == reach;
    }

    bool any(Reach reach) const
    {
        for (std::size_t at = 0; at < indicators_.size(); ++at) {
            if (asked(at, reach)) {
                return true;
            }
        }
        return false;
    }

    void add_period()
    {
        for (const auto& group : cells_.counts(basis_of(question_.population), question_.scope,
                                               question_.period, question_.grouping)) {
            add(Reach::period, {group.unit, group.code}, ResultPaper::unknown, group.counts);
        }
    }

    void add_by_paper()
    {
        for (const auto& group : by_paper(cells_, procedures_, question_)) {
            add(Reach::period_by_paper, {group.unit, group.code}, group.paper, group.counts);
        }
    }

    void say_what_is_unanswerable(Group& group) const
    {
        for (std::size_t at = 0; at < indicators_.size(); ++at) {
            if (const auto why = unanswerable(*indicators_[at], question_)) {
                group.figures[at] = {{}, why};
            }
        }
    }

    void add(Reach reach, const GroupKey& group, ResultPaper paper,
             const std::vector<store::CellCount>& cells)
    {
        for (std::size_t at = 0; at < indicators_.size(); ++at) {
            if (!asked(at, reach)) {
                continue;
            }
            for (const auto& cell : cells) {
                tally_.add(group, at, *indicators_[at], {cell.cls, question_.population, paper},
                           cell.count);
            }
        }
    }

    const store::Cells& cells_;
    const registers::ProcedureRegister& procedures_;
    const Question& question_;
    const std::vector<const Indicator*>& indicators_;
    Tally tally_;
};

} // namespace

std::optional<NoFigure> unanswerable(const Indicator& indicator, const Question& question)
{
    // What was settled before the period is taken from a stock by the day settled, when a body may
    // have been another unit's than on the day received.
    const bool settled_only = indicator.settled_only || (indicator.reach == Reach::stock &&
                                                         question.units == UnitsRead::old_units);
    if (settled_only && question.population == Population::received) {
        return NoFigure::settled_only;
    }
    if (indicator.reach == Reach::period_by_paper && !paper_can_be_told(question)) {
        return NoFigure::whole_months;
    }
    const bool use_of_old =
        indicator.reach == Reach::list_in_use && question.units == UnitsRead::old_units;
    if (use_of_old && !is_whole_months(question.period)) {
        return NoFigure::whole_months;
    }
    const bool by_unit =
        question.grouping == store::Grouping::unit || question.grouping == store::Grouping::nothing;
    if (counts_procedures(indicator) &&
        (!by_unit || question.scope.body || question.scope.procedure)) {
        return NoFigure::units_only;
    }
    return std::nullopt;
}

bool combines_body_and_procedure(const Question& question)
{
    const bool body = question.scope.body || question.grouping == store::Grouping::body ||
                      question.units == UnitsRead::old_units;
    const bool procedure =
        question.scope.procedure || question.grouping == store::Grouping::procedure;
    return body && procedure;
}

store::UnitId measured_for(const Question& question, store::UnitId reporter)
{
    return question.reports_of == reporter ? *question.scope.unit : reporter;
}

bool is_whole_months(const store::Period& period)
{
    return period.from == model::first_day(model::month_of(period.from)) &&
           period.to == model::last_day(model::month_of(period.to));
}

std::vector<Group> counted(const store::Cells& cells,
                           const registers::ProcedureRegister& procedures, const Question& question,
                           const std::vector<const Indicator*>& indicators)
{
    if (combines_body_and_procedure(question) && !is_whole_months(question.period)) {
        throw runtime::BadSettings(std::string(kWholeMonthsOnly));
    }
    return Counting(cells, procedures, question, indicators).count();
}

} // namespace congto::rates
