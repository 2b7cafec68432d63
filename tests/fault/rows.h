// What two sources of one unit show, at three times.
#pragma once

#include "agent/spool/page.h"

#include <cstdint>

namespace congto::test {

// All rows of source 1 or 2 as they are at version 1, 2 or 3, and settled to the last. From the
// first to the second codes are corrected and swapped, rows are left out, rejected, added, and one
// has a code that another one has; the third mends some of it.
spool::ReadPage page_of(std::uint16_t source, int version);

} // namespace congto::test
