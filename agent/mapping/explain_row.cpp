#include "agent/mapping/map_row.h"

#include "agent/mapping/sent_code.h"
#include "proto/model/pseudonym.h"

namespace congto::mapping {
namespace {

template <typename Word>
ExplainedValue coded(std::string_view field, const CodedField& by, const RowView& row)
{
    const auto word = by.word(row);
    return {field, by.raw(row),
            std::string(word ? model::name_of(static_cast<Word>(*word)) : "unknown")};
}

template <typename Word>
ExplainedValue coded(std::string_view field, const std::optional<CodedField>& by,
                     const RowView& row)
{
    return by ? coded<Word>(field, *by, row) : ExplainedValue{field, "", "unknown"};
}

// Sent as it is, where it is a code.
ExplainedValue code(std::string_view field, const std::optional<Slot>& column, const RowView& row)
{
    if (!column) {
        return {field, "", ""};
    }
    const auto text = row.text(*column);
    const bool sent = text && is_sent_code(*text);
    return {field, listed(text), sent ? std::string(*text) : std::string()};
}

std::string becomes(const MappedRow& row)
{
    if (const auto* left_out = std::get_if<LeftOut>(&row.outcome)) {
        return "left out: " + left_out->rule;
    }
    if (const auto* rejection = std::get_if<Rejection>(&row.outcome)) {
        return "quarantined: " + rejection->field + ": " + rejection->reason;
    }
    return "observation";
}

} // namespace

Explained explain_row(const Ruleset& rules, const std::vector<Cell>& row, model::UnitKey& key)
{
    Explained explained;
    explained.becomes = becomes(map_row(rules, row, key));
    const RowTimes times = read_times(rules, row);
    const RowView view{rules.columns, row, times, rules.accounts.get()};
    const auto found = identity_of(rules, view);
    if (const auto* identity = std::get_if<Identity>(&found)) {
        explained.code = identity->code;
        explained.id = key.pseudonym(identity->code, identity->opened);
    }
    auto status = coded<model::Status>("status", rules.status, view);
    if (!rules.status.word(view)) {
        status.word.clear(); // a row without one is quarantined: no word stands for it
    }
    explained.values = {status,
                        coded<model::Channel>("channel", rules.channel, view),
                        coded<model::Level>("level", rules.level, view),
                        coded<model::Fee>("fee", rules.fee, view),
                        coded<model::Result>("result", rules.result, view),
                        coded<model::Digitised>("digitised", rules.digitised, view),
                        code("body", rules.body, view),
                        code("procedure", rules.procedure, view)};
    return explained;
}

} // namespace congto::mapping
