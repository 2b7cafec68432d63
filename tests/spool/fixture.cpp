#include "tests/spool/fixture.h"

#include "proto/model/digest.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

namespace congto::test {
namespace {

std::filesystem::path memory_or_disk()
{
    return std::filesystem::exists("/dev/shm") ? "/dev/shm" : "/tmp";
}

} // namespace

model::DossierId id_of(std::string_view code)
{
    model::DossierId id;
    id.bytes[2] = 0x50;
    for (std::size_t i = 0; i < std::min<std::size_t>(code.size(), 12); ++i) {
        id.bytes[4 + i] = static_cast<std::uint8_t>(code[i]);
    }
    return id;
}

ARow::ARow(std::string key, std::string cursor)
    : position{std::move(cursor), std::move(key)}, outcome(mapping::LeftOut{"none"})
{
}

ARow& ARow::shows(std::string_view code, model::Status status)
{
    model::Observation observation;
    observation.id = id_of(code);
    observation.body = "H56.1";
    observation.procedure = "1.000894";
    observation.state.status = status;
    outcome = mapping::Mapped{observation, {}};
    return *this;
}

ARow& ARow::is_left_out()
{
    outcome = mapping::LeftOut{"draft"};
    return *this;
}

ARow& ARow::is_rejected(std::string field, std::string raw)
{
    outcome = mapping::Rejection{std::move(field), "no word for it", std::move(raw)};
    return *this;
}

ARow& ARow::without_word_for(std::string field, std::string raw)
{
    std::get<mapping::Mapped>(outcome).unknown.push_back({std::move(field), std::move(raw)});
    return *this;
}

spool::ReadRow ARow::read() const
{
    const auto* mapped = std::get_if<mapping::Mapped>(&outcome);
    return {{position, outcome}, mapped == nullptr ? 0 : model::digest(mapped->observation)};
}

void Receiver::drain(spool::Spool& spool)
{
    while (const auto batch = spool.batch_after(durable)) {
        REQUIRE(batch->first_sequence == durable + 1);
        chain = wire::next_chain(chain, batch->body);
        REQUIRE(batch->chain == chain);
        const wire::DecodedBatch decoded = wire::decode(batch->body);
        REQUIRE(decoded.size() == batch->last_sequence - batch->first_sequence + 1);
        durable = batch->last_sequence;
        std::set<model::DossierId> withdrawn;
        for (const model::DossierId& id : decoded.withdrawals) {
            withdrawn.insert(id);
            dossiers.erase({decoded.source, id});
        }
        for (const wire::CodedObservation& seen : decoded.observations) {
            REQUIRE(withdrawn.count(seen.id) == 0);
            dossiers[{decoded.source, seen.id}] = seen.state.status;
        }
        batches.push_back(decoded);
    }
}

spool::Receipt Receiver::receipt() const
{
    return {durable, chain, durable, 0, 0, incarnation};
}

void Receiver::restore(const Receiver& back)
{
    *this = back;
    ++incarnation[15];
}

spool::CollectorStand Receiver::stand(spool::Verdict verdict) const
{
    return {verdict, incarnation, durable, chain};
}

SpoolBench::SpoolBench(std::uint64_t size_limit, std::uint64_t disk_reserve)
    : folder(memory_or_disk())
{
    settings.size_limit = size_limit;
    settings.disk_reserve = disk_reserve;
    settings.file = folder / "spool.db";
    reopen();
}

void SpoolBench::reopen()
{
    spool.reset();
    spool = std::make_unique<spool::Spool>(settings, owner);
    spool->open_source("onestop", {1});
}

spool::Taken SpoolBench::take(std::vector<ARow> rows, std::uint16_t source, source::Position after,
                              std::optional<source::Position> settled)
{
    spool::ReadPage page;
    page.source = source;
    page.stand = spool->stand(source).stand;
    page.after = std::move(after);
    page.settled = std::move(settled);
    for (const ARow& row : rows) {
        page.rows.push_back(row.read());
    }
    return spool->take(std::move(page));
}

std::size_t SpoolBench::dossiers_there()
{
    receiver.drain(*spool);
    return receiver.dossiers.size();
}

} // namespace congto::test
