#include "proto/model/digest.h"
#include "proto/wire/batch.h"
#include "proto/wire/columns.h"
#include "proto/wire/malformed_batch.h"

#include "congto/v1/batch.pb.h"
#include <google/protobuf/arena.h>

#include <limits>

namespace congto::wire {
DecodedBatch decode(std::string_view bytes)
{
    google::protobuf::Arena arena;
    auto& message = *google::protobuf::Arena::CreateMessage<v1::BatchBody>(&arena);
    if (bytes.size() > std::numeric_limits<int>::max() ||
        !message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        throw MalformedBatch("the bytes are not a BatchBody message");
    }
    require_source(message.source());
    if (message.digest_edition() != model::kDigestEdition) {
        throw OtherDigestEdition("digest edition " + std::to_string(message.digest_edition()) +
                                 " is not known here; this program knows " +
                                 std::to_string(model::kDigestEdition));
    }
    const v1::Observations& columns = message.observations();
    require_entries(id_count(message.withdrawals().ids(), "withdrawals.ids") +
                    id_count(columns.ids(), "observations.ids") +
                    static_cast<std::size_t>(message.removals_size()) +
                    static_cast<std::size_t>(message.lists_size()) +
                    static_cast<std::size_t>(message.claims_size()));

    DecodedBatch batch;
    batch.source = static_cast<std::uint16_t>(message.source());
    batch.withdrawals = ids_of(message.withdrawals().ids(), "withdrawals.ids");
    batch.observations = read_observations(columns);
    batch.removals = read_removals(message);
    batch.lists = read_lists(message);
    for (const v1::DayClaim& claim : message.claims()) {
        batch.claims.push_back(claim_of(claim));
    }
    batch.fingerprints = read_hashes(message, batch.observations);
    batch.body_codes.assign(columns.body_codes().begin(), columns.body_codes().end());
    batch.procedure_codes.assign(columns.procedure_codes().begin(),
                                 columns.procedure_codes().end());
    return batch;
}

} // namespace congto::wire
