// What an engine shows of the transactions still open, by its monitoring right.
#pragma once

#include "tests/source/reading_suite.h"

#include <string>

namespace congto::test {

// Statements by which the engine's administrator gives the reader the right and takes it away, so
// that the reader's next call meets it.
struct MonitoringRight {
    std::string grant;
    std::string revoke;
};

// As Catch2 sections. The reader of the stage begins without the right.
void check_transactions(const Stage& stage, const MonitoringRight& right);

} // namespace congto::test
