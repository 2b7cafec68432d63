// The program as people use it.
#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/sql.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <csignal>

using namespace congto::test;

namespace {

Finished province(const std::vector<std::string>& arguments)
{
    return run(CONGTO_PROVINCE_PROGRAM, arguments);
}

} // namespace

TEST_CASE("create, fill, live and truth are separate runs of the program")
{
    const TempDir folder;
    const auto state = (folder / "state").string(), source = (folder / "source.db").string();
    const auto connection = folder.write("connection", "dbname=" + source + "\n").string();
    const auto made = province({"create", "--state", state, "--connection-file", connection,
                                "--shape", "wide", "--engine", "sqlite3", "--unit", "H17"});
    INFO(made.error);
    REQUIRE(made.status == 0);
    REQUIRE(province({"fill", "--state", state, "--dossiers", "400", "--from", "2026-01", "--to",
                      "2026-03"})
                .status == 0);
    const auto before = province({"truth", "--state", state, "--month", "2026-02", "--json"});
    CHECK(before.status == 0);
    CHECK(before.output.find("{\"unit\":\"H17\",\"seed\":1,\"all_time\":{\"rows\":") == 0);
    CHECK(
        before.output.find("\"month\":\"2026-02\",\"from\":\"2026-02-01\",\"to\":\"2026-02-28\"") !=
        std::string::npos);
    const auto lived = province({"live", "--state", state, "--rate", "0", "--changes", "200",
                                 "--late-by", "50ms", "--connection", source});
    CHECK(lived.status == 0);
    CHECK(lived.output.find("changes: 200\n") != std::string::npos);
    const auto rows = count_sql("sqlite3", source, "select count(*) from dossier");
    const auto after = province({"truth", "--state", state, "--json"});
    CHECK(after.output.find("\"rows\":" + std::to_string(rows) + ",") != std::string::npos);
    CHECK(province({"truth", "--state", state}).output.find("end-to-end") != std::string::npos);
}

TEST_CASE("a living province asked to stop has told the truth about its last change")
{
    const TempDir folder;
    const auto state = (folder / "state").string(), source = (folder / "source.db").string();
    REQUIRE(province({"create", "--state", state, "--connection", source}).status == 0);
    ProcessOptions options;
    options.error = folder / "error";
    Process live(CONGTO_PROVINCE_PROGRAM,
                 {"live", "--state", state, "--rate", "400", "--late-share", "0.5"}, options);
    CHECK(eventually(
        [&] { return count_sql("sqlite3", source, "select count(*) from opencps_dossier") > 50; }));
    live.signal(SIGTERM);
    CHECK(live.wait_for(kPatience) == 0);
    const auto rows = count_sql("sqlite3", source, "select count(*) from opencps_dossier");
    CHECK(province({"truth", "--state", state, "--json"})
              .output.find("\"rows\":" + std::to_string(rows) + ",") != std::string::npos);
}

TEST_CASE("an import stamps its rows with the time they are written, and keeps the truth")
{
    const TempDir folder;
    const auto state = (folder / "state").string(), source = (folder / "source.db").string();
    const auto made = province({"create", "--state", state, "--connection", source, "--shape",
                                "wide", "--engine", "sqlite3"});
    REQUIRE(made.status == 0);
    const auto older_than_a_minute =
        "select count(*) from dossier where last_modified < datetime('now', '+419 minutes')";
    const auto fill = [&](const std::vector<std::string>& more) {
        std::vector<std::string> all{"fill",   "--state", state,  "--dossiers", "300",
                                     "--from", "2026-01", "--to", "2026-03"};
        all.insert(all.end(), more.begin(), more.end());
        REQUIRE(province(all).status == 0);
        return count_sql("sqlite3", source, older_than_a_minute);
    };
    CHECK(fill({"--import"}) == 0);
    CHECK(fill({}) >= 300);
    const auto rows = count_sql("sqlite3", source, "select count(*) from dossier");
    CHECK(province({"truth", "--state", state, "--json"})
              .output.find("\"rows\":" + std::to_string(rows) + ",") != std::string::npos);
}

TEST_CASE("a wrong use is one line and exit status 64")
{
    const TempDir folder;
    const auto state = (folder / "state").string();
    const auto source = (folder / "source.db").string();
    const auto refusal = [](const std::vector<std::string>& arguments, const std::string& words) {
        const auto finished = province(arguments);
        CHECK(finished.status == 64);
        CHECK_THAT(finished.error, Catch::Contains(words));
    };
    refusal({}, "subcommand");
    refusal({"create", "--state", state}, "say where the source is");
    refusal({"create", "--state", state, "--connection", source, "--shape", "round"},
            "--shape is opencps or wide");
    REQUIRE(province({"create", "--state", state, "--connection", source}).status == 0);
    refusal({"fill", "--state", state, "--dossiers", "1", "--from", "2026-13", "--to", "2026-03"},
            "--from: \"2026-13\" is not a month");
    refusal({"fill", "--state", state, "--dossiers", "1", "--from", "2026-04", "--to", "2026-03"},
            "--from must be before --to");
    refusal({"live", "--state", state, "--for", "60"}, "\"60\" is not a time");
}

TEST_CASE("what is not there is one line and exit status 69")
{
    const TempDir folder;
    const auto state = (folder / "state").string();
    CHECK(province({"truth", "--state", state}).status == 69);
    CHECK(province({"create", "--state", state, "--connection", "/nowhere/at/all.db"}).status ==
          69);
    CHECK_FALSE(std::filesystem::exists(state));
    const auto source = (folder / "source.db").string();
    REQUIRE(province({"create", "--state", state, "--connection", source}).status == 0);
    CHECK_THAT(province({"create", "--state", state, "--connection", source}).error,
               Catch::Contains("is there already"));
}
