#include "agent/mapping/cursor_order.h"
#include "config/runtime/failure.h"
#include "tests/mapping/small_rows.h"

#include <catch2/catch.hpp>

namespace congto {
namespace {

using mapping::Mapping;
using mapping::UnknownValue;
using model::Channel;
using model::Evidence;
using test::with;

test::Rows small(const std::string& text = std::string(test::kSmallMapping))
{
    return test::small(text, {{"due", "20260206170000"}});
}

} // namespace

TEST_CASE("a row becomes an observation with the pseudonym of its canonical code")
{
    test::Rows rows = small();
    const auto plain = rows.mapped();
    const auto sloppy = rows.mapped({{"code", " h56.14–260203-0001 "}});
    CHECK(plain.observation.id == sloppy.observation.id);
    CHECK(plain.observation.id ==
          test::a_unit_key().pseudonym("H56.14-260203-0001", *model::parse_day("2026-02-03")));
    CHECK(plain.observation.changed_at == test::at("2026-02-05 10:00:00"));
}

TEST_CASE("columns are found in any order and any case of letters")
{
    Mapping mapping = Mapping::from_text(test::kSmallMapping, "small.toml");
    std::vector<std::string> columns{"IDENTITY_WRONG", "Note", "digitised", "channel",
                                     "Status",         "due",  "withdrawn", "resolved",
                                     "RECEIVED",       "code", "created",   "submitted",
                                     "more",           "Id",   "MODIFIED"};
    CHECK_NOTHROW(mapping.bind(columns));
}

TEST_CASE("every column the query does not give is named at once")
{
    Mapping mapping = Mapping::from_text(test::kSmallMapping, "small.toml");
    try {
        mapping.bind({"modified", "id", "created", "submitted", "received", "due", "resolved",
                      "withdrawn", "status", "note", "identity_wrong"});
        FAIL("three columns are missing");
    } catch (const runtime::BadSettings& bad) {
        REQUIRE(bad.faults().size() == 3);
        CHECK(bad.faults()[0] == "small.toml:8: dossier.code: the page query gives no column code");
        CHECK(bad.faults()[1] ==
              "small.toml:23: channel.column: the page query gives no column channel");
    }
}

TEST_CASE("an unmapped value is unknown, stays, and is listed as it is")
{
    const auto row = small().mapped({{"channel", "5"}, {"digitised", "no"}});
    CHECK(row.observation.state.channel == Channel::unknown);
    CHECK(row.unknown == std::vector<UnknownValue>{{"channel", "5"}, {"digitised", "no"}});
}

TEST_CASE("a listed value is cut to 64 bytes, never inside a letter")
{
    std::string raw(63, 'x');
    const auto row = small().mapped({{"channel", raw + "ệ and more"}});
    CHECK(row.unknown.front().raw == raw);
}

TEST_CASE("what is no code is not sent and is listed, and its dossier stays")
{
    test::Rows rows = small(with(R"(opened_on = "created")", R"(opened_on = "created"
body = "note"
procedure = "identity_wrong")"));
    for (const std::string& code :
         {std::string(65, 'x'), std::string("H56\n.14"), std::string("S\xF4 T\xD0"),
          std::string("H\0001", 3), std::string("Nguyễn Văn An"), std::string("Nguyen Van An"),
          std::string("0912345678"), std::string("+84912345678"), std::string("0912.345.678"),
          std::string("0912-345-678"), std::string("079185001234"), std::string("H56.123456789"),
          std::string("an.nguyen@example.vn"), std::string("h56.14-240823-0001"),
          std::string("000.17.22.H56-240823-0001")}) {
        CAPTURE(code);
        const auto row = rows.mapped({{"note", code}, {"identity_wrong", code}});
        CHECK(row.observation.body.empty());
        CHECK(row.observation.procedure.empty());
        const std::string listed = code.substr(0, 64);
        CHECK(row.unknown == std::vector<UnknownValue>{{"body", listed}, {"procedure", listed}});
    }
    const auto absent = rows.mapped({{"note", " "}, {"identity_wrong", std::nullopt}});
    CHECK(absent.observation.body.empty());
    CHECK(absent.unknown.empty());
    for (const char* code :
         {"H56.14", "000.17.22.H56", "SGTVT", "UBND_XA-01", "12345678", "2.000815.000.00.00.H10",
          "1.001193.000.00.00", "T-HNO-276754-TT", "B-BTP-240823-TT", "17/2024"}) {
        CAPTURE(code);
        const auto fine =
            rows.mapped({{"note", ' ' + std::string(code) + ' '}, {"identity_wrong", code}});
        CHECK(fine.observation.body == code);
        CHECK(fine.observation.procedure == code);
        CHECK(fine.unknown.empty());
    }
}

TEST_CASE("null is a word only where the mapping says so")
{
    test::Rows rows = small();
    CHECK(rows.state({{"channel", std::nullopt}}).channel == Channel::counter);
    CHECK(rows.mapped({{"digitised", std::nullopt}}).unknown ==
          std::vector<UnknownValue>{{"digitised", "(null)"}});
}

TEST_CASE("a field the mapping does not have is unknown without a listing")
{
    const auto row = small().mapped();
    CHECK(row.observation.state.level == model::Level::unknown);
    CHECK(row.observation.state.fee == model::Fee::unknown);
    CHECK(row.unknown.empty());
}

TEST_CASE("values are compared without the blanks a column of fixed length pads")
{
    CHECK(small().state({{"channel", "2   "}, {"status", "2 "}}).channel == Channel::online);
}

TEST_CASE("a status requires its time: received, or withdrawn for a withdrawal, or none")
{
    test::Rows rows = small();
    const test::Cells no_reception{{"received", std::nullopt}};
    CHECK(rows.rejection(no_reception).reason == "missing");
    CHECK(rows.rejection({{"received", "03/02/2026"}}).reason ==
          "not a time of the mapping's forms");
    CHECK(rows.state({{"received", std::nullopt}, {"status", "3"}}).status ==
          model::Status::refused);
    CHECK(rows.rejection({{"received", std::nullopt}, {"status", "7"}}).field == "received");
    CHECK_NOTHROW(rows.mapped(
        {{"received", std::nullopt}, {"status", "7"}, {"withdrawn", "20260204090000"}}));
    CHECK_NOTHROW(rows.mapped({{"status", "9"}, {"resolved", std::nullopt}}));
}

TEST_CASE("an unreadable time that is not required is absent and listed without its text")
{
    const auto row = small().mapped({{"due", "soon, says Mr A"}});
    CHECK_FALSE(row.observation.state.times.due);
    CHECK(row.unknown == std::vector<UnknownValue>{{"due", "(unreadable)"}});
}

TEST_CASE("SQL Server's 1900-01-01 for no date leaves the dossier counted, without that time")
{
    const auto row = small().mapped({{"resolved", "19000101000000"}});
    CHECK_FALSE(row.observation.state.times.resolved);
    CHECK(row.unknown == std::vector<UnknownValue>{{"resolved", "(unreadable)"}});
    CHECK(small().rejection({{"received", "19000101000000"}}).field == "received");
}

TEST_CASE("a row whose cursor is 1900-01-01 is placed, and its change has a lawful time")
{
    const auto row = small().map({{"modified", "19000101000000"}});
    CHECK(row.position.cursor == "19000101000000");
    const auto changed = std::get<mapping::Mapped>(row.outcome).observation.changed_at;
    CHECK(model::is_lawful_time(std::chrono::floor<std::chrono::seconds>(changed)));
    CHECK(small().mapping().instant_of_cursor("19000101000000"));
}

TEST_CASE("a rejection for a code or a time never carries the text")
{
    test::Rows rows = small();
    CHECK(rows.rejection({{"received", "0912345678"}}).raw.empty());
    const auto no_day = rows.rejection({{"code", "NGUYEN VAN A"}, {"created", "x"}});
    CHECK(no_day.field == "opened_on");
    CHECK(no_day.raw.empty());
}

TEST_CASE("a row left out still says where it stands")
{
    const auto row = small().map({{"note", "test"}});
    CHECK(std::get<mapping::LeftOut>(row.outcome).rule == "test row");
    CHECK(row.position == source::Position{"20260205100000", "41"});
}

TEST_CASE("what a row cannot tell is not known, and not known is not zero")
{
    test::Rows rows = small();
    const auto blank = rows.state({{"identity_wrong", std::nullopt}}).evidence;
    CHECK_FALSE(blank.knows(Evidence::malformed_identity));
    const auto fine = rows.state().evidence;
    CHECK(fine.knows(Evidence::malformed_identity));
    CHECK_FALSE(fine.sees(Evidence::malformed_identity));
    CHECK(rows.state({{"identity_wrong", "1"}}).evidence.sees(Evidence::malformed_identity));
    CHECK_FALSE(fine.knows(Evidence::counter_visit));
}

TEST_CASE("several rules of one bit: any of them may see it")
{
    const std::string two = std::string(test::kSmallMapping) + R"(
[[evidence]]
bit = "malformed_identity"
when = [{ column = "note", digits = [9], not = true }, { column = "note", null = false }]
[[evidence]]
bit = "malformed_identity"
when = [{ column = "note", one_character = true }]
)";
    test::Rows rows = small(two);
    const auto sees = [&rows](const char* identity) {
        return rows.state({{"note", identity}}).evidence.sees(Evidence::malformed_identity);
    };
    CHECK(sees("12345678"));
    CHECK(sees("000000000"));
    CHECK_FALSE(sees("012345678"));
}

TEST_CASE("a row without key stops reading; one without cursor may come in a day, not in a page")
{
    test::Rows rows = small();
    CHECK_THROWS_AS(rows.map({{"id", ""}}), runtime::Unavailable);
    const mapping::MappedRow row = rows.map({{"modified", std::nullopt}});
    CHECK(row.position.cursor.empty());
    CHECK_FALSE(row.position.key.empty());
    const Mapping mapping = Mapping::from_text(test::kSmallMapping, "small.toml");
    mapping::CursorOrder order(mapping, {});
    CHECK(order.fault_of({"20260203070000", "1"}) == std::nullopt);
    CHECK(order.fault_of(row.position) ==
          "the page query gives a row without cursor; it must leave such rows out");
}

TEST_CASE("rules come before values, in order")
{
    const std::string ruled = with(R"(values = { online = ["2"])", R"(rule = [
        { word = "post", when = [{ column = "note", same_as = "digitised" }] },
        { word = "migrated", when = [{ column = "note", empty = false }] } ]
values = { online = ["2"])");
    test::Rows rows = small(ruled);
    CHECK(rows.state({{"note", "yes"}}).channel == Channel::post);
    CHECK(rows.state({{"note", "old"}}).channel == Channel::migrated);
    CHECK(rows.state({{"note", " "}}).channel == Channel::online);
}

TEST_CASE("numbers are compared as numbers, and text that is none is neither above nor below")
{
    const std::string ruled =
        with(R"(when = [{ column = "note", is = ["test"] }])",
             R"(when = [{ column = "note", above = 9 }, { column = "note", below = 100 }])");
    test::Rows rows = small(ruled);
    CHECK(rows.left_out_by({{"note", "10"}}) == "test row");
    CHECK(rows.left_out_by({{"note", "99.50"}}) == "test row");
    for (const char* outside : {"9", "100", "ten", "", "10 000"}) {
        CAPTURE(outside);
        CHECK_NOTHROW(rows.mapped({{"note", outside}}));
    }
}

TEST_CASE("any change of a mapping changes its digest")
{
    const auto digest = [](const std::string& text) {
        return Mapping::from_text(text, "small.toml").digest();
    };
    const std::string text(test::kSmallMapping);
    CHECK(digest(text) == digest(text));
    CHECK(digest(text) != digest(text + "# a word\n"));
}

TEST_CASE("the shipped mappings and the template have no fault, and queries for every engine")
{
    for (const char* name : {"opencps", "wide-table", "template"}) {
        CAPTURE(name);
        const auto file = std::string(CONGTO_CONFIG "/mappings/") + name + ".toml";
        CHECK_NOTHROW(Mapping::from_file(file));
    }
    for (const char* name : {"opencps", "wide-table"}) {
        const auto mapping =
            Mapping::from_file(std::string(CONGTO_CONFIG "/mappings/") + name + ".toml");
        for (const char* engine : {"sqlite3", "postgresql", "mysql", "odbc"}) {
            CAPTURE(name, engine);
            REQUIRE(mapping.queries_for(engine) != nullptr);
            CHECK_FALSE(mapping.queries_for(engine)->cursor_nulls.empty());
        }
    }
}

} // namespace congto
