// What detectors need besides cells: who is behind dossiers, and how codes were numbered.
#pragma once

#include "collector/store/cell_class.h"
#include "proto/model/dossier_id.h"
#include "proto/model/fingerprint.h"
#include "proto/model/time.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace congto::store {

// A dossier of which a fingerprint is known and not erased yet, as the source that counts shows it.
struct FingerprintedDossier {
    const model::DossierId& dossier;
    std::string_view body;      // code, as observed
    std::string_view procedure; // canonical code
    CellClass cls;              // withdrawn standings and channels that are in no rate included
    model::EvidenceBits evidence;
    model::Fingerprints fingerprints;
    std::optional<model::Moment> submitted;
    std::optional<model::Day> received;
};
using FingerprintVisitor = std::function<void(const FingerprintedDossier&)>;

// How the codes of a body were numbered on a day opened, by the last claim of the source.
struct SequencedDay {
    std::int64_t unit = 0;
    std::int64_t source = 0;
    model::Day day;
    std::string_view body;      // code, as observed
    std::int64_t numbered = 0;  // the highest number seen
    std::int64_t seen = 0;      // distinct ones; numbered - seen: holes
    std::int64_t in_bursts = 0; // online dossiers in bursts (proto/README.md)
};
using SequenceVisitor = std::function<void(const SequencedDay&)>;

} // namespace congto::store
