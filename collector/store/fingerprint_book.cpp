#include "collector/store/fingerprint_book.h"

#include <sqlite3.h>

#include <array>

namespace congto::store {
namespace {

// Whatever is freed while it lives is overwritten; then it is again as the connection had it.
class SecureDelete {
public:
    explicit SecureDelete(sqlite3* connection) : connection_(connection)
    {
        Statement before(connection, "PRAGMA secure_delete");
        before.step();
        before_ = kModes.at(static_cast<std::size_t>(before.integer(0)));
        execute(connection, "PRAGMA secure_delete = ON");
    }
    ~SecureDelete()
    {
        const std::string restore = std::string("PRAGMA secure_delete = ") + before_;
        sqlite3_exec(connection_, restore.c_str(), nullptr, nullptr, nullptr);
    }
    SecureDelete(const SecureDelete&) = delete;
    SecureDelete& operator=(const SecureDelete&) = delete;

private:
    static constexpr std::array<const char*, 3> kModes{"OFF", "ON", "FAST"};

    sqlite3* connection_;
    const char* before_ = "OFF";
};

bool has_any(sqlite3* connection, const std::string& table, model::Month through)
{
    Statement any(connection, "SELECT 1 FROM " + table + " WHERE month <= ?1 LIMIT 1");
    any.bind(1, through.number);
    return any.step();
}

std::string made_by(sqlite3* connection, const std::string& table)
{
    Statement made(connection, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1");
    made.bind_text(1, table);
    made.step();
    return std::string(made.text(0));
}

} // namespace

FingerprintBook::FingerprintBook(sqlite3* connection)
    : connection_(connection),
      append_(connection, "INSERT INTO ledger_fingerprint (entry, month, content) "
                          "SELECT entry, ?3, ?4 FROM ledger WHERE spool = ?1 AND "
                          "first_sequence = ?2"),
      put_(connection, "INSERT INTO fingerprint (unit, month, dossier, source, submitter, "
                       "applicant) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET "
                       "submitter = excluded.submitter, applicant = excluded.applicant"),
      replace_(connection, "UPDATE fingerprint SET submitter = ?5, applicant = ?6 WHERE unit = ?1 "
                           "AND month = ?2 AND dossier = ?3 AND source = ?4"),
      erased_(connection, "SELECT max(through) FROM fingerprint_erasure"),
      note_erased_(connection,
                   "INSERT INTO fingerprint_erasure (decision, through) VALUES (?1, ?2)"),
      freeze_(connection, "INSERT INTO frozen_person (unit, opened, received, body, procedure, "
                          "class, applicants, parts, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
                          "?8, ?9) ON CONFLICT DO UPDATE SET count = count + excluded.count")
{
}

void FingerprintBook::append(const ReadyBatch& batch)
{
    for (const MonthFingerprints& month : batch.ledger_fingerprints) {
        if (is_erased(month.month)) {
            late_.push_back({&batch, &month});
        } else {
            append(batch, month);
        }
    }
}

void FingerprintBook::append(const ReadyBatch& batch, const MonthFingerprints& month)
{
    append_.bind(1, batch.spool);
    append_.bind(2, static_cast<std::int64_t>(batch.first_sequence));
    append_.bind(3, month.month.number);
    append_.bind_blob(4, month.content);
    append_.run();
}

void FingerprintBook::append_late()
{
    for (const Late& late : late_) {
        if (kept_late_.contains({late.batch, late.month->month})) {
            append(*late.batch, *late.month);
        }
    }
    late_.clear();
    kept_late_.clear();
}

void FingerprintBook::note(const DossierChange& observed, const BatchPart& part, Showing showing)
{
    if (part.batch->fingerprints.empty()) {
        return;
    }
    const model::Fingerprints& told =
        part.batch->fingerprints[observed.entry() - part.batch->withdrawals.size()];
    const model::DossierId id = observed.id();
    const model::Month month = model::month_of(id.opened());
    if (!told.any()) {
        return;
    }
    const bool late = is_erased(month);
    Statement& statement = late && showing == Showing::again ? replace_ : put_;
    statement.bind(1, observed.unit());
    statement.bind(2, month.number);
    statement.bind_blob(3, id.bytes);
    statement.bind(4, part.source.id);
    statement.bind_blob(5, told.submitter);
    statement.bind_blob(6, told.applicant);
    if (statement.run() > 0 && late) {
        kept_late_.insert({part.batch, month});
    }
}

void FingerprintBook::freeze(const Decision& decision)
{
    note_erased_.bind(1, decision.number);
    note_erased_.bind(2, model::month_of(decision.days.to).number);
    note_erased_.run();
    for (const FrozenCell& cell : decision.frozen.value_or(std::vector<FrozenCell>{})) {
        put(cell);
    }
    known_.reset();
}

void FingerprintBook::put(const FrozenCell& cell)
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

void FingerprintBook::erase(model::Month through)
{
    const SecureDelete zeros(connection_);
    rewrite("fingerprint", through);
    rewrite("ledger_fingerprint", through);
}

// A page that stays in use may hold copies of rows that moved to another one when it was split. So
// what stays goes to a new table, and all pages of the old one are freed, which writes zeros over
// them. No page of another file ever holds one.
void FingerprintBook::rewrite(const std::string& table, model::Month through)
{
    const std::string old = table + "_before";
    const auto run = [&](const std::string& sql) { execute(connection_, sql.c_str()); };
    if (!has_any(connection_, table, through)) {
        return;
    }
    const std::string create = made_by(connection_, table);
    run("ALTER TABLE main." + table + " RENAME TO " + old);
    run(create);
    run("INSERT INTO main." + table + " SELECT * FROM main." + old + " WHERE month > " +
        std::to_string(through.number));
    run("DROP TABLE main." + old);
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

void FingerprintBook::forget()
{
    known_.reset();
    late_.clear();
    kept_late_.clear();
}

bool FingerprintBook::is_erased(model::Month month)
{
    const std::optional<model::Month> through = erased_through();
    return through && month <= *through;
}

} // namespace congto::store
