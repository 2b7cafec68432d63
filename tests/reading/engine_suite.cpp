#include "tests/reading/engine_suite.h"

#include "agent/reading/follow.h"
#include "agent/source/sql.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"
#include "proto/model/codes.h"
#include "tests/spool/fixture.h"
#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

#include <thread>
#include <unistd.h>

namespace congto::test {
namespace {

using namespace std::chrono_literals;

constexpr auto kLag = 300ms;

// What is written to standard error while it lives.
class StandardError {
public:
    StandardError() : before_(dup(STDERR_FILENO))
    {
        std::FILE* file = std::fopen(path().c_str(), "w");
        dup2(fileno(file), STDERR_FILENO);
        std::fclose(file);
    }
    ~StandardError()
    {
        dup2(before_, STDERR_FILENO);
        close(before_);
    }
    StandardError(const StandardError&) = delete;
    StandardError& operator=(const StandardError&) = delete;

    std::string text() const { return read_file(path()); }

private:
    std::filesystem::path path() const { return folder_ / "stderr"; }

    TempDir folder_;
    int before_;
};

std::string mapping_of(const FollowedEngine& engine)
{
    return R"(system = "followed"
[position]
cursor = "modified"
key = "id"
start_cursor = "1970-01-02 00:00:00"
start_key = "0"
[dossier]
code = "code"
[times]
zone = "+07:00"
formats = ["%Y-%m-%d %H:%M:%S%f"]
[times.columns]
received = "modified"
[status]
column = "status"
values = { received = ["2"] }
[channel]
column = "status"
values = { online = ["2"] }
[query.)" + engine.engine +
           "]\nnow = \"SELECT " + engine.now + "\"\npage = \"SELECT " + engine.modified +
           " AS modified, id, code, '2' AS status FROM t WHERE m > " + engine.cursor +
           " OR m = " + engine.cursor +
           " AND id > CAST(:after_key AS DECIMAL(20)) ORDER BY m, id LIMIT :limit\"\n";
}

// An agent's reading of the table t, by an account whose rights the test changes.
class Followed {
public:
    explicit Followed(const FollowedEngine& engine)
        : engine_(engine), mapping_(mapping::Mapping::from_text(mapping_of(engine), "m.toml"))
    {
        run_sql(engine.engine, engine.writer,
                "DROP TABLE IF EXISTS t;\nCREATE TABLE t (m " + engine.time_type +
                    ", id BIGINT PRIMARY KEY, code VARCHAR(40))");
        source::SqlSettings settings;
        settings.name = "onestop";
        settings.engine = settings.dialect = engine.engine;
        settings.connection_file = spool_.folder.write("connection", engine.reader);
        source_ = source::open_sql(settings, mapping_.queries_of(settings), clock_);
        pages_ = std::make_unique<reading::PageReader>(*source_, mapping_, key());
        stand_ = spool_.spool->open_source("onestop", mapping_.digest()).number;
        reading::Tempo tempo;
        tempo.lag = kLag;
        follow_ = std::make_unique<reading::Follow>(tempo, *pages_, *spool_.spool, clock_, stand_);
    }

    // As the writers of a one-stop system do: the row carries the time it is written.
    std::string write_of(int id) const
    {
        return "INSERT INTO t VALUES (" + engine_.written + ", " + std::to_string(id) + ", '" +
               code_of(id) + "')";
    }
    void write(int id) { run_sql(engine_.engine, engine_.writer, write_of(id)); }

    void poll() { follow_->poll(stop_.get_token()); }
    bool has(int id)
    {
        spool_.receiver.drain(*spool_.spool);
        const std::string code = model::canonical_dossier_code(code_of(id));
        const auto dossier = key().pseudonym(code, *model::day_in_dossier_code(code));
        return spool_.receiver.dossiers.contains({stand_, dossier});
    }
    std::string cursor_of(int id)
    {
        return *query_sql(engine_.engine, engine_.writer,
                          "SELECT " + engine_.modified + " FROM t WHERE id = " + std::to_string(id))
                    .at(0)
                    .at(0);
    }
    std::string watermark() { return spool_.spool->stand(stand_).watermark.cursor; }

private:
    static std::string code_of(int id) { return "H56.1-260203-" + std::to_string(1000 + id); }
    static model::UnitKey key() { return model::UnitKey(std::array<std::uint8_t, 32>{7}); }

    FollowedEngine engine_;
    runtime::SystemClock clock_;
    SpoolBench spool_;
    mapping::Mapping mapping_;
    std::unique_ptr<source::Source> source_;
    std::unique_ptr<reading::PageReader> pages_;
    std::unique_ptr<reading::Follow> follow_;
    std::uint16_t stand_ = 0;
    std::stop_source stop_;
};

void check_open_for_long(const FollowedEngine& engine)
{
    Followed followed(engine);
    followed.write(1);
    followed.poll();
    SqlSession open(engine.engine, engine.writer);
    open.run("BEGIN");
    open.run(followed.write_of(2));
    for (int id = 10; id < 22; ++id) {
        std::this_thread::sleep_for(kLag);
        followed.write(id);
        followed.poll();
        REQUIRE(followed.has(id)); // at the next poll, whatever is open
    }
    CHECK_FALSE(followed.has(2));
    open.run("COMMIT");
    CHECK(followed.watermark() < followed.cursor_of(2));
    followed.poll();
    CHECK(eventually([&followed] {
        followed.poll();
        return followed.has(2);
    }));
    // By the lag, not by the overlap of an hour: it goes on when nothing is open.
    CHECK(eventually([&followed] {
        followed.poll();
        return followed.watermark() > followed.cursor_of(2);
    }));
}

void check_right_taken_away(const FollowedEngine& engine)
{
    const StandardError log;
    runtime::set_log_level(runtime::Severity::info);
    Followed followed(engine);
    followed.write(1);
    CHECK(eventually([&followed] {
        followed.poll();
        return followed.watermark() == followed.cursor_of(1);
    }));
    CHECK(log.text().find("the source shows its open transactions") != std::string::npos);
    run_sql(engine.engine, engine.writer, engine.revoke);
    CHECK(eventually([&] {
        try {
            followed.poll();
        } catch (const runtime::Unavailable&) {
            // The engine ended the session with the right.
        }
        return log.text().find("the source does not show its open transactions") !=
               std::string::npos;
    }));
    followed.write(2);
    followed.poll();
    CHECK(followed.has(2));
    std::this_thread::sleep_for(3 * kLag);
    followed.poll();
    CHECK(followed.watermark() == followed.cursor_of(1)); // an hour back there is no row
    runtime::set_log_level(runtime::Severity::error);
}

} // namespace

void check_following(const FollowedEngine& engine)
{
    runtime::set_log_level(runtime::Severity::error);
    run_sql(engine.engine, engine.writer, engine.grant);
    SECTION("a transaction open for longer than ten lags loses nothing and delays nobody else")
    {
        check_open_for_long(engine);
    }
    SECTION("the monitoring right taken away: the overlap again, and a line in the log")
    {
        check_right_taken_away(engine);
    }
}

} // namespace congto::test
