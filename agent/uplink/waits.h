// How long the uplink waits for what.
#pragma once

#include <chrono>

namespace congto::uplink {

// Tests wait less.
struct Waits {
    std::chrono::milliseconds answer{20'000};     // for the answer to the greeting
    std::chrono::milliseconds retry_first{1'000}; // full jitter up to this, doubling
    std::chrono::milliseconds retry_most{30'000};
    std::chrono::milliseconds person{300'000};    // a refusal somebody must mend
    std::chrono::milliseconds progress{1'000};    // between two notes of progress
    std::chrono::milliseconds heartbeat{15'000};  // a note without news: the line stays alive
    std::chrono::milliseconds receipts{200};      // receipts are stored together
    std::chrono::milliseconds disk{5'000};        // a spool that could not be written
    std::chrono::milliseconds renew_first{1'000}; // a certificate: full jitter up to this, doubling
    std::chrono::milliseconds renew_most{600'000};
    std::chrono::milliseconds files{5'000}; // looks at certificates: who enrols is taken at once
};

} // namespace congto::uplink
