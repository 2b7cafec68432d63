// The collector's state directory: made, interrupted, damaged, and what the messages then lead to.
#include "tests/e2e/ministry.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

using namespace congto::test;

namespace {

namespace fs = std::filesystem;

// As check and run want it.
bool is_whole(const Ministry& ministry)
{
    const auto checked = ministry.command({"check"});
    INFO(shown(checked));
    return checked.status == 0;
}

void check_says(const Finished& finished, int status, const std::string& words)
{
    INFO(shown(finished));
    CHECK(finished.status == status);
    CHECK(lines_with(finished.error, words).size() == 1);
}

std::vector<std::string> faults_of(const TempDir& folder, const std::string& settings)
{
    const auto file = folder.write("collector.toml", settings);
    const auto checked = run(collector_program(), {"check", "--settings", file.string()});
    INFO(shown(checked));
    CHECK(checked.status == 78);
    auto lines = lines_with(checked.error, "");
    REQUIRE_FALSE(lines.empty());
    lines.pop_back(); // how many
    return lines;
}

} // namespace

TEST_CASE("an init that was interrupted is run again, at whatever moment it was")
{
    const Ministry ministry;
    const auto store = ministry.state() / "store.db", registers = ministry.state() / "register.db";
    SECTION("before the registers were there")
    {
        fs::remove(store);
        fs::rename(registers, registers.string() + ".new");
    }
    SECTION("after the registers, before the store")
    {
        fs::remove(store);
    }
    SECTION("within the store")
    {
        fs::remove(store);
        write_file(store.string() + ".new", "half of a store");
        write_file(store.string() + ".new-wal", "and of its log");
    }
    check_says(ministry.command({"run"}), 69, "congto-collector init");
    const auto again = ministry.command({"init"});
    INFO(shown(again));
    CHECK(again.status == 0);
    CHECK(is_whole(ministry));
    for (const auto& entry : fs::directory_iterator(ministry.state()))
        CHECK(entry.path().string().find(".new") == std::string::npos);
}

TEST_CASE("registers without a store are kept with what was imported")
{
    const Ministry ministry;
    const auto file = ministry.folder().write(
        "reported.csv", "unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"
                        "H44,2026-07,end_to_end,,,92.40,report 118,2026-08-05\n");
    REQUIRE(ministry.command({"reported", "import", file.string()}).status == 0);
    fs::remove(ministry.state() / "store.db");
    const auto again = ministry.command({"init"});
    CHECK(again.status == 0);
    CHECK(lines_with(again.output, "register.db").size() == 1);
    CHECK(ministry.command({"reported", "list"}).output.find("report 118") != std::string::npos);
}

TEST_CASE("a store without its registers gets no new ones, and is not called whole")
{
    const Ministry ministry;
    fs::remove(ministry.state() / "register.db");
    check_says(ministry.command({"init"}), 78, "register.db: is missing beside the store");
    CHECK_FALSE(fs::exists(ministry.state() / "register.db"));
}

TEST_CASE("an emptied store is refused unchanged, and what the message says mends it")
{
    const Ministry ministry;
    const auto store = ministry.state() / "store.db";
    write_file(store, "");
    check_says(ministry.command({"run"}), 65, "store.db: is empty");
    CHECK(fs::file_size(store) == 0);
    fs::rename(store, store.string() + ".away");
    CHECK(ministry.command({"init"}).status == 0);
    CHECK(is_whole(ministry));
}

TEST_CASE("a store without an incarnation is refused, and what the message says mends it")
{
    const Ministry ministry;
    const auto store = ministry.state() / "store.db";
    run_sql("sqlite3", store.string(), "delete from store_fact");
    check_says(ministry.command({"run"}), 65, "store.db: has no incarnation");
    fs::rename(store, store.string() + ".away");
    write_file(store.string() + "-wal", "of the store that was lost");
    check_says(ministry.command({"init"}), 78, "store.db-wal: is left");
    fs::remove(store.string() + "-wal");
    fs::remove(store.string() + "-shm");
    CHECK(ministry.command({"init"}).status == 0);
    CHECK(is_whole(ministry));
}

TEST_CASE("fingerprints of a month that is not over are not erased")
{
    const Ministry ministry;
    for (const char* month : {"2062-08", "2199-12"})
        check_says(ministry.command({"fingerprints", "erase", "--through", month, "--reason", "x"}),
                   78, "is not over");
    check_says(ministry.command({"fingerprints", "erase", "--through", "2026", "--reason", "x"}),
               78, "is not a month like");
}

TEST_CASE("copies of fingerprints that no erasure reaches are named")
{
    const Ministry ministry;
    const auto store = (ministry.state() / "store.db").string();
    run_sql("sqlite3", store,
            "INSERT INTO fingerprint VALUES (1, 672, zeroblob(16), 1, zeroblob(6), zeroblob(6))");
    const TempDir folder;
    const auto backup = (folder / "backup").string();
    REQUIRE(ministry.command({"backup", backup}).status == 0);
    const Arguments erase{"fingerprints", "erase", "--through", "2026-01", "--reason", "x"};
    fs::copy_file(store, store + ".before-rebuild-20260201T000000Z");
    const auto decided = ministry.command(erase);
    INFO(shown(decided));
    CHECK(decided.status == 0);
    CHECK(lines_with(decided.output, "store.db.before-rebuild-20260201T000000Z holds").size() == 1);
    check_says(ministry.command(erase), 78, "are decided on already");
    const auto restored =
        run(collector_program(), {"restore", backup, "--state", (folder / "state").string()});
    INFO(shown(restored));
    CHECK(restored.status == 0);
    CHECK(lines_with(restored.output, "opened from 2026-01 to 2026-01").size() == 1);
}

TEST_CASE("a faulty key brings no further faults of what it should have named")
{
    const TempDir folder;
    const Ministry ministry;
    const auto state = "state = \"" + ministry.state().string() + "\"\n";
    const auto authority = ministry.state() / "authority";
    const auto pem = (authority / "authority.pem").string();
    const auto key = (authority / "authority.key").string();
    CHECK(
        faults_of(folder, state + "[tls]\nca_file = \"" + pem + "\"\nkey_file = \"" + key + "\"\n")
            .size() == 1);
    CHECK(faults_of(folder, "state = 7\n[intake]\nplaintext = true\n").size() == 1);
    CHECK(faults_of(folder, "state = \n").size() == 1);
    const auto two = faults_of(folder, "state = \"nowhere\"\n[tls]\nca_file = \"none.pem\"\n"
                                       "certificate_file = \"" +
                                           pem + "\"\nkey_file = \"" + key + "\"\n");
    REQUIRE(two.size() == 2);
    CHECK(two[0].find("none.pem: cannot be read") != std::string::npos);
    CHECK(two[1].find("there is no store") != std::string::npos);
}
