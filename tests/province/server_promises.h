// Late commits as a reader of the source sees them.
#pragma once

#include "tests/province/stage.h"
#include "tests/support/sql.h"

#include <future>
#include <set>

namespace congto::province {

inline std::set<std::string> keys_until(Province& province, const std::string& moment)
{
    std::set<std::string> keys;
    for (const auto& row :
         test::query_sql(province.engine(), province.connection(),
                         "select id from dossier where last_modified <= '" + moment + "'"))
        keys.insert(row[0].value());
    return keys;
}

// A reader that looks up to the newest row it sees will later find rows below that.
inline bool rows_appear_below_what_was_read(Province& province)
{
    LiveOptions options;
    options.rate = 200;
    options.late_share = 0.3;
    options.late_by = std::chrono::milliseconds(1'500);
    auto living = std::async(std::launch::async, [&] { return province.live_for(600, options); });
    bool appeared = false;
    while (!appeared && living.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
        const auto newest =
            test::query_sql(province.engine(), province.connection(),
                            "select cast(max(last_modified) as char(26)) from dossier");
        if (!newest[0][0]) {
            test::sleep_for(std::chrono::milliseconds(10));
            continue;
        }
        const auto before = keys_until(province, *newest[0][0]);
        test::sleep_for(std::chrono::milliseconds(150));
        for (const auto& key : keys_until(province, *newest[0][0]))
            appeared = appeared || !before.contains(key);
    }
    living.get();
    return appeared;
}

// Run by asking for it ([speed]): the large back-fill others count on.
inline void print_speed(ShapeName shape, Engine engine, const std::string& connection)
{
    Province province(shape, engine, connection);
    const auto start = std::chrono::steady_clock::now();
    const auto filled = province.fill_months(200'000);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    WARN(name_of(shape) << " on " << name_of(engine) << ": 200,000 dossiers and " << filled.rows
                        << " rows in " << taken.count() << " s");
    CHECK(taken.count() < 60);
}

// Fills and lives on a real server, holds the truth to a recount, prints the speed.
inline void check_on_server(ShapeName shape, Engine engine, const std::string& connection)
{
    Province province(shape, engine, connection);
    const auto start = std::chrono::steady_clock::now();
    const auto filled = province.fill_months(5'000);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    WARN(name_of(shape) << " on " << name_of(engine) << ": "
                        << static_cast<double>(filled.dossiers) / taken.count() << " dossiers/s, "
                        << static_cast<double>(filled.rows) / taken.count() << " rows/s");
    check_truth(province);
    LiveOptions options = at_full_speed();
    options.late_share = 0.2;
    options.late_by = std::chrono::milliseconds(200);
    CHECK(province.live_for(1'500, options).at("late") > 0);
    check_truth(province);
}

} // namespace congto::province
