// What every engine must hold, run on each.
#pragma once

#include "agent/source/sql.h"
#include "tests/support/temp_dir.h"

#include <functional>
#include <string>

namespace congto::test {

// One engine with an empty database. `engine` and `connection` are what the agent is told;
// `stage_engine` and `stage_connection` are how the test writes into the same database.
struct Stage {
    std::string engine;
    std::string connection;
    std::string stage_engine;
    std::string stage_connection;
    std::string text_cursor; // SQL: column m as text of full precision
    std::string cursor_of;   // SQL: :after_cursor as what m is compared with
    std::string time_type;   // of a column with microseconds
    std::string key_of = "CAST(:after_key AS INTEGER)"; // SQL: :after_key as a number
    std::string limited = "LIMIT :limit";
};

// Runs every promise of a source on that stage, as Catch2 sections.
void check_reading(const Stage& stage);

// A source on the stage with its page query changed by `change`.
class StagedSource {
public:
    explicit StagedSource(
        const Stage& stage,
        const std::function<void(source::SqlSettings&, source::Queries&)>& change = {});

    source::Source& operator*() { return *source_; }
    source::Source* operator->() { return source_.get(); }

private:
    TempDir dir_;
    runtime::SystemClock clock_;
    std::unique_ptr<source::Source> source_;
};

// Table t (m, k, name) with `rows` rows, `ties` of them for each moment.
void fill(const Stage& stage, int rows, int ties);

} // namespace congto::test
