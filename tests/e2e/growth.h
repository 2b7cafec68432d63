// A one-stop system that grows and changes while an agent reads it.
#pragma once

#include "tests/e2e/one_stop.h"

#include <string>

namespace congto::test {

struct Growth {
    int before = 0; // dossiers there when the agent starts
    int during = 0; // … that arrive while it reads and others change
    int rate = 0;   // changes a second
};

// Checks that the collector ends with exactly the source: every month's figures, the number of
// dossiers opened on each day, and the number of all. `days_opened` is SQL on the source: day,
// dossiers.
void check_grows_and_is_collected(OneStop& one_stop, const Growth& growth,
                                  const std::string& days_opened);

} // namespace congto::test
