#include "collector/upkeep/erasure_check.h"

#include "collector/store/statement.h"

#include <optional>
#include <string>

namespace congto::upkeep {
namespace {

std::optional<model::Month> erased_through(sqlite3* store)
{
    store::Statement row(store, "SELECT max(through) FROM fingerprint_erasure");
    if (!row.step() || row.is_null(0)) {
        return std::nullopt;
    }
    return model::Month{static_cast<std::int32_t>(row.integer(0))};
}

} // namespace

void check_erasure(sqlite3* store, const std::map<model::Month, std::int64_t>& without,
                   Findings& findings)
{
    const std::optional<model::Month> erased = erased_through(store);
    for (const auto& [month, entry] : without) {
        if (!erased || month > *erased) {
            findings.add("ledger_fingerprint",
                         "month " + model::text_of(month) + ", from entry " +
                             std::to_string(entry) +
                             " on: fingerprints are missing, though they were not erased");
        }
    }
    if (!erased) {
        return;
    }
    // What came after the last erasure of its month waits for the next.
    store::Statement left(store, "SELECT month, min(entry), count(*) FROM ledger_fingerprint f "
                                 "WHERE month <= ?1 AND entry < (SELECT max(coalesce(l.entry, "
                                 "9223372036854775807)) FROM fingerprint_erasure e LEFT JOIN "
                                 "ledger l ON l.spool = 0 AND l.first_sequence = e.decision WHERE "
                                 "e.through >= f.month) GROUP BY month");
    left.bind(1, erased->number);
    while (left.step()) {
        const model::Month month{static_cast<std::int32_t>(left.integer(0))};
        findings.add("ledger_fingerprint", "month " + model::text_of(month) + ", from entry " +
                                               std::to_string(left.integer(1)) +
                                               " on: " + std::to_string(left.integer(2)) +
                                               " are there, though they were erased");
    }
}

} // namespace congto::upkeep
