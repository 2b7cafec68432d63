#include "tests/spool/fixture.h"

#include "proto/model/digest.h"
#include "proto/wire/fingerprints.h"

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
    if (const auto plus = code.find('+'); plus != std::string_view::npos) {
        id.bytes[3] = static_cast<std::uint8_t>(code.at(plus + 1) - '0');
    }
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

ARow& ARow::by(std::uint8_t submitter, std::uint8_t applicant)
{
    std::get<mapping::Mapped>(outcome).observation.fingerprints = {{submitter}, {applicant}};
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
        wire::DecodedBatch decoded = wire::decode(batch->body);
        wire::take_fingerprints(decoded, batch->fingerprints, wire::Erased::refused);
        REQUIRE(decoded.size() == batch->last_sequence - batch->first_sequence + 1);
        apply(decoded, batch->first_sequence);
        durable = batch->last_sequence;
        batches.push_back(decoded);
    }
}

void Receiver::take_away(std::uint16_t source, const model::DossierId& id)
{
    dossiers.erase({source, id});
    digests.erase({source, id});
}

void Receiver::apply(const wire::DecodedBatch& batch, std::uint64_t first_sequence)
{
    std::set<model::DossierId> withdrawn;
    for (const model::DossierId& id : batch.withdrawals) {
        withdrawn.insert(id);
        take_away(batch.source, id);
    }
    for (const wire::CodedObservation& seen : batch.observations) {
        REQUIRE(withdrawn.count(seen.id) == 0);
        dossiers[{batch.source, seen.id}] = seen.state.status;
        digests[{batch.source, seen.id}] =
            model::digest(seen.id, batch.body_codes.at(seen.body),
                          batch.procedure_codes.at(seen.procedure), seen.state);
    }
    for (const wire::Removal& removal : batch.removals) {
        for (const model::DossierId& id : removal.ids) {
            take_away(batch.source, id);
        }
    }
    for (const wire::DayList& list : batch.lists) {
        const std::set<model::DossierId> listed(list.ids.begin(), list.ids.end());
        std::erase_if(dossiers, [&](const auto& held) {
            const auto& [source, id] = held.first;
            return source == batch.source && id.opened() == list.day && listed.count(id) == 0 &&
                   (!list.after || id > *list.after) && (!list.through || id <= *list.through);
        });
        std::erase_if(digests, [&](const auto& held) { return dossiers.count(held.first) == 0; });
    }
    std::uint64_t sequence = first_sequence + batch.size() - batch.claims.size();
    for (const wire::DayClaim& claim : batch.claims) {
        verdicts_.push_back(judged(batch.source, claim, sequence++));
    }
}

spool::DayVerdict Receiver::judged(std::uint16_t source, const wire::DayClaim& claim,
                                   std::uint64_t sequence) const
{
    wire::DayClaim here{claim.day, 0, claim.quarantined, claim.left_out, 0, 0};
    for (const auto& [place, digest] : digests) {
        if (place.first == source && place.second.opened() == claim.day) {
            ++here.mapped;
            here.id_sum += place.second.sum_part();
            here.digest_sum += digest;
        }
    }
    return {source, claim.day, sequence,
            here == claim ? spool::DayStanding::verified : spool::DayStanding::differs};
}

std::vector<spool::DayVerdict> Receiver::verdicts()
{
    return std::exchange(verdicts_, {});
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

spool::DayEnded SpoolBench::read_day(const std::vector<ARow>& rows, const std::vector<ARow>& there,
                                     model::Day day, std::uint16_t source)
{
    spool::DayRead read{source, spool->stand(source).stand, day, 0, 0, model::Instant{}, sequences};
    const auto take_page = [&](const std::vector<ARow>& page_rows) {
        spool::ReadPage page;
        page.source = source;
        page.stand = read.stand;
        for (const ARow& row : page_rows) {
            page.rows.push_back(row.read());
        }
        const spool::Taken taken = spool->take_day(std::move(page));
        read.quarantined += taken.quarantined;
        read.left_out += taken.left_out;
    };
    spool->begin_day(source, day);
    take_page(rows);
    std::string after;
    for (auto keys = spool->unmet(source, 2, after); !keys.empty();
         keys = spool->unmet(source, 2, after)) {
        for (const std::string& key : keys) {
            const auto found = std::find_if(there.begin(), there.end(), [&](const ARow& row) {
                return row.position.key == key;
            });
            if (found != there.end()) {
                take_page({*found});
            }
        }
        after = keys.back();
    }
    return spool->end_day(read);
}

void SpoolBench::settle()
{
    receiver.drain(*spool);
    spool->store(receiver.receipt());
    spool->note(receiver.verdicts());
}

spool::DayStand SpoolBench::day(model::Day day, std::uint16_t source)
{
    for (const spool::DayStand& stand : spool->days(source)) {
        if (stand.day == day) {
            return stand;
        }
    }
    spool::DayStand unknown;
    unknown.day = day;
    return unknown;
}

} // namespace congto::test
