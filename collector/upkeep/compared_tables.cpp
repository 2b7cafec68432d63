// Which tables follow from what. A table of the schema that is in none of these lists and is not
// copied by copy_greetings is one that nobody proves: a test looks for such.
#include "collector/store/cell_tables.h"
#include "collector/upkeep/table_comparison.h"

namespace congto::upkeep {
namespace {

ComparedTable of_unit(std::string name, std::vector<std::string> keys,
                      std::vector<std::string> values)
{
    return {std::move(name), std::move(keys), std::move(values), std::string(kOfUnit)};
}

std::vector<ComparedTable> with_cells(std::vector<ComparedTable> tables)
{
    for (const store::CellTableShape& shape : store::kCellTableShapes) {
        std::vector<std::string> keys;
        for (std::size_t i = 0; i < shape.width(); ++i) {
            keys.emplace_back(shape.keys[i]);
        }
        tables.push_back(of_unit(std::string(shape.name), std::move(keys), {"counts"}));
    }
    return tables;
}

} // namespace

const std::vector<ComparedTable>& tables_by_ledger()
{
    static const std::vector<ComparedTable> tables{
        of_unit("spool", {"id"}, {"durable_sequence", "chain", "applied", "unchanged", "rejected"}),
        of_unit("source", {"id"}, {"priority"}),
        of_unit("body", {"id"}, {"unit", "code"}),
        {"procedure_code", {"id"}, {"raw", "canonical"}, ""},
        {"rejected_observation",
         {"spool", "sequence"},
         {"reason"},
         "spool IN (SELECT id FROM spool WHERE unit = ?1)"},
        of_unit("source_day", {"unit", "source", "day"},
                {"standing", "claimed_at", "claim_spool", "claim_sequence", "mapped", "quarantined",
                 "left_out", "held", "held_since", "held_cause", "kept", "removed_lately",
                 "removed_at"}),
        of_unit("day_sequence", {"unit", "source", "day", "body"},
                {"numbered", "seen", "in_bursts"}),
        of_unit("fingerprint", {"unit", "month", "dossier", "source"}, {"submitter", "applicant"}),
        of_unit("frozen_person",
                {"unit", "opened", "received", "body", "procedure", "class", "applicants", "parts"},
                {"count"}),
        {"fingerprint_erasure", {"decision"}, {"through"}, ""},
        of_unit("dossier", {"unit", "dossier", "source"},
                {"spool", "sequence", "body", "procedure", "class", "received_day", "settled_day",
                 "open_due_day", "digest", "state"}),
    };
    return tables;
}

const std::vector<ComparedTable>& tables_by_dossiers()
{
    static const std::vector<ComparedTable> tables = with_cells({
        of_unit("source", {"id"}, {"dossiers"}),
        of_unit("day_sum", {"unit", "source", "day", "digest_edition"},
                {"count", "id_sum", "digest_sum"}),
        of_unit("overlap", {"unit", "day", "source", "counting"}, {"shown", "held", "withdrawn"}),
    });
    return tables;
}

} // namespace congto::upkeep
