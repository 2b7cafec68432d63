#include "tests/reading/bench.h"

#include "config/runtime/log.h"
#include "proto/model/codes.h"

#include <catch2/catch.hpp>

namespace congto::test {

ReadingBench::ReadingBench(std::size_t page_rows)
{
    runtime::set_log_level(runtime::Severity::error);
    tempo.page_rows = page_rows;
    restart();
}

model::UnitKey ReadingBench::key() const
{
    return model::UnitKey(std::array<std::uint8_t, 32>{7});
}

void ReadingBench::restart(const std::string& edition)
{
    follow.reset();
    mapping = std::make_unique<mapping::Mapping>(
        mapping::Mapping::from_text(FakeSource::mapping() + edition, "fake.toml"));
    spool.spool.reset();
    spool.spool = std::make_unique<spool::Spool>(spool.settings, spool.owner);
    const auto stand = spool.spool->open_source("onestop", mapping->digest());
    pages = std::make_unique<reading::PageReader>(source, *mapping, key());
    follow = std::make_unique<reading::Follow>(tempo, *pages, *spool.spool, clock, stand.number);
}

void ReadingBench::poll()
{
    follow->poll(stop.get_token());
    const auto faults = spool.spool->audit();
    REQUIRE(faults == std::vector<std::string>{});
}

void ReadingBench::pass(std::chrono::seconds time)
{
    source.pass(time);
    clock.advance(time);
}

void ReadingBench::settle()
{
    // Caught up is said as of the last whole overlap: one that began before now proves nothing yet.
    pass(std::chrono::seconds(1));
    const model::Instant began = clock.now();
    for (int i = 0; i < 200; ++i) {
        poll();
        pass(std::chrono::seconds(1));
        if (follow->caught_up() && spool.spool->progress().at(0).known_at >= began) {
            return;
        }
    }
    FAIL("reading does not catch up");
}

std::set<std::string> ReadingBench::told()
{
    spool.receiver.drain(*spool.spool);
    std::set<std::string> all;
    for (const auto& [dossier, status] : spool.receiver.dossiers) {
        all.insert(dossier.second.hex() + " " + std::string(model::name_of(status)));
    }
    return all;
}

std::set<std::string> ReadingBench::shown() const
{
    std::set<std::string> all;
    for (const auto& [name, row] : source.rows) {
        if (row.committed && !row.draft) {
            const auto status = row.status == "2"   ? model::Status::received
                                : row.status == "4" ? model::Status::processing
                                                    : model::Status::resolved;
            const std::string code = model::canonical_dossier_code(row.code);
            const auto id = key().pseudonym(code, *model::day_in_dossier_code(code));
            all.insert(id.hex() + " " + std::string(model::name_of(status)));
        }
    }
    return all;
}

} // namespace congto::test
