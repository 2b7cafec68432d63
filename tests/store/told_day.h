// A day of a source as an agent tells of it: dossiers, removals and claims.
#pragma once

#include "collector/store/reader.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"

#include <string>
#include <vector>

namespace congto::test {

inline const model::Day kDay = *model::parse_day("2026-01-05");

// The code of a dossier of the day.
std::string code(int number);
std::vector<model::Observation> dossiers(int first, int last);
std::vector<model::DossierId> ids(int first, int last);
wire::BatchBody removal(wire::RemovalCause cause, std::vector<model::DossierId> of);
// What an agent that shows exactly these of the day would claim.
wire::BatchBody claim(const std::vector<model::Observation>& shown);
// The verdict of the receipt for one claim of the day.
store::DayStanding standing_by(const store::Receipt& receipt);
// How many dossiers of the store stand so.
std::int64_t standing_so(const FilledStore& filled, store::Standing standing);

// A store whose unit H44 shows dossiers 1 to `count` of the day, and two of other days.
struct ToldDay {
    explicit ToldDay(const StoreEngine& engine, int count = 30);

    void decide(store::Decision::Verdict verdict, model::Instant held_through = test_now());

    FilledStore filled;
    TestSpool spool{filled, "H44", {"onestop"}};
    std::int64_t decisions = 0;
};

} // namespace congto::test
