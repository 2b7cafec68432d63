// What must hold of two ends, whatever went wrong, and what they come to.
#include "tests/fault/ends.h"
#include "tests/store/recount.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

namespace congto::test {
namespace {

std::string listed(const std::filesystem::path& file, const std::vector<const char*>& queries)
{
    const SQLite::Database database(file.string());
    std::string text;
    for (const char* sql : queries) {
        SQLite::Statement rows(database, sql);
        while (rows.executeStep()) {
            for (int column = 0; column < rows.getColumnCount(); ++column) {
                text += rows.getColumn(column).getString() + "|";
            }
            text += "\n";
        }
    }
    return text;
}

} // namespace

void Ends::check()
{
    open();
    CHECK(spool_->audit() == std::vector<std::string>{});
    check_counts_equal_a_recount({folder_.path()});
    const spool::Standing now = spool_->standing();
    if (due_ == store::Resume::from_durable && !any_is_due_ && known_.id != spool::SpoolId{}) {
        CHECK(now.id == known_.id);
        CHECK(now.assigned_sequence >= known_.assigned_sequence);
        CHECK(now.receipted_sequence >= known_.receipted_sequence);
    }
}

std::string Ends::end()
{
    die();
    return listed(
               folder_ / "store.db",
               {"SELECT d.unit, hex(dossier), s.name, b.code, p.raw, class, received_day, "
                "settled_day, open_due_day, digest, hex(state) FROM dossier d "
                "JOIN source s ON s.id = d.source JOIN body b ON b.id = d.body "
                "JOIN procedure_code p ON p.id = d.procedure ORDER BY 1, 2, 3",
                "SELECT basis, month, unit, hex(counts) FROM unit_month ORDER BY 1, 2, 3",
                "SELECT unit, source, day, count, id_sum, digest_sum FROM day_sum ORDER BY 1, 2, 3",
                "SELECT unit, name, dossiers FROM source ORDER BY 1, 2"}) +
           listed(folder_ / "spool.db",
                  {"SELECT s.name, quote(row_key), hex(dossier), digest, (SELECT listed FROM "
                   "unknown_set u WHERE u.id = unknown) FROM shown JOIN source s ON "
                   "s.number = source ORDER BY 1, 2",
                   "SELECT source, row_key, field, raw, hex(wanted) FROM quarantine ORDER BY 1, 2",
                   "SELECT name, watermark_cursor, watermark_key, shown, in_quarantine FROM source "
                   "ORDER BY number",
                   "SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM revisit)"});
}

} // namespace congto::test
