#include "collector/store/fingerprint_book.h"

namespace congto::store {

FingerprintBook::FingerprintBook(sqlite3* connection)
    : connection_(connection),
      append_(connection, "INSERT INTO ledger_fingerprint (entry, month, content) "
                          "SELECT entry, ?3, ?4 FROM ledger WHERE spool = ?1 AND "
                          "first_sequence = ?2"),
      put_(connection, "INSERT INTO fingerprint (unit, month, dossier, source, submitter, "
                       "applicant) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET "
                       "submitter = excluded.submitter, applicant = excluded.applicant"),
      erased_(connection, "SELECT max(through) FROM fingerprint_erasure"),
      note_erased_(connection,
                   "INSERT INTO fingerprint_erasure (decision, through) VALUES (?1, ?2)"),
      freeze_(connection, "INSERT OR REPLACE INTO frozen_person (unit, opened, received, body, "
                          "procedure, class, applicants, parts, count) VALUES (?1, ?2, ?3, ?4, ?5, "
                          "?6, ?7, ?8, ?9)")
{
}

void FingerprintBook::append(const ReadyBatch& batch)
{
    for (const MonthFingerprints& month : batch.ledger_fingerprints) {
        if (is_erased(month.month)) {
            continue;
        }
        append_.bind(1, batch.spool);
        append_.bind(2, static_cast<std::int64_t>(batch.first_sequence));
        append_.bind(3, month.month.number);
        append_.bind_blob(4, month.content);
        append_.run();
    }
}

void FingerprintBook::note(const DossierChange& observed, const BatchPart& part)
{
    if (part.batch->fingerprints.empty()) {
        return;
    }
    const model::Fingerprints& told =
        part.batch->fingerprints[observed.entry() - part.batch->withdrawals.size()];
    const model::DossierId id = observed.id();
    const model::Month month = model::month_of(id.opened());
    if (!told.any() || is_erased(month)) {
        return;
    }
    put_.bind(1, observed.unit());
    put_.bind(2, month.number);
    put_.bind_blob(3, id.bytes);
    put_.bind(4, part.source.id);
    put_.bind_blob(5, told.submitter);
    put_.bind_blob(6, told.applicant);
    put_.run();
}

void FingerprintBook::erase(const Decision& decision)
{
    const model::Month through = model::month_of(decision.days.to);
    note_erased_.bind(1, decision.number);
    note_erased_.bind(2, through.number);
    note_erased_.run();
    for (const FrozenCell& cell : decision.frozen.value_or(std::vector<FrozenCell>{})) {
        freeze(cell);
    }
    execute(connection_, "PRAGMA secure_delete = ON");
    rewrite("fingerprint", through);
    rewrite("ledger_fingerprint", through);
    execute(connection_, "PRAGMA secure_delete = OFF");
    known_.reset();
}

void FingerprintBook::freeze(const FrozenCell& cell)
{
    int parameter = 0;
    for (const std::int64_t number :
         {cell.unit, std::int64_t{cell.opened.number}, std::int64_t{cell.received.number},
          cell.body, cell.procedure, static_cast<std::int64_t>(cell.cls), cell.applicants,
          cell.parts, cell.count}) {
        freeze_.bind(++parameter, number);
    }
    freeze_.run();
}

// A page that stays in use may hold copies of rows that moved to another one when it was split. So
// the whole table is emptied, which writes zeros over all of its pages, and what stays comes back.
void FingerprintBook::rewrite(const std::string& table, model::Month through)
{
    const auto run = [&](const std::string& sql) { execute(connection_, sql.c_str()); };
    run("CREATE TEMP TABLE staying AS SELECT * FROM main." + table + " WHERE month > " +
        std::to_string(through.number));
    run("DELETE FROM main." + table);
    run("INSERT INTO main." + table + " SELECT * FROM temp.staying");
    run("DROP TABLE temp.staying");
}

std::optional<model::Month> FingerprintBook::erased_through()
{
    if (!known_) {
        known_.emplace();
        if (erased_.step()) {
            if (!erased_.is_null(0)) {
                known_->erased_through =
                    model::Month{static_cast<std::int32_t>(erased_.integer(0))};
            }
            erased_.reset();
        }
    }
    return known_->erased_through;
}

bool FingerprintBook::is_erased(model::Month month)
{
    const std::optional<model::Month> through = erased_through();
    return through && month <= *through;
}

} // namespace congto::store
