// A province set up for a test, and the promises every province keeps, written once for all
// engines.
#pragma once

#include "tests/province/database.h"
#include "tests/province/fill.h"
#include "tests/province/live.h"
#include "tests/province/recount.h"
#include "tests/province/shape.h"
#include "tests/province/state.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <string>

namespace congto::province {

// Where back-filled months end: open dossiers are judged as of it.
inline const DayNumber kToday = Month{2026, 10}.last_day();

// Changes follow one another without a pause.
LiveOptions at_full_speed();

// Tables created, nothing in them.
class Province {
public:
    Province(ShapeName shape, Engine engine, std::string connection, std::uint64_t seed = 7,
             Conduct conduct = Conduct::usual);

    // January to October 2026, nothing later than the evening of 31 October.
    Filled fill_months(std::int64_t dossiers, const Amounts& planted = {},
                       FillOptions options = {});
    Happened live_for(std::int64_t changes, const LiveOptions& given = at_full_speed());
    // With a state opened for itself, as another process has.
    Happened live_for(std::int64_t changes, const LiveOptions& given, State& state);
    State state_again() const { return State::open(folder_ / "state.db"); }

    State& state() { return state_; }
    const std::string& connection() const { return connection_; }
    std::string engine() const { return std::string(name_of(state_.identity().engine)); }

private:
    test::TempDir folder_;
    std::string connection_;
    State state_;
};

// Every month, both bases, and the totals: truth equals the recount.
void check_truth(Province& province);

} // namespace congto::province
