// Day claims: what a source held of a day, and how its codes were numbered.
#include "proto/model/codes.h"
#include "proto/wire/batch.h"
#include "proto/wire/columns.h"
#include "proto/wire/malformed_batch.h"

#include "congto/v1/batch.pb.h"

#include <algorithm>

namespace congto::wire {
namespace {

[[noreturn]] void refuse(const DayClaim& claim, const std::string& what)
{
    throw MalformedBatch("the claim of day " + std::to_string(claim.day.number) + " " + what);
}

bool is_lawful(const DaySequence& sequence)
{
    return !sequence.body.empty() && model::is_lawful_code(sequence.body) && sequence.seen != 0 &&
           sequence.seen <= sequence.numbered && sequence.numbered <= kMostOfADay &&
           sequence.in_bursts <= sequence.seen;
}

void require_sequences(const DayClaim& claim)
{
    if (claim.sequences.size() > kMostSequences) {
        refuse(claim, "tells the codes of " + std::to_string(claim.sequences.size()) +
                          " bodies, at most " + std::to_string(kMostSequences) + " are accepted");
    }
    const auto out_of_order = [](const DaySequence& one, const DaySequence& next) {
        return one.body >= next.body;
    };
    if (std::adjacent_find(claim.sequences.begin(), claim.sequences.end(), out_of_order) !=
        claim.sequences.end()) {
        refuse(claim, "tells the codes of bodies that do not ascend");
    }
    if (!std::all_of(claim.sequences.begin(), claim.sequences.end(), is_lawful)) {
        refuse(claim, "tells of a body without a lawful code, or of more codes than were numbered");
    }
}

void require_claim(const DayClaim& claim)
{
    require_day(claim.day, "claim");
    const std::uint64_t most = std::max({claim.mapped, claim.quarantined, claim.left_out});
    if (most > kMostOfADay) {
        refuse(claim, "counts " + std::to_string(most) + " rows, at most " +
                          std::to_string(kMostOfADay) + " are accepted");
    }
    require_sequences(claim);
}

} // namespace

DayClaim claim_of(const v1::DayClaim& message)
{
    DayClaim claim{{message.day()},    message.mapped(), message.quarantined(),
                   message.left_out(), message.id_sum(), message.digest_sum()};
    for (const v1::DaySequence& told : message.sequences()) {
        claim.sequences.push_back(
            {told.body_code(), told.numbered(), told.seen(), told.in_bursts()});
    }
    require_claim(claim);
    return claim;
}

void add_claim(v1::BatchBody& message, const DayClaim& claim)
{
    require_claim(claim);
    v1::DayClaim& added = *message.add_claims();
    added.set_day(claim.day.number);
    added.set_mapped(claim.mapped);
    added.set_quarantined(claim.quarantined);
    added.set_left_out(claim.left_out);
    added.set_id_sum(claim.id_sum);
    added.set_digest_sum(claim.digest_sum);
    for (const DaySequence& sequence : claim.sequences) {
        v1::DaySequence& told = *added.add_sequences();
        told.set_body_code(sequence.body);
        told.set_numbered(sequence.numbered);
        told.set_seen(sequence.seen);
        told.set_in_bursts(sequence.in_bursts);
    }
}

} // namespace congto::wire
