#include "proto/model/digest.h"
#include "proto/wire/batch.h"
#include "proto/wire/bytes.h"
#include "proto/wire/columns.h"
#include "proto/wire/fingerprints.h"

#include "congto/v1/batch.pb.h"
#include <google/protobuf/arena.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <unordered_map>

namespace congto::wire {
namespace {

// Numbers values in the order they first come.
template <typename Value>
class Dictionary {
public:
    // The value's index, and whether it is new. Neighbours are often equal: asked first.
    std::pair<std::uint32_t, bool> index_of(const Value& value)
    {
        if (!indices_.empty() && value == last_) {
            return {last_index_, false};
        }
        const auto [place, added] =
            indices_.try_emplace(value, static_cast<std::uint32_t>(indices_.size()));
        last_ = value;
        last_index_ = place->second;
        return {last_index_, added};
    }

private:
    std::unordered_map<Value, std::uint32_t> indices_;
    Value last_{};
    std::uint32_t last_index_ = 0;
};

template <typename Word>
void add_word(std::string* column, Word word)
{
    column->push_back(static_cast<char>(word));
}

class ObservationWriter {
public:
    ObservationWriter(v1::Observations& columns, std::size_t count) : columns_(columns)
    {
        reserve(count);
    }

    void add(const model::Observation& observation)
    {
        columns_.mutable_ids()->append(bytes_of(observation.id.bytes));
        add_changed_at(observation.changed_at);
        add_codes(observation);
        const model::DossierState& state = observation.state;
        add_evidence(state.evidence);
        add_word(columns_.mutable_level(), state.level);
        add_word(columns_.mutable_channel(), state.channel);
        add_word(columns_.mutable_fee(), state.fee);
        add_word(columns_.mutable_result(), state.result);
        add_word(columns_.mutable_status(), state.status);
        add_word(columns_.mutable_digitised(), state.digitised);
        const model::Day opened = observation.id.opened();
        columns_.add_submitted(coded_time(state.times.submitted, opened));
        columns_.add_received(coded_time(state.times.received, opened));
        columns_.add_due(coded_time(state.times.due, opened));
        columns_.add_resolved(coded_time(state.times.resolved, opened));
        columns_.add_returned(coded_time(state.times.returned, opened));
        columns_.add_withdrawn(coded_time(state.times.withdrawn, opened));
    }

private:
    void reserve(std::size_t count)
    {
        const int size = static_cast<int>(count);
        columns_.mutable_ids()->reserve(kIdBytes * count);
        columns_.mutable_changed_at()->Reserve(size);
        for (auto* words :
             {columns_.mutable_level(), columns_.mutable_channel(), columns_.mutable_fee(),
              columns_.mutable_result(), columns_.mutable_status(), columns_.mutable_digitised()}) {
            words->reserve(count);
        }
        for (auto* indices :
             {columns_.mutable_body(), columns_.mutable_procedure(), columns_.mutable_evidence()}) {
            indices->Reserve(size);
        }
        for (auto* times : {columns_.mutable_submitted(), columns_.mutable_received(),
                            columns_.mutable_due(), columns_.mutable_resolved(),
                            columns_.mutable_returned(), columns_.mutable_withdrawn()}) {
            times->Reserve(size);
        }
    }

    void add_changed_at(model::Instant changed_at)
    {
        const auto now = static_cast<std::uint64_t>(changed_at.time_since_epoch().count());
        columns_.add_changed_at(static_cast<std::int64_t>(now - changed_before_));
        changed_before_ = now;
    }

    void add_codes(const model::Observation& observation)
    {
        const auto [body, new_body] = bodies_.index_of(observation.body);
        columns_.add_body(body);
        if (new_body) {
            columns_.add_body_codes(observation.body);
        }
        const auto [procedure, new_procedure] = procedures_.index_of(observation.procedure);
        columns_.add_procedure(procedure);
        if (new_procedure) {
            columns_.add_procedure_codes(observation.procedure);
        }
    }

    void add_evidence(const model::EvidenceBits& evidence)
    {
        const std::uint64_t word = std::uint64_t{evidence.known} << 32U | evidence.seen;
        const auto [index, added] = evidence_words_.index_of(word);
        columns_.add_evidence(index);
        if (added) {
            columns_.add_evidence_words(word);
        }
    }

    v1::Observations& columns_;
    Dictionary<std::string_view> bodies_;
    Dictionary<std::string_view> procedures_;
    Dictionary<std::uint64_t> evidence_words_;
    std::uint64_t changed_before_ = 0;
};

void add_ids(std::string& bytes, const std::vector<model::DossierId>& ids)
{
    bytes.reserve(kIdBytes * ids.size());
    for (const model::DossierId& id : ids) {
        bytes.append(bytes_of(id.bytes));
    }
}

void add_removal(v1::BatchBody& message, const Removal& removal)
{
    v1::Removal& added = *message.add_removals();
    add_ids(*added.mutable_ids(), removal.ids);
    added.set_cause(static_cast<v1::RemovalCause>(removal.cause));
}

void add_list(v1::BatchBody& message, const DayList& list)
{
    v1::DayList& added = *message.add_lists();
    added.set_day(list.day.number);
    add_ids(*added.mutable_ids(), list.ids);
    if (list.after) {
        added.set_after(std::string(bytes_of(list.after->bytes)));
    }
    if (list.through) {
        added.set_through(std::string(bytes_of(list.through->bytes)));
    }
}

std::string deterministic_bytes(const v1::BatchBody& message)
{
    std::string bytes;
    bytes.reserve(message.ByteSizeLong());
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream out(&stream);
    out.SetSerializationDeterministic(true);
    message.SerializeWithCachedSizes(&out);
    out.Trim();
    return bytes;
}

void fill(v1::BatchBody& message, const BatchBody& body)
{
    require_entries(body.size());
    require_source(body.source);
    message.set_source(body.source);
    message.set_digest_edition(model::kDigestEdition);
    if (!body.withdrawals.empty()) {
        add_ids(*message.mutable_withdrawals()->mutable_ids(), body.withdrawals);
    }
    if (!body.observations.empty()) {
        ObservationWriter writer(*message.mutable_observations(), body.observations.size());
        for (const model::Observation& observation : body.observations) {
            writer.add(observation);
        }
    }
    for (const DayClaim& claim : body.claims) {
        add_claim(message, claim);
    }
    for (const Removal& removal : body.removals) {
        add_removal(message, removal);
    }
    for (const DayList& list : body.lists) {
        add_list(message, list);
    }
    require_removals(message);
}

} // namespace

std::string encode(const BatchBody& body)
{
    google::protobuf::Arena arena;
    auto& message = *google::protobuf::Arena::CreateMessage<v1::BatchBody>(&arena);
    fill(message, body);
    return deterministic_bytes(message);
}

EncodedBatch encode(const BatchBody& body, const Salt& salt)
{
    google::protobuf::Arena arena;
    auto& message = *google::protobuf::Arena::CreateMessage<v1::BatchBody>(&arena);
    fill(message, body);
    EncodedBatch encoded;
    encoded.fingerprints = add_fingerprints(message, body.observations, salt);
    encoded.body = deterministic_bytes(message);
    return encoded;
}

} // namespace congto::wire
