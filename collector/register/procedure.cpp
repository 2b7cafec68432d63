#include "collector/register/procedure.h"

#include "collector/register/row_reader.h"
#include "collector/register/sheet.h"
#include "proto/model/codes.h"

#include <algorithm>
#include <tuple>

namespace congto::registers {
namespace {

struct ProcedureRow {
    Procedure procedure;
    const SheetRow* row;
};

bool earlier(const Procedure& one, const Procedure& other)
{
    return std::tie(one.code, one.valid_from) < std::tie(other.code, other.valid_from);
}

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

model::Level read_level(RowReader& reader)
{
    if (reader.text_if("level").empty()) {
        return model::Level::unknown;
    }
    const auto named = [](std::string_view name) { return model::word_named<model::Level>(name); };
    return reader.word("level", named, "full, partial, information_only")
        .value_or(model::Level::unknown);
}

Procedure read_procedure(RowReader& reader)
{
    Procedure procedure;
    procedure.code = model::canonical_procedure(reader.text("code"));
    procedure.name_vi = reader.text("name_vi");
    procedure.level = read_level(reader);
    procedure.eligible = reader.claim_if("eligible");
    procedure.gives_result = reader.claim_if("gives_result");
    procedure.fee = reader.claim_if("fee");
    procedure.valid_from = reader.day("valid_from");
    procedure.valid_to = reader.day_if("valid_to");
    if (procedure.valid_to && *procedure.valid_to < procedure.valid_from) {
        reader.fault("valid_to", reader.quoted("valid_to") + " is before valid_from " +
                                     reader.quoted("valid_from"));
    }
    return procedure;
}

// `rows` ordered by code, then valid_from: a row can only clash with the one before it that lasts
// the longest.
void check_overlaps(Sheet& sheet, const std::vector<ProcedureRow>& rows)
{
    const ProcedureRow* longest = nullptr;
    for (const auto& one : rows) {
        const bool same = longest != nullptr && longest->procedure.code == one.procedure.code;
        if (same && longest->procedure.valid_on(one.procedure.valid_from)) {
            sheet.fault(*one.row, "code",
                        '"' + one.procedure.code + "\" is also on line " +
                            std::to_string(longest->row->line) + ", and both hold on " +
                            model::text_of(one.procedure.valid_from));
        }
        const auto& last = one.procedure.valid_to;
        const bool lasts = same && (!longest->procedure.valid_to ||
                                    (last && *last < *longest->procedure.valid_to));
        longest = lasts ? longest : &one;
    }
}

} // namespace

ProcedureRegister::ProcedureRegister(std::vector<Procedure> procedures)
    : procedures_(std::move(procedures))
{
    std::sort(procedures_.begin(), procedures_.end(), earlier);
}

std::vector<SpanOfFact> ProcedureRegister::gives_result(std::string_view code, model::Day from,
                                                        model::Day to) const
{
    std::vector<SpanOfFact> spans;
    model::Day next = from; // the first day not said yet
    auto row = std::lower_bound(procedures_.begin(), procedures_.end(), code,
                                [](const Procedure& procedure, std::string_view wanted) {
                                    return procedure.code < wanted;
                                });
    for (; row != procedures_.end() && row->code == code; ++row) {
        const model::Day first = std::max(row->valid_from, next);
        const model::Day last = std::min(row->valid_to.value_or(to), to);
        if (last < first) {
            continue;
        }
        append(spans, {next, {first.number - 1}, std::nullopt});
        append(spans, {first, last, row->gives_result});
        next = {last.number + 1};
    }
    append(spans, {next, to, std::nullopt});
    return spans;
}

std::vector<Procedure> read_procedures(std::string_view content, const std::string& file)
{
    Sheet sheet(
        content, file,
        {{"code", "name_vi", "level", "eligible", "gives_result", "fee", "valid_from", "valid_to"},
         {}});
    std::vector<ProcedureRow> rows;
    for (const auto& row : sheet.rows()) {
        RowReader reader(sheet, row);
        Procedure procedure = read_procedure(reader);
        if (reader.sound()) {
            rows.push_back({std::move(procedure), &row});
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& one, const auto& other) {
        return earlier(one.procedure, other.procedure);
    });
    check_overlaps(sheet, rows);
    sheet.finish();
    std::vector<Procedure> procedures;
    procedures.reserve(rows.size());
    for (auto& row : rows) {
        procedures.push_back(std::move(row.procedure));
    }
    return procedures;
}

} // namespace congto::registers
