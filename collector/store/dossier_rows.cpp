#include "collector/store/dossier_rows.h"

#include "collector/store/dossier_row.h"

namespace congto::store {
namespace {

constexpr int kColumns = 13;

constexpr const char* kInsert =
    "dossier (unit, dossier, source, spool, sequence, body, procedure, class, received_day, "
    "settled_day, open_due_day, digest, state) VALUES ";

std::string insert_run_sql()
{
    std::string sql = std::string("INSERT OR FAIL INTO ") + kInsert;
    for (std::size_t row = 0; row < DossierRows::kRun; ++row) {
        sql += row == 0 ? "(?" : ", (?";
        for (int column = 1; column < kColumns; ++column) {
            sql += ", ?";
        }
        sql += ")";
    }
    return sql;
}

void bind_day(Statement& statement, int parameter, std::int32_t day)
{
    if (day == kNoDay) {
        statement.bind_null(parameter);
    } else {
        statement.bind(parameter, day);
    }
}

std::int32_t day_in(const Statement& statement, int column)
{
    return statement.is_null(column) ? kNoDay
                                     : static_cast<std::int32_t>(statement.integer(column));
}

// Parameters `before` + 1 to `before` + 13, in the order of the columns.
void bind(Statement& statement, int before, UnitId unit, const model::DossierId& id,
          const DossierRow& row)
{
    statement.bind(before + 1, unit);
    statement.bind_blob(before + 2, id.bytes);
    statement.bind(before + 3, row.source);
    statement.bind(before + 4, row.spool);
    statement.bind(before + 5, static_cast<std::int64_t>(row.sequence));
    statement.bind(before + 6, row.body);
    statement.bind(before + 7, row.procedure);
    statement.bind(before + 8, static_cast<std::int64_t>(row.cls.bits));
    bind_day(statement, before + 9, row.days.received);
    bind_day(statement, before + 10, row.days.settled);
    bind_day(statement, before + 11, row.days.open_due);
    statement.bind(before + 12, static_cast<std::int64_t>(row.digest));
    statement.bind_blob(before + 13, row.state);
}

} // namespace

// An id is in the table seldom during a back-fill and nearly always afterwards. Trying the insert
// finds out by the one descent that it needs anyway.
DossierRows::DossierRows(sqlite3* connection)
    : insert_(connection, std::string("INSERT INTO ") + kInsert +
                              "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
                              "ON CONFLICT DO NOTHING"),
      insert_run_(connection, insert_run_sql()),
      find_(connection,
            "SELECT source, spool, sequence, body, procedure, class, received_day, settled_day, "
            "open_due_day, digest, state FROM dossier WHERE unit = ?1 AND dossier = ?2 "
            "ORDER BY source"),
      replace_(
          connection,
          "UPDATE dossier SET spool = ?4, sequence = ?5, body = ?6, procedure = ?7, class = "
          "?8, received_day = ?9, settled_day = ?10, open_due_day = ?11, digest = ?12, state = "
          "?13 WHERE unit = ?1 AND dossier = ?2 AND source = ?3")
{
}

std::size_t DossierRows::insert_run(UnitId unit, std::span<const NewDossier, kRun> rows)
{
    int before = 0;
    for (const NewDossier& dossier : rows) {
        bind(insert_run_, before, unit, dossier.id, dossier.row);
        before += kColumns;
    }
    return static_cast<std::size_t>(insert_run_.run_to_conflict());
}

bool DossierRows::insert_if_new(UnitId unit, const model::DossierId& id, const DossierRow& row)
{
    bind(insert_, 0, unit, id, row);
    return insert_.run() == 1;
}

std::vector<DossierRow>& DossierRows::find(UnitId unit, const model::DossierId& id)
{
    found_.clear();
    states_.clear();
    find_.bind(1, unit);
    find_.bind_blob(2, id.bytes);
    while (find_.step()) {
        DossierRow& row = found_.emplace_back();
        row.source = find_.integer(0);
        row.spool = find_.integer(1);
        row.sequence = static_cast<std::uint64_t>(find_.integer(2));
        row.body = static_cast<std::uint32_t>(find_.integer(3));
        row.procedure = static_cast<std::uint32_t>(find_.integer(4));
        row.cls = {static_cast<std::uint64_t>(find_.integer(5))};
        row.days = {day_in(find_, 6), day_in(find_, 7), day_in(find_, 8)};
        row.digest = static_cast<std::uint64_t>(find_.integer(9));
        row.state = find_.blob(10);
        row.evidence = unpack_evidence(row.state);
        states_ += row.state;
    }
    // The views are turned to the copy only now: it may have moved while it grew.
    std::size_t at = 0;
    for (DossierRow& row : found_) {
        row.state = std::string_view(states_).substr(at, row.state.size());
        at += row.state.size();
    }
    return found_;
}

void DossierRows::replace(UnitId unit, const model::DossierId& id, const DossierRow& row)
{
    bind(replace_, 0, unit, id, row);
    replace_.run();
}

} // namespace congto::store
