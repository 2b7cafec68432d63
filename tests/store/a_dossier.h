// Dossiers that read as facts: a_dossier("H44.14-260203-0001").received("2026-02-05").
#pragma once

#include "proto/model/observation.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace congto::test {

// Equal codes, equal ids, as a unit's key would give them; opened on the date in the code, else on
// 2026-01-05.
model::DossierId id_of(std::string_view code);

// Of a unit's dossiers, counted from 0: every other one of 2026-01-05, the rest a day each, from
// 2026-01-06 on.
std::string code_of_number(std::uint32_t number);

// 09:00 in the morning of the day.
model::Moment morning_of(std::string_view day);

// Received on 2026-01-05 at body H44.14 for procedure 1.000894, online, level full, processing.
class ADossier {
public:
    explicit ADossier(std::string_view code);

    ADossier& at(std::string_view body);
    ADossier& of(std::string_view procedure);
    ADossier& via(model::Channel channel);
    ADossier& level(model::Level level);
    ADossier& fee(model::Fee fee);
    ADossier& result(model::Result result);
    ADossier& status(model::Status status);
    ADossier& digitised(model::Digitised digitised);
    ADossier& submitted(std::string_view day);
    ADossier& received(std::string_view day);
    ADossier& due(std::string_view day);
    // Status resolved, on that day.
    ADossier& resolved(std::string_view day);
    // Status returned, resolved and returned on that day.
    ADossier& returned(std::string_view day);
    // Status withdrawn (rút hồ sơ), on that day.
    ADossier& withdrawn(std::string_view day);
    ADossier& unreceived(); // no received time
    ADossier& sees(model::Evidence bit);
    ADossier& not_seen(model::Evidence bit);
    // Their fingerprints are made of these numbers; 0: not known.
    ADossier& by(std::uint8_t submitter);
    ADossier& for_applicant(std::uint8_t applicant);

    operator model::Observation() const { return observation_; } // NOLINT(*-explicit-*)

private:
    model::Observation observation_;
};

ADossier a_dossier(std::string_view code);

} // namespace congto::test
