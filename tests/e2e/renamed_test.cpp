// A one-stop system that is read under another name from one day on.
#include "tests/e2e/agreement.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

using namespace congto::test;

namespace {

void rename_source(const Office& office)
{
    auto text = read_file(office.settings_file());
    const std::string name = "name = \"onestop\"";
    text.replace(text.find(name), name.size(), "name = \"renamed\"");
    write_file(office.settings_file(), text);
}

} // namespace

TEST_CASE("a source whose name is gone stops the agent until it is forgotten; then figures go on")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), printed_seed());
    one_stop.fill(600, "2026-05", "2026-07");
    Ministry ministry;
    ministry.start();
    const Office office(reading_of(one_stop), ministry.address());
    REQUIRE(office.run_once().status == 0);
    CHECK(office.command({"source", "forget", "onestop"}).status == 78); // it is read
    rename_source(office);
    one_stop.live_through({"--rate", "0", "--changes", "200", "--late-by", "100ms"});

    const auto refused = office.run_once();
    INFO(shown(refused));
    CHECK(refused.status == 78);
    CHECK(lines_with(refused.error, "congto-agent source forget onestop").size() == 1);

    const auto forgotten = office.command({"source", "forget", "onestop"});
    INFO(shown(forgotten));
    REQUIRE(forgotten.status == 0);
    const auto finished = office.run_once();
    INFO(shown(finished));
    REQUIRE(finished.status == 0);
    // A whole source that goes away is held, and the figures stay, until somebody agrees.
    CHECK(ministry.command({"withdrawals", "list"}).output.find("forgotten") != std::string::npos);
    check_agreement(ministry, office, one_stop);
    CHECK(office.command({"status"}).output.find("onestop is forgotten") != std::string::npos);
}
