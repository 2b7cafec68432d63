// What a proof of the store came to, as people read it.
#pragma once

#include "collector/upkeep/verify.h"

#include <cstdint>

namespace congto::collector {

enum class VerifiedAs : std::uint8_t { text, json };

// Runs the proof with a bar on the terminal, prints what came out and returns the exit status.
int show_verified(const store::StateDirectory& state, upkeep::Proof proof,
                  VerifiedAs as = VerifiedAs::text);

} // namespace congto::collector
