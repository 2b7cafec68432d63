// Mappings and settings somebody wrote wrongly.
#include "tests/e2e/office.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace congto::test;

namespace {

// A mapping with mistakes, and where each is.
class Mistakes {
public:
    explicit Mistakes(const std::filesystem::path& mapping) : text_(read_file(mapping)) {}

    // Puts `wrong` in the place of the first `right` after `from`.
    void put(const std::string& from, const std::string& right, const std::string& wrong)
    {
        const auto at = text_.find(right, text_.find(from));
        REQUIRE(at != std::string::npos);
        text_.replace(at, right.size(), wrong);
    }
    // "bad.toml:21: " for the line of the first `part` after `from`.
    std::string place(const std::string& from, const std::string& part) const
    {
        const auto at = text_.find(part, text_.find(from));
        REQUIRE(at != std::string::npos);
        const auto end = text_.begin() + static_cast<std::ptrdiff_t>(at);
        return "bad.toml:" + std::to_string(1 + std::count(text_.begin(), end, '\n')) + ": ";
    }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

struct Expected {
    std::string place, what;
};

void check_names_all(const Finished& finished, const std::vector<Expected>& expected)
{
    INFO(shown(finished));
    CHECK(finished.status == 78);
    const auto said = finished.output + finished.error;
    for (const auto& [place, what] : expected) {
        INFO(place << what);
        const auto lines = lines_with(said, place);
        CHECK(std::any_of(lines.begin(), lines.end(), [&what = what](const std::string& line) {
            return line.find(what) != std::string::npos;
        }));
    }
}

} // namespace

TEST_CASE("five different mistakes in a mapping are all named, with file, line and key")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), 1);
    Mistakes mistakes(shipped_mapping("wide"));
    mistakes.put("[times]", "zone = \"+07:00\"", "zone = \"Hanoi\"");
    mistakes.put("[channel.values]", "counter =", "at_the_desk =");
    mistakes.put("[position]", "start_key =", "begin_key =");
    mistakes.put("[[channel.rule]]", "word = \"migrated\"", "word = \"imported\"");
    mistakes.put("[query.sqlite3]", ":after_key", ":after_kee");
    const std::vector<Expected> expected{
        {mistakes.place("[times]", "zone ="), "times.zone"},
        {mistakes.place("[channel.values]", "at_the_desk"), "\"at_the_desk\" is no word"},
        {mistakes.place("[position]", "begin_key"), "position.begin_key: unknown key"},
        {mistakes.place("[[channel.rule]]", "\"imported\""), "\"imported\" is no word"},
        {mistakes.place("[query.sqlite3]", "page ="), ":after_kee"}};
    auto reading = reading_of(one_stop);
    reading.mapping = folder.write("bad.toml", mistakes.text());
    const Office office(reading, "127.0.0.1:9");
    for (const Arguments& command :
         {Arguments{"check"}, Arguments{"preview"}, Arguments{"run", "--once"}}) {
        INFO(command.front());
        check_names_all(office.command(command), expected);
    }
    CHECK_FALSE(std::filesystem::exists(office.spool_file()));
}

TEST_CASE("a query that lacks a column the mapping reads is named by check and preview")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), 1);
    Mistakes mistakes(shipped_mapping("wide"));
    mistakes.put("[query.sqlite3]", "d.channel AS channel", "d.channel AS kenh");
    mistakes.put("[query.sqlite3]", "d.level AS level", "d.level AS muc");
    auto reading = reading_of(one_stop);
    reading.mapping = folder.write("bad.toml", mistakes.text());
    const Office office(reading, "127.0.0.1:9");
    for (const std::string command : {"check", "preview"}) {
        const auto finished = office.command({command});
        INFO(shown(finished));
        CHECK(finished.status == 78);
        CHECK(lines_with(finished.output + finished.error,
                         ": channel.column: the page query gives no column channel")
                  .size() == 1);
        CHECK(lines_with(finished.output + finished.error,
                         ": level.column: the page query gives no column level")
                  .size() == 1);
    }
}

TEST_CASE("every fault of the agent's settings is listed, and nothing is opened")
{
    const TempDir folder;
    const auto settings =
        folder.write("agent.toml", "unit = \"Phú Thọ\"\nkey_file = \"unit.key\"\ncolour = 1\n"
                                   "[collector]\naddress = \"collector\"\n"
                                   "[spool]\nfile = \"spool.db\"\nsize_limit = \"1MB\"\n"
                                   "[[source]]\nname = \"a b\"\nkind = \"sql\"\n"
                                   "engine = \"oracle\"\nconnection_file = \"connection\"\n"
                                   "mapping = \"none.toml\"\npoll = 5\n");
    const std::vector<Expected> expected{
        {"agent.toml:1: unit: ", "no unit code"},  {"agent.toml:3: colour: ", "unknown key"},
        {"agent.toml:5: collector.address: ", ""}, {"agent.toml:8: spool.size_limit: ", ""},
        {"agent.toml:10: source[1].name: ", ""},   {"agent.toml:12: source[1].engine: ", ""},
        {"agent.toml:15: source[1].poll: ", ""},
    };
    for (const std::string command : {"run", "check", "preview", "status"}) {
        INFO(command);
        check_names_all(run(agent_program(), {command, "--settings", settings.string()}), expected);
    }
    CHECK(run(agent_program(), {"key", "create", "--settings", settings.string()}).status == 78);
    for (const char* file : {"spool.db", "unit.key"})
        CHECK_FALSE(std::filesystem::exists(folder / file));
}

TEST_CASE("every fault of the collector's settings is listed, and nothing is opened")
{
    const TempDir folder;
    const auto settings = folder.write(
        "collector.toml", "state = \"state\"\ncolour = 1\n[intake]\nlisten = \"here\"\n"
                          "plaintext = \"yes\"\nbatch_limit = \"1KiB\"\nmax_streams = 0\n"
                          "[store]\ncheckpoint = \"1MiB\"\n[log]\nlevel = \"loud\"\n");
    const std::vector<Expected> expected{
        {"collector.toml:2: colour: ", "unknown key"},
        {"collector.toml:4: intake.listen: ", ""},
        {"collector.toml:5: intake.plaintext: ", ""},
        {"collector.toml:6: intake.batch_limit: ", ""},
        {"collector.toml:7: intake.max_streams: ", ""},
        {"collector.toml:9: store.checkpoint: ", ""},
        {"collector.toml:11: log.level: ", ""},
    };
    for (const std::string command : {"init", "run", "check"}) {
        INFO(command);
        check_names_all(run(collector_program(), {command, "--settings", settings.string()}),
                        expected);
    }
    CHECK_FALSE(std::filesystem::exists(folder / "state"));
}

TEST_CASE("a wrong command line is exit status 64, and help is 0")
{
    for (const auto& program : {agent_program(), collector_program()}) {
        CHECK(run(program, {"dance"}).status == 64);
        CHECK(run(program, {}).status == 64);
        CHECK(run(program, {"run", "--nonsense"}).status == 64);
        const auto help = run(program, {"--help"});
        CHECK(help.status == 0);
        CHECK(help.output.find("run") != std::string::npos);
        CHECK(run(program, {"--version"}).output.find(program.filename().string() + " ") == 0);
    }
}
