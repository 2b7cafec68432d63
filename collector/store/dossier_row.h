// The column `state` of table dossier: what neither the class nor another column holds.
//
// Varints: evidence known, evidence seen; then submitted, received, due, resolved, returned,
// withdrawn, each 0 when there is none, else 1 + zigzag(seconds since the day opened, 00:00 UTC).
// A seventh time follows only where the submission time seen first is not `submitted`: it.
#pragma once

#include "proto/model/observation.h"

#include <optional>
#include <string>
#include <string_view>

namespace congto::store {

struct PackedState {
    model::EvidenceBits evidence;
    model::DossierTimes times;
    std::optional<model::Moment> first_submitted;

    bool operator==(const PackedState&) const = default;
};

// Appends the form of a dossier first seen now; many share one buffer.
void pack_onto(std::string& to, const model::DossierState& state, model::Day opened);
// The same state, for a dossier seen before: it was submitted at `first` then.
std::string with_first_submitted(std::string_view packed, std::optional<model::Moment> first,
                                 model::Day opened);
// Both throw runtime::Corrupt.
model::EvidenceBits unpack_evidence(std::string_view bytes);
PackedState unpack(std::string_view bytes, model::Day opened);

} // namespace congto::store
