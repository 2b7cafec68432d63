#include "agent/reading/sweep.h"
#include "agent/source/sql.h"
#include "config/runtime/log.h"
#include "proto/model/codes.h"
#include "tests/reading/engine_suite.h"
#include "tests/spool/fixture.h"
#include "tests/support/manual_clock.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using model::Status;

model::UnitKey key()
{
    return model::UnitKey(std::array<std::uint8_t, 32>{7});
}

std::string with(std::string sql, const std::string& parameter)
{
    constexpr std::string_view kCursor = ":after_cursor";
    return sql.replace(sql.find(kCursor), kCursor.size(), parameter);
}

std::string mapping_of(const FollowedEngine& engine)
{
    const std::string columns =
        "SELECT id, code, " + engine.modified + " AS opened, status FROM t WHERE ";
    return R"(system = "swept"
[position]
key = "id"
start_key = "0"
[dossier]
code = "code"
opened_on = "opened"
[times]
zone = "+07:00"
formats = ["%Y-%m-%d %H:%M:%S%f"]
[times.columns]
received = "opened"
resolved = "opened"
[status]
column = "status"
values = { received = ["2"], resolved = ["9"] }
[channel]
column = "status"
values = { online = ["2", "9"] }
[query.)" + engine.engine +
           "]\nday = \"" + columns + "m >= " + with(engine.cursor, ":day_from") + " AND m < " +
           with(engine.cursor, ":day_to") +
           " AND id > CAST(:after_key AS DECIMAL(20)) ORDER BY id LIMIT :limit\"\nrow = \"" +
           columns + "id = CAST(:key AS DECIMAL(20))\"\n";
}

// An agent's reading of a table where nothing tells what was modified.
class Swept {
public:
    explicit Swept(const FollowedEngine& engine)
        : engine_(engine), mapping_(mapping::Mapping::from_text(mapping_of(engine), "m.toml"))
    {
        sql("DROP TABLE IF EXISTS t;\nCREATE TABLE t (m " + engine.time_type +
            ", id BIGINT PRIMARY KEY, code VARCHAR(40), status VARCHAR(2));\n"
            "CREATE INDEX t_m ON t (m)");
        source::SqlSettings settings;
        settings.name = "onestop";
        settings.mode = source::Mode::sweep;
        settings.engine = settings.dialect = engine.engine;
        settings.connection_file = spool_.folder.write("connection", engine.reader);
        source_ = source::open_sql(settings, mapping_.queries_of(settings), clock_);
        pages_ = std::make_unique<reading::PageReader>(*source_, mapping_, key());
        stand_ = spool_.spool->open_source("onestop", mapping_.digest()).number;
        sweep_.emplace(reading::DaySource{*pages_, *spool_.spool, clock_, stand_, 3},
                       *model::parse_day("2026-01-20"));
    }

    void sql(const std::string& script) { run_sql(engine_.engine, engine_.writer, script); }
    void insert(int id, const std::string& opened)
    {
        sql("INSERT INTO t VALUES ('" + opened + "', " + std::to_string(id) + ", '" + code(id) +
            "', '2')");
    }
    void read_every_day()
    {
        sweep_->read_all(stop_.get_token());
        REQUIRE(spool_.spool->audit() == std::vector<std::string>{});
        spool_.settle();
    }
    // What the collector was told of a dossier opened on that day; none: nothing, or that it is
    // gone.
    std::optional<Status> told(int id, const std::string& day)
    {
        const auto dossier = key().pseudonym(code(id), *model::parse_day(day));
        const auto found = spool_.receiver.dossiers.find({stand_, dossier});
        return found == spool_.receiver.dossiers.end() ? std::nullopt
                                                       : std::optional(found->second);
    }
    std::size_t told() const { return spool_.receiver.dossiers.size(); }
    bool is_verified(const std::string& day)
    {
        return spool_.day(*model::parse_day(day), stand_).verdict == spool::DayStanding::verified;
    }

private:
    static std::string code(int id) { return "HS-" + std::to_string(id); }

    FollowedEngine engine_;
    ManualClock clock_;
    SpoolBench spool_;
    mapping::Mapping mapping_;
    std::unique_ptr<source::Source> source_;
    std::unique_ptr<reading::PageReader> pages_;
    std::optional<reading::Sweep> sweep_;
    std::uint16_t stand_ = 0;
    std::stop_source stop_;
};

} // namespace

void check_sweeping(const FollowedEngine& engine)
{
    runtime::set_log_level(runtime::Severity::error);
    Swept swept(engine);
    for (int id = 1; id <= 8; ++id) { // more than a page, in an order keys as text have not
        swept.insert(id * 5, "2026-01-25 08:00:00");
    }
    swept.insert(100, "2026-01-31 23:59:59.999999");
    swept.insert(101, "2026-02-01 00:00:00");
    swept.read_every_day();
    CHECK(swept.told() == 10);
    CHECK(swept.told(40, "2026-01-25") == Status::received);
    CHECK(swept.told(100, "2026-01-31") == Status::received);
    CHECK(swept.told(101, "2026-02-01") == Status::received);

    swept.insert(102, "2026-01-20 00:00:00");
    swept.sql("UPDATE t SET status = '9' WHERE id IN (5, 101)");
    swept.sql("DELETE FROM t WHERE id IN (10, 100)");
    swept.read_every_day();
    CHECK(swept.told() == 9);
    CHECK(swept.told(102, "2026-01-20") == Status::received);
    CHECK(swept.told(5, "2026-01-25") == Status::resolved);
    CHECK(swept.told(101, "2026-02-01") == Status::resolved);
    CHECK_FALSE(swept.told(10, "2026-01-25"));
    CHECK_FALSE(swept.told(100, "2026-01-31"));
    for (const char* day : {"2026-01-20", "2026-01-25", "2026-01-31", "2026-02-01"}) {
        INFO(day);
        CHECK(swept.is_verified(day));
    }
}

} // namespace congto::test
