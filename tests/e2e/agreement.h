// The promise of the whole: what the collector shows equals the source, counted by other means.
#pragma once

#include "tests/e2e/count_by_sql.h"
#include "tests/e2e/ministry.h"
#include "tests/e2e/office.h"
#include "tests/e2e/one_stop.h"

namespace congto::test {

SourceSql sql_of(const OneStop& one_stop);

// Checks every month on both bases: the collector's JSON against SQL on the source, and both
// against the simulator's truth; nothing missing, nothing beside. Then quarantined and unknown.
void check_agreement(const Ministry& ministry, const Office& office, const OneStop& one_stop);

// Fills a one-stop system, reads it once, and checks the agreement.
void reads_once_and_agrees(OneStop& one_stop, const Reading& reading);

} // namespace congto::test
