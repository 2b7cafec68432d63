#include "agent/spool/split.h"

#include "agent/spool/random.h"

#include <algorithm>

namespace congto::spool {
namespace {

model::Observation observation_of(const wire::DecodedBatch& batch,
                                  const wire::CodedObservation& coded)
{
    model::Observation observation;
    observation.id = coded.id;
    observation.body = batch.body_codes.at(coded.body);
    observation.procedure = batch.procedure_codes.at(coded.procedure);
    observation.state = coded.state;
    observation.changed_at = coded.changed_at;
    observation.fingerprints = coded.fingerprints;
    return observation;
}

// Entries by their place in the batch: a kind after the other, as the contract numbers them.
class Entries {
public:
    explicit Entries(const wire::DecodedBatch& batch) : batch_(batch) {}

    wire::BatchBody body(std::size_t from, std::size_t to) const
    {
        wire::BatchBody part;
        part.source = batch_.source;
        std::size_t before = 0;
        copy(batch_.withdrawals, part.withdrawals, {from, to}, before);
        for (std::size_t i = 0; i < batch_.observations.size(); ++i, ++before) {
            if (before >= from && before < to) {
                part.observations.push_back(observation_of(batch_, batch_.observations[i]));
            }
        }
        copy(batch_.removals, part.removals, {from, to}, before);
        copy(batch_.lists, part.lists, {from, to}, before);
        copy(batch_.claims, part.claims, {from, to}, before);
        return part;
    }

private:
    struct Range {
        std::size_t from;
        std::size_t to;
    };

    template <typename Entry>
    static void copy(const std::vector<Entry>& all, std::vector<Entry>& part, const Range& range,
                     std::size_t& before)
    {
        for (const Entry& entry : all) {
            if (before >= range.from && before < range.to) {
                part.push_back(entry);
            }
            ++before;
        }
    }

    const wire::DecodedBatch& batch_;
};

} // namespace

std::vector<BatchPart> split(const SpooledBatch& spooled, std::size_t bytes)
{
    wire::DecodedBatch batch = wire::decode(spooled.body);
    wire::take_fingerprints(batch, spooled.fingerprints, wire::Erased::refused);
    const Entries entries(batch);
    std::vector<BatchPart> parts;
    // Halves, until they fit: entries are of very different sizes.
    const auto add = [&](const auto& again, std::size_t from, std::size_t to) -> void {
        SpooledBatch part;
        auto encoded = wire::encode(entries.body(from, to), random_name());
        part.body = std::move(encoded.body);
        part.fingerprints = std::move(encoded.fingerprints);
        if (part.bytes() <= bytes || to - from == 1) {
            parts.push_back({{std::move(part.body), std::move(part.fingerprints)}, to - from});
            return;
        }
        const std::size_t middle = from + (to - from) / 2;
        again(again, from, middle);
        again(again, middle, to);
    };
    add(add, 0, batch.size());
    return parts;
}

} // namespace congto::spool
