// What detectors need besides cells: who is behind dossiers, and how codes were numbered.
#pragma once

#include "collector/store/flag_class.h"
#include "proto/model/dossier_id.h"
#include "proto/model/fingerprint.h"
#include "proto/model/time.h"

#include <chrono>
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
    std::int64_t body_id = 0; // body.id and procedure_code.id
    std::int64_t procedure_id = 0;
};
using FingerprintVisitor = std::function<void(const FingerprintedDossier&)>;

// Of frozen persons: not known.
inline constexpr std::int64_t kNotKnown = -1;
// Each dossier of one matter is submitted at most so long after the one before.
inline constexpr std::chrono::minutes kOneMatter{10};

// What fingerprints came to, of dossiers whose month was erased: online, assisted or not, of the
// received population, alike to every detector of persons.
struct FrozenPersons {
    std::int64_t unit = 0;
    model::Month opened;
    model::Month received;
    std::string_view body;      // code, as observed
    std::string_view procedure; // canonical code
    FlagClass cls;
    // Different applicants of the dossier's submitter in the unit and month opened; kNotKnown: its
    // submitter is not known.
    std::int64_t applicants = 0;
    // Dossiers of the run it is in, of one applicant and procedure within kOneMatter each;
    // kNotKnown: its applicant or submission time is not known.
    std::int64_t parts = 0;
    std::int64_t count = 0;
};
using FrozenVisitor = std::function<void(const FrozenPersons&)>;

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
