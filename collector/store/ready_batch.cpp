#include "collector/store/ready_batch.h"

#include "collector/store/compression.h"
#include "collector/store/dossier_row.h"
#include "proto/model/digest.h"
#include "proto/wire/fingerprints.h"
#include "proto/wire/malformed_batch.h"

#include <algorithm>
#include <utility>

namespace congto::store {
namespace {

// A dossier first read this long after it was submitted was seen late.
constexpr std::chrono::days kLateAfter{7};

bool is_open(model::Status status)
{
    switch (status) {
    case model::Status::received:
    case model::Status::processing:
    case model::Status::supplement_asked:
    case model::Status::payment_asked:
    case model::Status::stopped:
        return true;
    case model::Status::registered:
    case model::Status::refused:
    case model::Status::withdrawn:
    case model::Status::resolved:
    case model::Status::returned:
        return false;
    }
    return false;
}

bool is_late(const wire::CodedObservation& observation, model::Instant received_at)
{
    const std::optional<model::Moment>& submitted = observation.state.times.submitted;
    const model::Moment since = submitted ? *submitted : model::start_of(observation.id.opened());
    return received_at - since > kLateAfter;
}

class Preparation {
public:
    Preparation(ReadyBatch& ready, const wire::DecodedBatch& batch) : ready_(ready), batch_(batch)
    {
    }

    void add(const wire::CodedObservation& observation)
    {
        ReadyObservation& made = ready_.observations.emplace_back();
        made.id = observation.id;
        made.offset =
            static_cast<std::uint32_t>(ready_.withdrawals.size() + ready_.observations.size() - 1);
        made.lawful = observation.lawful;
        if (!made.lawful) {
            return;
        }
        made.body = observation.body;
        made.procedure = observation.procedure;
        made.digest =
            model::digest(observation.id, batch_.body_codes[observation.body],
                          batch_.procedure_codes[observation.procedure], observation.state);
        made.cls = class_of(observation.state,
                            {observation.state.channel, observation.state.level,
                             is_late(observation, ready_.received_at)},
                            Standing::shown);
        made.evidence = observation.state.evidence;
        made.days = counting_days(observation.state);
        made.packed_at = static_cast<std::uint32_t>(ready_.packed_states.size());
        pack_onto(ready_.packed_states, observation.state, observation.id.opened());
        made.packed_size = static_cast<std::uint32_t>(ready_.packed_states.size() - made.packed_at);
    }

private:
    ReadyBatch& ready_;
    const wire::DecodedBatch& batch_;
};

// What is left, where the batch's hashes have it; the others are empty.
std::vector<std::string> in_places(const wire::DecodedBatch& batch,
                                   const std::vector<MonthFingerprints>& left)
{
    std::vector<std::string> contents(batch.fingerprints.size());
    for (const MonthFingerprints& month : left) {
        const auto place = std::find_if(
            batch.fingerprints.begin(), batch.fingerprints.end(),
            [&](const wire::FingerprintsHash& hashed) { return hashed.month == month.month; });
        if (place == batch.fingerprints.end()) {
            throw wire::MalformedBatch("fingerprints of month " +
                                       std::to_string(month.month.number) +
                                       " are beside a batch that has no hash of them");
        }
        contents[static_cast<std::size_t>(place - batch.fingerprints.begin())] = month.content;
    }
    return contents;
}

ReadyBatch prepared(const BatchPlace& place, wire::DecodedBatch batch, model::Instant received_at)
{
    ReadyBatch ready;
    ready.spool = place.spool;
    ready.source = batch.source;
    ready.first_sequence = place.first_sequence;
    ready.size = batch.size();
    ready.chain_before = place.chain_before;
    ready.received_at = received_at;
    ready.withdrawals = std::move(batch.withdrawals);
    ready.observations.reserve(batch.observations.size());
    Preparation preparation(ready, batch);
    for (const wire::CodedObservation& observation : batch.observations) {
        preparation.add(observation);
    }
    for (const wire::FingerprintsHash& hashed : batch.fingerprints) {
        ready.months.push_back(hashed.month);
    }
    if (!ready.months.empty()) {
        ready.fingerprints.reserve(batch.observations.size());
        for (const wire::CodedObservation& observation : batch.observations) {
            ready.fingerprints.push_back(observation.fingerprints);
        }
    }
    ready.removals = std::move(batch.removals);
    ready.lists = std::move(batch.lists);
    ready.claims = std::move(batch.claims);
    ready.body_codes = std::move(batch.body_codes);
    ready.procedure_codes = std::move(batch.procedure_codes);
    return ready;
}

} // namespace

CountingDays counting_days(const model::DossierState& state)
{
    CountingDays days;
    if (const auto received = model::received_day(state)) {
        days.received = received->number;
        if (is_open(state.status) && state.times.due) {
            days.open_due = model::day_of(*state.times.due).number;
        }
    }
    if (const auto settled = model::settled_day(state)) {
        days.settled = settled->number;
    }
    return days;
}

ReadyBatch make_ready(const BatchPlace& place, std::string_view body, model::Instant received_at,
                      const std::vector<std::string>& fingerprints)
{
    wire::DecodedBatch batch = wire::decode(body);
    wire::take_fingerprints(batch, fingerprints, wire::Erased::refused);
    ReadyBatch ready = prepared(place, std::move(batch), received_at);
    ready.chain = wire::next_chain(place.chain_before, body);
    ready.ledger_payload = compressed(body);
    for (std::size_t i = 0; i < fingerprints.size(); ++i) {
        ready.ledger_fingerprints.push_back({ready.months[i], fingerprints[i]});
    }
    return ready;
}

ReadyBatch make_ready_again(const BatchPlace& place, std::string_view body,
                            model::Instant received_at,
                            const std::vector<MonthFingerprints>& fingerprints)
{
    wire::DecodedBatch batch = wire::decode(body);
    wire::take_fingerprints(batch, in_places(batch, fingerprints), wire::Erased::accepted);
    ReadyBatch ready = prepared(place, std::move(batch), received_at);
    ready.chain = wire::next_chain(place.chain_before, body);
    return ready;
}

} // namespace congto::store
