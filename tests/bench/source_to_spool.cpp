// A one-stop system read into a spool.
#include "tests/bench/benches.h"

#include "tests/bench/measure.h"
#include "tests/bench/native_select.h"
#include "tests/bench/raw_spool.h"
#include "tests/bench/spooling.h"
#include "tests/support/temp_mariadb.h"
#include "tests/support/temp_postgres.h"

#include <functional>
#include <stdexcept>

namespace congto::bench {
namespace {

void require_same(std::size_t ours, std::size_t raw)
{
    if (ours != raw)
        throw std::runtime_error("the two sides read " + std::to_string(ours) + " and " +
                                 std::to_string(raw) + " rows");
}

Spooled spool_once(const OneStop& system)
{
    const test::TempDir folder;
    return spool_one_stop(system, folder.path(), folder / "spool.db");
}

// All pages by the engine's own client; seconds.
using Select = std::function<double(const source::Queries& queries, std::size_t rows)>;

void compete_with_select(const Plan& plan, const OneStop& system, const Select& select)
{
    const test::TempDir folder;
    make_one_stop(plan, system, folder.path());
    fill_one_stop(plan, plan.rows, folder.path());
    const source::Queries queries = queries_of(system);
    std::size_t rows = 0;
    const Run ours = [&] {
        const Spooled spooled = spool_once(system);
        rows = spooled.rows;
        return spooled.seconds;
    };
    const Contest contest = alternate(plan.repeats, ours, [&] { return select(queries, rows); });
    print_contest("against the engine's SELECT", rows, contest, {0.7, {}});
}

double select_all(NativeClient& client, const source::Queries& queries, std::size_t rows)
{
    const std::string query = with_values(queries.page, queries.start, rows + 1);
    Fetched fetched;
    const double seconds = seconds_of([&] { fetched = client.fetch(query); });
    require_same(rows, fetched.rows);
    return seconds;
}

} // namespace

void spool_sqlite(const Plan& plan)
{
    const test::TempDir folder;
    const auto file = folder / "onestop.db";
    const OneStop system = sqlite_one_stop(file);
    make_one_stop(plan, system, folder.path());
    fill_one_stop(plan, plan.rows, folder.path());
    const source::Queries queries = queries_of(system);
    Spooled spooled;
    const Run ours = [&] {
        spooled = spool_once(system);
        return spooled.seconds;
    };
    const Run raw = [&] {
        const test::TempDir place;
        const RawSpooled done =
            spool_raw({file, queries.page, queries.start, kRowsOfPage, place / "spool.db",
                       static_cast<std::size_t>(spooled.bytes_of_entry)});
        require_same(spooled.rows, done.rows);
        return done.seconds;
    };
    const Contest contest = alternate(plan.repeats, ours, raw);
    print_figure("rows read, entries spooled", grouped(static_cast<double>(spooled.rows)) + ", " +
                                                   grouped(static_cast<double>(spooled.entries)));
    print_contest("against sqlite3_step and raw writes", spooled.rows, contest, {{}, 100'000});
    print_figure("bytes an entry in its batch", fixed(spooled.bytes_of_entry, 1));
}

void spool_postgresql(const Plan& plan)
{
    test::TempPostgres server;
    const auto client = postgresql_client(server.soci_connection());
    compete_with_select(plan, {"postgresql", server.soci_connection(), wide_mapping()},
                        [&](const source::Queries& queries, std::size_t rows) {
                            return select_all(*client, queries, rows);
                        });
}

void spool_mariadb(const Plan& plan)
{
    test::TempMariaDb server;
    const auto client = mariadb_client(server.port(), std::string(test::kFirstDatabase),
                                       test::kAdministrator.user, test::kAdministrator.password);
    compete_with_select(plan, {"mysql", server.soci_connection(), wide_mapping()},
                        [&](const source::Queries& queries, std::size_t rows) {
                            return select_all(*client, queries, rows);
                        });
}

} // namespace congto::bench
