// What is done to a source again and again, for as long as the agent runs.
#pragma once

#include <stop_token>

namespace congto::reading {

class Beat {
public:
    virtual ~Beat() = default;

    // Once; between two beats there is a rest. Throws what keeps it from reading: Unavailable,
    // BadSettings, Corrupt.
    virtual void poll(const std::stop_token& stop) = 0;
    // All there is, however long it takes.
    virtual void read_all(const std::stop_token& stop) = 0;
};

} // namespace congto::reading
