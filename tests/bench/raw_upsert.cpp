#include "tests/bench/raw_upsert.h"

#include "tests/bench/measure.h"

#include <algorithm>
#include <string>

namespace congto::bench {

std::size_t payload_of_dossier(const std::filesystem::path& store_file)
{
    constexpr double kHeaderAndId = 19; // of the raw row: header of 3 bytes, id of 16
    RawDatabase database(store_file, RawDatabase::Access::reading);
    // Interior cells of a table WITHOUT ROWID are rows, too.
    const double bytes = database.number("SELECT 1.0 * sum(payload) / sum(ncell) FROM dbstat "
                                         "WHERE name = 'dossier'");
    return static_cast<std::size_t>(std::max(1.0, bytes - kHeaderAndId));
}

double upsert_raw(const std::filesystem::path& file, const std::vector<model::DossierId>& ids,
                  std::size_t payload_bytes)
{
    RawDatabase database(file, RawDatabase::Access::writing);
    database.execute("CREATE TABLE dossier (id BLOB PRIMARY KEY, state BLOB NOT NULL) "
                     "WITHOUT ROWID");
    RawStatement upsert(database, "INSERT INTO dossier VALUES (?1, ?2) "
                                  "ON CONFLICT (id) DO UPDATE SET state = excluded.state");
    std::string payload(payload_bytes, 'x');
    return seconds_of([&] {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (i % kRowsOfCommit == 0)
                database.execute(i == 0 ? "BEGIN" : "COMMIT; BEGIN");
            upsert.bind_blob(1, ids[i].bytes.data(), ids[i].bytes.size());
            upsert.bind_blob(2, payload.data(), payload.size());
            upsert.run();
        }
        database.execute("COMMIT");
    });
}

} // namespace congto::bench
