#include "collector/rates/by_paper.h"

#include <algorithm>

namespace congto::rates {
namespace {

ResultPaper paper_of(const std::optional<bool>& gives_result)
{
    if (!gives_result) {
        return ResultPaper::unknown;
    }
    return *gives_result ? ResultPaper::given : ResultPaper::not_given;
}

// The scopes that together are the question's groups, each to be asked by procedure.
struct Part {
    store::Scope scope;
    std::string code; // of the group, when it is a body
};

std::vector<Part> parts_of(const store::Cells& cells, const Question& question)
{
    if (question.grouping != store::Grouping::body) {
        return {{question.scope, {}}};
    }
    std::vector<Part> parts;
    for (const auto& group : cells.counts(basis_of(question.population), question.scope,
                                          question.period, store::Grouping::body)) {
        Part part{question.scope, group.code};
        part.scope.unit = group.unit;
        part.scope.body = group.code;
        parts.push_back(std::move(part));
    }
    return parts;
}

class PaperJoin {
public:
    PaperJoin(const store::Cells& cells, const registers::ProcedureRegister& procedures,
              const Question& question)
        : cells_(cells), procedures_(procedures), question_(question)
    {
    }

    std::vector<PaperGroup> join()
    {
        for (const auto& part : parts_of(cells_, question_)) {
            for (auto& group : counts(part.scope, question_.period)) {
                add(part, std::move(group));
            }
        }
        return std::move(joined_);
    }

private:
    std::vector<store::CellGroup> counts(const store::Scope& scope, const store::Period& period)
    {
        return cells_.counts(basis_of(question_.population), scope, period,
                             store::Grouping::procedure);
    }

    // Old units are told by bodies, where a unit holds dossiers of them.
    bool by_bodies(const Part& part, const store::CellGroup& group) const
    {
        const bool of_old = question_.units == UnitsRead::old_units && group.held_by != 0;
        return part.scope.body || of_old;
    }

    void add(const Part& part, store::CellGroup group)
    {
        const auto spans = procedures_.gives_result(group.holder(), group.code,
                                                    question_.period.from, question_.period.to);
        if (spans.size() == 1) {
            add_one(part, std::move(group), paper_of(spans.front().holds));
            return;
        }
        const bool countable = !by_bodies(part, group) ||
                               std::all_of(spans.begin(), spans.end(), [](const auto& span) {
                                   return is_whole_months({span.from, span.to});
                               });
        if (!countable) {
            add_one(part, std::move(group), ResultPaper::unknown);
            return;
        }
        store::Scope scope = part.scope;
        scope.unit = group.unit;
        scope.procedure = group.code;
        for (const auto& span : spans) {
            for (auto& within : counts(scope, {span.from, span.to})) {
                if (within.holder() != group.holder()) {
                    continue;
                }
                add_one(part, std::move(within), paper_of(span.holds));
            }
        }
    }

    void add_one(const Part& part, store::CellGroup group, ResultPaper paper)
    {
        const bool nation = question_.grouping == store::Grouping::nothing && !question_.scope.unit;
        const bool by_procedure = question_.grouping == store::Grouping::procedure;
        joined_.push_back({nation ? 0 : group.unit, by_procedure ? group.code : part.code, paper,
                           std::move(group.counts)});
    }

    const store::Cells& cells_;
    const registers::ProcedureRegister& procedures_;
    const Question& question_;
    std::vector<PaperGroup> joined_;
};

} // namespace

std::vector<PaperGroup> by_paper(const store::Cells& cells,
                                 const registers::ProcedureRegister& procedures,
                                 const Question& question)
{
    return PaperJoin(cells, procedures, question).join();
}

bool paper_can_be_told(const Question& question)
{
    const bool bodies = question.grouping == store::Grouping::body || question.scope.body ||
                        question.units == UnitsRead::old_units;
    return !bodies || is_whole_months(question.period);
}

} // namespace congto::rates
