#include "collector/register/procedure.h"

#include <algorithm>

namespace congto::registers {
namespace {

void append(std::vector<SpanOfFact>& spans, const SpanOfFact& span)
{
    if (span.to < span.from) {
        return;
    }
    if (!spans.empty() && spans.back().holds == span.holds) {
        spans.back().to = span.to;
    } else {
        spans.push_back(span);
    }
}

// The days `from` to `to` in spans: on those of the lines, which are ordered and do not overlap,
// `on_line(first, last, line)`, on the others `off_line(first, last)`.
template <typename Lines, typename OnLine, typename OffLine>
void walk(const Lines& lines, model::Day from, model::Day to, OnLine on_line, OffLine off_line)
{
    model::Day next = from; // the first day not said yet
    for (auto line = lines.first; line != lines.second; ++line) {
        const model::Day first = std::max(line->valid_from, next);
        const model::Day last = std::min(line->valid_to.value_or(to), to);
        if (last < first) {
            continue;
        }
        off_line(next, model::Day{first.number - 1});
        on_line(first, last, *line);
        next = {last.number + 1};
    }
    off_line(next, to);
}

template <typename Lines>
const Procedure* line_on(const Lines& lines, model::Day day)
{
    const auto found = std::find_if(lines.first, lines.second,
                                    [&](const Procedure& line) { return line.valid_on(day); });
    return found == lines.second ? nullptr : &*found;
}

} // namespace

ProcedureRegister::ProcedureRegister(std::vector<Procedure> procedures)
    : procedures_(std::move(procedures))
{
    std::sort(procedures_.begin(), procedures_.end(),
              [](const auto& one, const auto& other) { return one.order() < other.order(); });
}

std::pair<ProcedureRegister::Lines, ProcedureRegister::Lines>
ProcedureRegister::lines_of(UnitId unit) const
{
    struct ByUnit {
        bool operator()(const Procedure& line, UnitId wanted) const { return line.unit < wanted; }
        bool operator()(UnitId wanted, const Procedure& line) const { return wanted < line.unit; }
    };
    return std::equal_range(procedures_.begin(), procedures_.end(), unit, ByUnit{});
}

std::pair<ProcedureRegister::Lines, ProcedureRegister::Lines>
ProcedureRegister::lines_of(UnitId unit, std::string_view code) const
{
    struct ByCode {
        bool operator()(const Procedure& line, std::string_view wanted) const
        {
            return line.code < wanted;
        }
        bool operator()(std::string_view wanted, const Procedure& line) const
        {
            return wanted < line.code;
        }
    };
    const auto [first, last] = lines_of(unit);
    return std::equal_range(first, last, code, ByCode{});
}

std::vector<const Procedure*> ProcedureRegister::issued_by(UnitId unit, model::Day day) const
{
    std::vector<const Procedure*> holding;
    const auto [first, last] = lines_of(unit);
    for (auto line = first; line != last; ++line) {
        if (line->valid_on(day)) {
            holding.push_back(&*line);
        }
    }
    return holding;
}

std::vector<const Procedure*> ProcedureRegister::of_unit_on(UnitId unit, model::Day day) const
{
    const auto by_code = [](const Procedure* one, const Procedure* other) {
        return one->code < other->code;
    };
    const auto own = unit == 0 ? std::vector<const Procedure*>() : issued_by(unit, day);
    const auto national = issued_by(0, day);
    std::vector<const Procedure*> holding;
    // Of equal codes a union takes the first range's.
    std::set_union(own.begin(), own.end(), national.begin(), national.end(),
                   std::back_inserter(holding), by_code);
    return holding;
}

const Procedure* ProcedureRegister::of_unit_on(UnitId unit, std::string_view code,
                                               model::Day day) const
{
    const Procedure* own = line_on(lines_of(unit, code), day);
    return own == nullptr && unit != 0 ? line_on(lines_of(0, code), day) : own;
}

std::vector<SpanOfFact> ProcedureRegister::gives_result(UnitId unit, std::string_view code,
                                                        model::Day from, model::Day to) const
{
    std::vector<SpanOfFact> spans;
    const auto said = [&](model::Day first, model::Day last, const Procedure& line) {
        append(spans, {first, last, line.gives_result});
    };
    const auto not_said = [&](model::Day first, model::Day last) {
        append(spans, {first, last, std::nullopt});
    };
    const auto national = lines_of(0, code);
    if (unit == 0) {
        walk(national, from, to, said, not_said);
        return spans;
    }
    walk(lines_of(unit, code), from, to, said,
         [&](model::Day first, model::Day last) { walk(national, first, last, said, not_said); });
    return spans;
}

} // namespace congto::registers
