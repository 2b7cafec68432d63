#include "collector/store/trace_reading.h"

#include "collector/store/code_names.h"
#include "collector/store/damage.h"
#include "collector/store/dossier_row.h"
#include "collector/store/statement.h"
#include "config/runtime/failure.h"
#include "proto/wire/bytes.h"

#include <string>

namespace congto::store {
namespace {

// Of several sources that show a dossier, the first by (standing, priority) counts: a fingerprint
// of another is passed over. The standings are bits of the class (cell_class.h).
constexpr std::string_view kFingerprinted =
    "SELECT f.dossier, f.submitter, f.applicant, d.body, d.procedure, d.class, d.received_day, "
    "d.state FROM fingerprint f JOIN dossier d ON d.unit = f.unit AND d.dossier = f.dossier AND "
    "d.source = f.source JOIN source s ON s.id = f.source WHERE f.unit = ?1 AND f.month = ?2 AND "
    "NOT EXISTS (SELECT 1 FROM dossier o JOIN source t ON t.id = o.source WHERE o.unit = f.unit "
    "AND o.dossier = f.dossier AND o.source <> f.source AND "
    "((o.class >> 26 & 1) * 2 + (o.class >> 33 & 1), t.priority) < "
    "((d.class >> 26 & 1) * 2 + (d.class >> 33 & 1), s.priority)) ORDER BY f.dossier";

template <std::size_t Size>
std::array<std::uint8_t, Size> bytes_in(const Statement& row, int column)
{
    const auto bytes = wire::array_of<Size>(row.blob(column));
    if (!bytes) {
        throw runtime::Corrupt(
            "store.db: an id or a fingerprint of a dossier is not of its size; " +
            std::string(kMendIt));
    }
    return *bytes;
}

} // namespace

void read_fingerprinted(sqlite3* connection, UnitId unit, model::Month opened,
                        const FingerprintVisitor& visit)
{
    CodeNames bodies(connection, kBodyCode);
    CodeNames procedures(connection, kProcedureCode);
    Statement rows(connection, kFingerprinted);
    rows.bind(1, unit);
    rows.bind(2, opened.number);
    while (rows.step()) {
        const model::DossierId id{bytes_in<16>(rows, 0)};
        std::optional<model::Day> received;
        if (!rows.is_null(6)) {
            received = model::Day{static_cast<std::int32_t>(rows.integer(6))};
        }
        const PackedState state = unpack(rows.blob(7), id.opened());
        visit({id,
               bodies.of(rows.integer(3)),
               procedures.of(rows.integer(4)),
               {static_cast<std::uint64_t>(rows.integer(5))},
               state.evidence,
               {bytes_in<6>(rows, 1), bytes_in<6>(rows, 2)},
               state.times.submitted,
               received,
               rows.integer(3),
               rows.integer(4)});
    }
}

void read_frozen(sqlite3* connection, UnitId unit, model::Month opened, const FrozenVisitor& visit)
{
    CodeNames bodies(connection, kBodyCode);
    CodeNames procedures(connection, kProcedureCode);
    Statement rows(connection, "SELECT received, body, procedure, class, applicants, parts, count "
                               "FROM frozen_person WHERE unit = ?1 AND opened = ?2");
    rows.bind(1, unit);
    rows.bind(2, opened.number);
    while (rows.step()) {
        visit({unit,
               opened,
               {static_cast<std::int32_t>(rows.integer(0))},
               bodies.of(rows.integer(1)),
               procedures.of(rows.integer(2)),
               {static_cast<std::uint64_t>(rows.integer(3))},
               rows.integer(4),
               rows.integer(5),
               rows.integer(6)});
    }
}

std::optional<model::Month> read_erased_through(sqlite3* connection)
{
    Statement row(connection, "SELECT max(through) FROM fingerprint_erasure");
    if (!row.step() || row.is_null(0)) {
        return std::nullopt;
    }
    return model::Month{static_cast<std::int32_t>(row.integer(0))};
}

void read_sequences(sqlite3* connection, const std::vector<UnitId>& units, const Period& opened,
                    const SequenceVisitor& visit)
{
    Statement rows(connection, "SELECT source, day, body, numbered, seen, in_bursts FROM "
                               "day_sequence WHERE unit = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY "
                               "source, day, body");
    for (const UnitId unit : units) {
        rows.bind(1, unit);
        rows.bind(2, opened.from.number);
        rows.bind(3, opened.to.number);
        while (rows.step()) {
            visit({unit,
                   rows.integer(0),
                   {static_cast<std::int32_t>(rows.integer(1))},
                   rows.text(2),
                   rows.integer(3),
                   rows.integer(4),
                   rows.integer(5)});
        }
        rows.reset();
    }
}

} // namespace congto::store
