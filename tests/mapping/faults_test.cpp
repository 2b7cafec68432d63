// What is wrong with a mapping file is said all at once, each with file, line and key.
#include "agent/mapping/mapping.h"
#include "config/runtime/failure.h"
#include "tests/mapping/small_mapping.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace congto {
namespace {

using test::with;

std::vector<std::string> faults_of(const std::string& text)
{
    try {
        mapping::Mapping::from_text(text, "bad.toml");
    } catch (const runtime::BadSettings& bad) {
        return bad.faults();
    }
    return {};
}

std::string only_fault_of(const std::string& text)
{
    const auto faults = faults_of(text);
    CAPTURE(faults);
    REQUIRE(faults.size() == 1);
    return faults.front();
}

bool has(const std::vector<std::string>& faults, const std::string& start)
{
    return std::any_of(faults.begin(), faults.end(),
                       [&start](const std::string& fault) { return fault.starts_with(start); });
}

} // namespace

TEST_CASE("five different mistakes in one mapping are all five named")
{
    std::string text = with(R"(zone = "+07:00")", R"(zone = "Hanoi")");
    text = with(text, R"("%Y%m%d%H%M%S")", R"("dd/mm/yyyy")");
    text = with(text, R"(online = ["2"])", R"(internet = ["2"])");
    text = with(text, R"(received = "received")", R"(recieved = "received")");
    text = with(text, " LIMIT :limit", "");
    const auto faults = faults_of(text);
    CAPTURE(faults);
    CHECK(has(faults, "bad.toml:11: times.zone: must be \"UTC\""));
    CHECK(has(faults, "bad.toml:12: times.formats: \"dd/mm/yyyy\" is no form of times"));
    CHECK(has(faults, "bad.toml:25: channel.values.internet: \"internet\" is no word for this; "
                      "say one of unknown, online, online_assisted, counter, post"));
    CHECK(has(faults, "bad.toml:15: times.columns.recieved: unknown key"));
    CHECK(has(faults, "bad.toml:37: query.sqlite3.page: has no :limit"));
    CHECK(has(faults, "bad.toml:13: times.columns.received: is missing"));
    CHECK(faults.size() == 6); // the misspelt key is both missing and unknown
}

TEST_CASE("a raw value listed under two words is a fault")
{
    CHECK(only_fault_of(with(R"(counter = ["1", "quay"])", R"(counter = ["2"])")) ==
          "bad.toml:25: channel.values.counter: the value \"2\" is listed twice");
}

TEST_CASE("a query must have its parameters and no others")
{
    CHECK(only_fault_of(with(":after_key", "0")) ==
          "bad.toml:37: query.sqlite3.page: has no :after_key");
    const auto faults = faults_of(with(":after_cursor", ":since"));
    CHECK(faults.size() == 2);
    CHECK(has(faults, "bad.toml:37: query.sqlite3.page: has a parameter :since"));
    CHECK(has(faults, "bad.toml:37: query.sqlite3.page: has no :after_cursor"));
}

TEST_CASE("day and row queries go together, and have parameters of their own")
{
    const std::string day = "SELECT * FROM t WHERE c >= :day_from AND c < :day_to AND "
                            "id > :after_key ORDER BY id LIMIT :limit";
    const auto faults_with = [](const std::string& asked, const std::string& row) {
        return faults_of(std::string(test::kSmallMapping) +
                         (asked.empty() ? "" : "day = \"" + asked + "\"\n") +
                         (row.empty() ? "" : "row = \"" + row + "\"\n"));
    };
    CHECK(faults_with(day, "SELECT * FROM t WHERE id = :key").empty());
    const auto alone = faults_with(day, "");
    REQUIRE(alone.size() == 1);
    CHECK(alone.front() == "bad.toml:36: query.sqlite3.row: is missing: a day and a row query are "
                           "of use only together");
    const auto wrong =
        faults_with("SELECT * FROM t WHERE c >= :day_from AND m > :after_cursor LIMIT :limit",
                    "SELECT * FROM t WHERE id = :after_key");
    CAPTURE(wrong);
    CHECK(wrong.size() == 5);
    CHECK(has(wrong, "bad.toml:39: query.sqlite3.day: has no :day_to"));
    CHECK(has(wrong, "bad.toml:39: query.sqlite3.day: has no :after_key"));
    CHECK(has(wrong, "bad.toml:39: query.sqlite3.day: must not have :after_cursor"));
    CHECK(has(wrong, "bad.toml:40: query.sqlite3.row: has no :key"));
    CHECK(has(wrong, "bad.toml:40: query.sqlite3.row: must not have :after_key"));
}

TEST_CASE("without a cursor and a page query there must be a day query")
{
    std::string text = with("cursor = \"modified\"\n", "");
    const auto faults = faults_of(text);
    CAPTURE(faults);
    CHECK(faults.size() == 2);
    CHECK(has(faults, "bad.toml:4: position.start_cursor: is of no use without a cursor"));
    CHECK(has(faults, "bad.toml:36: query.sqlite3.page: needs the [position]'s cursor"));
}

TEST_CASE("a query that writes, or is two, is refused before it is run")
{
    CHECK(has(faults_of(with("SELECT * FROM t WHERE", "DELETE FROM t WHERE")),
              "bad.toml:37: query.sqlite3.page: must begin with SELECT or WITH"));
    CHECK(only_fault_of(with("LIMIT :limit", "LIMIT :limit;")) ==
          "bad.toml:37: query.sqlite3.page: must be one statement, without ';' at its end");
    CHECK(only_fault_of(with(R"(now = "SELECT 1")", R"(now = "SELECT :limit")")) ==
          "bad.toml:38: query.sqlite3.now: must not have :limit");
}

TEST_CASE("a parameter inside quotes or a comment is none")
{
    CHECK(has(faults_of(with("LIMIT :limit", "-- LIMIT :limit")),
              "bad.toml:37: query.sqlite3.page: has no :limit"));
    CHECK(has(faults_of(with("LIMIT :limit", "LIMIT ':limit'")),
              "bad.toml:37: query.sqlite3.page: has no :limit"));
}

TEST_CASE("there must be a query, a now, and a known dialect")
{
    const std::string text(test::kSmallMapping);
    CHECK(has(faults_of(text.substr(0, text.find("[query"))),
              "bad.toml:1: query: there is no query"));
    CHECK(only_fault_of(with("now = \"SELECT 1\"\n", "")) ==
          "bad.toml:36: query.sqlite3.now: is missing: the source's own time, in the form of its "
          "cursor");
    CHECK(has(faults_of(with("[query.sqlite3]", "[query.mssql]")),
              "bad.toml:36: query.mssql: no such dialect"));
    CHECK(only_fault_of(text + "[query.odbc]\nlike = \"oracle\"\n") ==
          "bad.toml:40: query.odbc.like: there is no [query.oracle] with queries of its own");
}

TEST_CASE("a condition has a column and exactly one test")
{
    const auto leave_out = [](const std::string& condition) {
        return faults_of(with(R"({ column = "note", is = ["test"] })", condition));
    };
    CHECK(has(leave_out(R"({ is = ["test"] })"),
              "bad.toml:31: leave_out[1].when[1].column: is missing"));
    CHECK(
        has(leave_out(R"({ column = "note" })"),
            "bad.toml:31: leave_out[1].when[1]: a condition must have a test: one of is, each_is"));
    CHECK(has(leave_out(R"({ column = "note", null = true, is = ["a"] })"),
              "bad.toml:31: leave_out[1].when[1]: a condition may have only one test"));
    CHECK(has(leave_out(R"({ column = "note", is = [] })"),
              "bad.toml:31: leave_out[1].when[1].is: must hold at least one value"));
    CHECK(has(leave_out(R"({ column = "note", like = "x" })"),
              "bad.toml:31: leave_out[1].when[1].like: unknown key"));
    CHECK(has(leave_out(R"({ time = "recieved", within = "1s", of = "due" })"),
              "bad.toml:31: leave_out[1].when[1].time: \"recieved\" is no time"));
    CHECK(has(leave_out(""), "bad.toml:31: leave_out[1].when: must hold at least one condition"));
}

TEST_CASE("status and channel must be there, and have words")
{
    const std::string text(test::kSmallMapping);
    const std::size_t status = text.find("[status]");
    const std::size_t channel = text.find("[channel]");
    CHECK(has(faults_of(text.substr(0, status) + text.substr(channel)),
              "bad.toml:1: status: is missing: write a [status] table"));
    CHECK(has(faults_of(with("values = { both = [\"yes\"] }\n", "")),
              "bad.toml:26: digitised: has neither values nor rules"));
}

TEST_CASE("a status may not be called unknown, evidence must have its word")
{
    CHECK(has(faults_of(with(R"(refused = ["3"])", R"(unknown = ["3"])")),
              "bad.toml:21: status.values.unknown: \"unknown\" is no word for this; say one of "
              "registered, received"));
    CHECK(has(faults_of(with("malformed_identity", "bad_identity")),
              "bad.toml:33: evidence[1].bit: \"bad_identity\" is no evidence"));
}

TEST_CASE("no form of times at all is a fault, of all times and of one")
{
    CHECK(only_fault_of(with(R"(formats = ["%Y%m%d%H%M%S"])", "formats = []")) ==
          "bad.toml:12: times.formats: must hold at least one form of times");
    CHECK(only_fault_of(with("[status]", "[times.form.cursor]\nformats = []\n[status]")) ==
          "bad.toml:20: times.form.cursor.formats: must hold at least one form of times");
}

TEST_CASE("a start that is no cursor, and two rules of one name, are faults")
{
    CHECK(only_fault_of(with("19700101000000", "1970-01-01")) ==
          "bad.toml:5: position.start_cursor: is not a time of the cursor's form");
    CHECK(only_fault_of(with("[[evidence]]", R"(
[[leave_out]]
name = "test row"
when = [{ column = "note", is = ["2"] }]
[[evidence]])")) == "bad.toml:34: leave_out[2].name: two rules are called \"test row\"");
}

TEST_CASE("a file that is not there or not TOML is one fault with its place")
{
    CHECK_THROWS_AS(mapping::Mapping::from_file("/nowhere/at/all.toml"), runtime::BadSettings);
    CHECK(has(faults_of("system = \"x\nstatus ="), "bad.toml:1:"));
}

TEST_CASE("a condition on a time the mapping does not have is a fault")
{
    const std::string is_one = R"(column = "identity_wrong", is = ["1"])";
    CHECK(only_fault_of(with(is_one, R"(time = "received", within = "9s", of = "returned")")) ==
          "bad.toml:34: evidence[1].when[1].of: \"returned\" is no time of this mapping; name its "
          "column in [times.columns]");
    CHECK(
        has(faults_of(with(is_one, R"(column = "note", account_of = ["kiosk"], on = "returned")")),
            "bad.toml:34: evidence[1].when[1].on: \"returned\" is no time of this mapping"));
    CHECK(faults_of(with(is_one, R"(time = "received", within = "9s", of = "due")")).empty());
}

TEST_CASE("a column of accounts or persons is no column whose values may be listed")
{
    const std::string is_one = R"(column = "identity_wrong", is = ["1"])";
    const std::string listed = "is a column of accounts or persons";
    const auto asked = [&](const std::string& column) {
        return faults_of(
            with(is_one, "column = \"" + column + R"(", account_of = ["staff"], on = "received")"));
    };
    CHECK(has(asked("channel"), "bad.toml:23: channel.column: " + listed));
    CHECK(has(asked("Status"), "bad.toml:20: status.column: " + listed));
    CHECK(has(asked("digitised"), "bad.toml:27: digitised.column: " + listed));
    CHECK_FALSE(has(asked("created"), "bad.toml:2"));
    const auto fingerprint = [](const std::string& of) {
        return with(with("[times]\n", "[fingerprint]\n" + of + "\n[times]\n"), "code = \"code\"\n",
                    "code = \"code\"\nbody = \"note\"\n");
    };
    CHECK(only_fault_of(fingerprint("submitter = \"note\""))
              .starts_with("bad.toml:9: dossier.body: " + listed));
    CHECK(only_fault_of(fingerprint("applicant = \"channel\""))
              .starts_with("bad.toml:26: channel.column: " + listed));
    CHECK(faults_of(fingerprint("applicant = \"created\"")).empty());
}

TEST_CASE("[reads] holds names of tables and columns, and nothing that would hide in a statement")
{
    const std::string small(test::kSmallMapping);
    CHECK(faults_of(small + "[reads]\nt = [\"m\", \"id\", '\"Mã số\"']\n\"dbo.u\" = [\"*\"]\n")
              .empty());
    const auto mapping =
        mapping::Mapping::from_text(small + "[reads]\nt = [\"m\", \"id\"]\nu = [\"*\"]\n", "a");
    CHECK(mapping.queries_for("sqlite3")->reads ==
          std::vector<source::TableRead>{{"t", {"m", "id"}}, {"u", {}}});
    CHECK(only_fault_of(small + "[reads]\n").find(": reads: names no table") != std::string::npos);
    CHECK(only_fault_of(small + "[reads]\nt = []\n").find("must be its columns") !=
          std::string::npos);
    for (const char* wrong : {"t = [\"a; DROP\"]", "t = [\"a)\"]", "\"t--\" = [\"a\"]",
                              "\"t; x\" = [\"a\"]", "t = [\"\"]"}) {
        INFO(wrong);
        CHECK(only_fault_of(small + "[reads]\n" + wrong + "\n").find("must be names of") !=
              std::string::npos);
    }
}

} // namespace congto
