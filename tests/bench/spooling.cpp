#include "tests/bench/spooling.h"

#include "agent/mapping/mapping.h"
#include "agent/reading/follow.h"
#include "agent/source/sql.h"
#include "agent/spool/spool.h"
#include "proto/model/pseudonym.h"
#include "tests/bench/measure.h"
#include "tests/bench/raw_sqlite.h"
#include "tests/support/files.h"

#include <stdexcept>
#include <stop_token>

namespace congto::bench {
namespace {

// Any will do: what is read leaves this process nowhere.
model::UnitKey made_up_key()
{
    return model::UnitKey({1, 2, 3, 4, 5, 6, 7, 8});
}

source::SqlSettings settings_of(const OneStop& system, const std::filesystem::path& folder)
{
    source::SqlSettings settings;
    settings.name = "onestop";
    settings.engine = system.engine;
    settings.dialect = system.engine;
    settings.connection_file = folder / "reading.connection";
    settings.mapping = system.mapping;
    settings.page = kRowsOfPage;
    test::write_file(settings.connection_file, system.connection + "\n");
    return settings;
}

void count_entries(Spooled& spooled, const std::filesystem::path& file)
{
    RawDatabase database(file, RawDatabase::Access::reading);
    spooled.entries = static_cast<std::size_t>(
        database.number("SELECT sum(last_sequence - first_sequence + 1) FROM batch"));
    spooled.bytes_of_entry = database.number("SELECT sum(length(body)) FROM batch") /
                             static_cast<double>(spooled.entries);
}

} // namespace

source::Queries queries_of(const OneStop& system)
{
    const auto mapping = mapping::Mapping::from_file(system.mapping);
    const source::Queries* queries = mapping.queries_for(system.engine);
    if (queries == nullptr)
        throw std::runtime_error(system.mapping.string() + ": no queries for " + system.engine);
    return *queries;
}

Spooled spool_one_stop(const OneStop& system, const std::filesystem::path& folder,
                       const std::filesystem::path& file)
{
    runtime::SystemClock clock;
    auto mapping = mapping::Mapping::from_file(system.mapping);
    const auto source =
        source::open_sql(settings_of(system, folder), *mapping.queries_for(system.engine), clock);
    spool::SpoolSettings spool_settings;
    spool_settings.file = file;
    Spooled spooled;
    {
        spool::Spool spool(spool_settings, {"H44", made_up_key().id()});
        const auto stand = spool.open_source("onestop", mapping.digest());
        reading::PageReader pages(*source, mapping, made_up_key());
        reading::Tempo tempo;
        tempo.page_rows = kRowsOfPage;
        reading::Follow follow(tempo, pages, spool, clock, stand.number);
        spooled.seconds = seconds_of([&] { follow.read_all(std::stop_token()); });
        if (!follow.caught_up())
            throw std::runtime_error("reading did not reach the end of the source");
        spooled.rows = spool.accounts().sources.at(0).read;
    }
    count_entries(spooled, file);
    return spooled;
}

} // namespace congto::bench
