// The benchmarks, a function each.
#pragma once

#include "tests/bench/bench.h"

namespace congto::bench {

void spool_sqlite(const Plan& plan);
void spool_postgresql(const Plan& plan);
void spool_mariadb(const Plan& plan);
void apply_to_store(const Plan& plan);
void rebuild_store(const Plan& plan);
void receipt(const Plan& plan);
void pass_whole(const Plan& plan);
void be_fresh(const Plan& plan);
void reconnect(const Plan& plan);
void answer_nation(const Plan& plan);
void be_at_rest(const Plan& plan);

} // namespace congto::bench
