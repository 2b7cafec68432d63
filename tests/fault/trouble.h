// What is to go wrong, and when.
#pragma once

#include <cstdint>
#include <string>

namespace congto::test {

enum class Fault : std::uint8_t {
    disk_full,  // a write takes half of what it was given, and no more
    io_error,   // a read, write, sync, truncation, deletion or opening fails
    power_loss, // nothing works from here on; what was not synced may be gone when it is back
    no_memory,  // SQLite is refused memory
    no_memory_for_us,
};

// How long it lasts. Memory is refused once.
enum class Lasts : std::uint8_t { once, until_mended };

struct Trouble {
    Fault fault = Fault::io_error;
    std::uint64_t at = 0; // the how-many-th operation of those that can fail so, from 1; 0: never
    Lasts lasts = Lasts::once;
    std::string part_of_name; // of the files concerned
};

std::string name_of(Fault fault);

} // namespace congto::test
