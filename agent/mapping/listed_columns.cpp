#include "agent/mapping/listed_columns.h"

#include <algorithm>

namespace congto::mapping {
namespace {

bool holds_persons(const Ruleset& rules, Slot column)
{
    const auto& asked = rules.account_columns;
    return column == rules.submitter || column == rules.applicant ||
           std::find(asked.begin(), asked.end(), column) != asked.end();
}

void refuse(const Ruleset& rules, runtime::Table holder, std::string_view key, Slot column)
{
    if (holder.has(key) && holds_persons(rules, column)) {
        holder.fault(key, "is a column of accounts or persons, by account_of or [fingerprint], and "
                          "a value without a word would be listed; let the query give another "
                          "column here");
    }
}

} // namespace

void refuse_listed_persons(const Ruleset& rules, runtime::Table root)
{
    const auto refuse_coded = [&](std::string_view name, const CodedField& field) {
        refuse(rules, root.table(name), "column", field.column);
    };
    refuse_coded("status", rules.status);
    refuse_coded("channel", rules.channel);
    for (const auto& [name, field] :
         {std::pair{"level", &rules.level}, std::pair{"fee", &rules.fee},
          std::pair{"result", &rules.result}, std::pair{"digitised", &rules.digitised}}) {
        if (*field) {
            refuse_coded(name, **field);
        }
    }
    for (const auto& [key, column] :
         {std::pair{"body", &rules.body}, std::pair{"procedure", &rules.procedure}}) {
        if (*column) {
            refuse(rules, root.table("dossier"), key, **column);
        }
    }
}

} // namespace congto::mapping
