// What a source shows of a dossier now.
#pragma once

#include "proto/model/dossier_id.h"
#include "proto/model/fingerprint.h"
#include "proto/model/time.h"
#include "proto/model/words.h"

#include <optional>
#include <string>

namespace congto::model {

// The times of a dossier's life as the source shows them, never shifted; absent when it has none.
struct DossierTimes {
    std::optional<Moment> submitted; // nộp
    std::optional<Moment> received;  // tiếp nhận, NgayTiepNhan
    std::optional<Moment> due;       // hẹn trả, NgayHenTra
    std::optional<Moment> resolved;  // NgayKetThucXuLy
    std::optional<Moment> returned;  // NgayTra
    std::optional<Moment> withdrawn; // rút hồ sơ

    bool operator==(const DossierTimes&) const = default;
};

// All of an observation but its identity and codes. Trivially copyable.
struct DossierState {
    Level level = Level::unknown;
    Channel channel = Channel::unknown;
    Fee fee = Fee::unknown;
    Result result = Result::unknown;
    Status status = Status::registered;
    Digitised digitised = Digitised::unknown;
    EvidenceBits evidence;
    DossierTimes times;

    bool operator==(const DossierState&) const = default;
};

// The state of one dossier as the source shows it now: a state, not an event.
struct Observation {
    DossierId id;
    std::string body;      // agency code as the source writes it; may be empty
    std::string procedure; // procedure code as the source writes it; may be empty
    DossierState state;
    Instant changed_at; // when the source says the row changed; never decides anything
    // Of the month opened. Not in the digest: another one alone is nothing to say.
    Fingerprints fingerprints{};

    bool operator==(const Observation&) const = default;
};

// The day a dossier counts on, or none: `undated` on that basis.
// Received: received time. Settled: resolved time, else returned time for status 10, withdrawn time
// for status 7; none for other statuses.
std::optional<Day> received_day(const DossierState& state);
std::optional<Moment> settled_at(const DossierState& state);
std::optional<Day> settled_day(const DossierState& state);

} // namespace congto::model
