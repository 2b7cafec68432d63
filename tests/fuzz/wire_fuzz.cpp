#include "proto/wire/fingerprints.h"
#include "proto/wire/malformed_batch.h"
#include "tests/fuzz/fuzz.h"

using namespace congto;

namespace {

// A lawful batch that came in goes out and comes back the same.
void require_round_trip(const wire::DecodedBatch& batch)
{
    wire::BatchBody body;
    body.source = batch.source;
    body.withdrawals = batch.withdrawals;
    body.removals = batch.removals;
    body.lists = batch.lists;
    body.claims = batch.claims;
    for (const wire::CodedObservation& coded : batch.observations) {
        if (coded.lawful) {
            body.observations.push_back({coded.id, batch.body_codes.at(coded.body),
                                         batch.procedure_codes.at(coded.procedure), coded.state,
                                         coded.changed_at});
        }
    }
    if (body.size() == 0) {
        return;
    }
    const wire::DecodedBatch again = wire::decode(wire::encode(body));
    fuzz::require(again.withdrawals == body.withdrawals && again.claims == body.claims);
    fuzz::require(again.removals == body.removals && again.lists == body.lists);
    fuzz::require(again.observations.size() == body.observations.size());
    for (std::size_t i = 0; i < body.observations.size(); ++i) {
        const wire::CodedObservation& coded = again.observations[i];
        fuzz::require(coded.lawful && coded.state == body.observations[i].state &&
                      coded.changed_at == body.observations[i].changed_at &&
                      again.body_codes.at(coded.body) == body.observations[i].body);
    }
}

} // namespace

// What arrives beside a body is foreign too: hashed or not, it is taken whole or refused.
void offer_fingerprints(wire::DecodedBatch& batch, std::string_view text)
{
    const std::vector<std::string> contents(batch.fingerprints.size(), std::string(text));
    for (wire::FingerprintsHash& hashed : batch.fingerprints) {
        hashed.hash = model::sha256(text);
    }
    wire::take_fingerprints(batch, contents, wire::Erased::refused);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    try {
        // The first byte says how much of the rest stands beside the body.
        const std::string_view text = fuzz::text_of(bytes, size);
        const std::size_t beside =
            text.empty()
                ? 0
                : std::min<std::size_t>(static_cast<unsigned char>(text[0]), text.size() - 1);
        wire::DecodedBatch batch = wire::decode(text.substr(text.empty() ? 0 : 1 + beside));
        fuzz::require(batch.size() > 0 && batch.size() <= wire::kMaxEntries);
        require_round_trip(batch);
        offer_fingerprints(batch, text.substr(1, beside));
    } catch (const wire::MalformedBatch&) {
        return 0;
    }
    return 0;
}
