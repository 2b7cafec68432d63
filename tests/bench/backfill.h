// Dossiers as a back-fill brings them, made by a seed.
#pragma once

#include "proto/model/observation.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace congto::bench {

// How many were opened a day: a mid-size province.
inline constexpr std::size_t kOpenedADay = 1500;

enum class Order : std::uint8_t {
    by_change, // as a back-fill reads them: by the time last changed, so nearly by day opened
    random     // no order at all
};

// The ids of `count` dossiers of consecutive days.
std::vector<model::DossierId> backfilled_ids(std::size_t count, Order order, std::uint64_t seed);

// A dossier of 300 bodies and 1,300 procedures, few of which get most, with times, fee, result and
// evidence as they occur; a function of its id alone.
model::Observation dossier_of(const model::DossierId& id);

} // namespace congto::bench
