#include "tests/store/shown.h"

#include "proto/model/digest.h"

#include <algorithm>

namespace congto::test {
namespace {

bool speaks_of(const wire::DayList& list, const model::DossierId& id)
{
    return id.opened() == list.day && (!list.after || *list.after < id) &&
           (!list.through || id <= *list.through);
}

} // namespace

void Shown::follow(const wire::BatchBody& body)
{
    for (const model::DossierId& id : body.withdrawals) {
        digests_.erase(id);
    }
    const wire::DecodedBatch received = wire::decode(wire::encode(body));
    for (std::size_t i = 0; i < body.observations.size(); ++i) {
        if (received.observations[i].lawful) {
            digests_[body.observations[i].id] = model::digest(body.observations[i]);
        }
    }
    for (const wire::Removal& removal : body.removals) {
        for (const model::DossierId& id : removal.ids) {
            digests_.erase(id);
        }
    }
    for (const wire::DayList& list : body.lists) {
        std::erase_if(digests_, [&](const auto& shown) {
            return speaks_of(list, shown.first) &&
                   !std::binary_search(list.ids.begin(), list.ids.end(), shown.first);
        });
    }
}

wire::DayClaim Shown::claim_of(model::Day day) const
{
    wire::DayClaim claim{day, 0, 0, 0, 0, 0};
    for (const auto& [id, digest] : digests_) {
        if (id.opened() == day) {
            ++claim.mapped;
            claim.id_sum += id.sum_part();
            claim.digest_sum += digest;
        }
    }
    return claim;
}

} // namespace congto::test
