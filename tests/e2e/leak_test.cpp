// Nothing personal leaves the unit, wherever in a row it stands; and inside the unit nothing is
// kept but what must be.
#include "tests/e2e/leaky_table.h"
#include "tests/e2e/ministry.h"
#include "tests/e2e/office.h"
#include "tests/e2e/tapped_line.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>
#include <zstd.h>

#include <algorithm>

using namespace congto::test;
using namespace std::chrono_literals;

namespace {

using Labels = std::set<std::string>;

// What stands in columns of codes is listed inside the unit where no word stands for it.
const Labels kListed{"status", "channel",   "level", "fee",
                     "result", "digitised", "body",  "procedure"};

constexpr const char* kFolder = "the folder of the database";
constexpr const char* kAccount = "an account of the register";

Labels together(Labels some, const Labels& others)
{
    some.insert(others.begin(), others.end());
    return some;
}

// A unit whose one-stop system is leaky, with files and accounts named after persons.
struct Unit {
    explicit Unit(const std::string& collector)
        : table("sqlite3", "dbname=\"" + database().string() + '"'), office(reading(), collector)
    {
        table.also(kFolder, "Bímậthồsơ");
        table.also(kAccount, "cánbộ.bímật");
        const auto settings = read_file(office.settings_file());
        write_file(office.settings_file(), "accounts = \"accounts.csv\"\nlog_level = \"debug\"\n" +
                                               settings + "[metrics]\nfile = \"agent.prom\"\n");
        office.folder().write("accounts.csv", "account,kind,valid_from,valid_to,body\n"
                                              "cánbộ.bímật,staff,,,H44.14\n");
    }

    std::filesystem::path database() const
    {
        std::filesystem::create_directory(folder / "Nguyễn Bímậthồsơ");
        return folder / "Nguyễn Bímậthồsơ" / "onestop.db";
    }
    Reading reading() const
    {
        return {"sqlite3", table.connection(), folder.write("leaky.toml", leaky_mapping("sqlite3")),
                "overlap = \"10s\"\n"};
    }
    Labels in_spool() const
    {
        Labels found;
        for (const auto* file : {"spool.db", "spool.db-wal"})
            if (std::filesystem::exists(office.folder() / file))
                found.merge(table.secrets().in_file(office.folder() / file));
        return found;
    }
    Labels in_log() const { return table.secrets().in(office.log()); }
    Labels said_to(const Arguments& arguments) const
    {
        const auto finished = office.command(arguments);
        return table.secrets().in(shown(finished));
    }

    TempDir folder;
    LeakyTable table;
    Office office;
};

bool has_receipts(const Unit& unit)
{
    const Json spool(unit.office.command({"status", "--json"}).output);
    return spool.number("/spool/rows/0/pending") == 0 &&
           spool.number("/spool/rows/0/receipted") > 100;
}

void check_ministry(const Ministry& ministry, const Secrets& secrets)
{
    CHECK(secrets.in_folder(ministry.folder().path()) == Labels());
    for (const auto& command : {Arguments{"agents"}, Arguments{"check"}, Arguments{"sources"},
                                Arguments{"rates", "--month", "2026-03", "--json"},
                                Arguments{"flags", "--month", "2026-03", "--json"},
                                Arguments{"rates", "--month", "2026-03", "--by", "body", "--json"},
                                Arguments{"dossiers", "--month", "2026-03", "--unit", "H44",
                                          "--indicator", "end_to_end", "--csv"},
                                Arguments{"registers", "list"}, Arguments{"verify"}}) {
        const auto finished = ministry.command(command);
        INFO(command.front() << ": " << shown(finished));
        CHECK(finished.status == 0);
        CHECK(secrets.in(shown(finished)) == Labels());
    }
}

} // namespace

TEST_CASE("the search finds secrets in every form")
{
    Secrets secrets;
    secrets.add("name", "Bímật0001");
    CHECK(secrets.in("say Bímật0001 aloud") == Labels{"name"});
    CHECK(secrets.in("say bímật0001 aloud") == Labels{"name"});
    CHECK(secrets.in("42c3ad6de1baad7430303031") == Labels{"name"});
    for (const auto* coded : {"QsOtbeG6rXQwMDAx", "eELDrW3huq10MDAwMQ==", "eHhCw61t4bqtdDAwMDE="})
        CHECK(secrets.in(coded) == Labels{"name"});
    CHECK(secrets.in("B%C3%ADm%E1%BA%ADt0001") == Labels{"name"});
    CHECK(secrets.in(std::string("B\0\xED\0m\0\xAD\x1Et\0"
                                 "0\0"
                                 "0\0"
                                 "0\0"
                                 "1\0",
                                 18)) == Labels{"name"});
    CHECK(secrets.in("Bímật0002") == Labels());
    const TempDir folder;
    const LeakyTable table("sqlite3", "dbname=" + (folder / "onestop.db").string());
    CHECK(table.secrets().in_folder(folder.path()).size() > 130);
}

TEST_CASE("what HTTP/2 cuts is joined, and what zstd packed is unpacked")
{
    using namespace std::string_literals;
    const std::string cut = "\0\0\x02\0\0\0\0\0\x01"s + "Bi" + "\0\0\x03\x01\0\0\0\0\x01"s + "xxx" +
                            "\0\0\x05\0\0\0\0\0\x01"s + "mat01";
    CHECK(data_of_http2(cut) == "Bimat01");
    const std::string text = "Bímật0001, Bímật0001";
    std::string frame(ZSTD_compressBound(text.size()), '\0');
    frame.resize(ZSTD_compress(frame.data(), frame.size(), text.data(), text.size(), 4));
    CHECK(unpacked("before" + frame + "after") == text + "\n");
    CHECK(unpacked("no frame").empty());
}

TEST_CASE("nothing personal of any column leaves the unit")
{
    Ministry ministry;
    ministry.start();
    const TappedLine line(ministry.address());
    Unit unit(line.address());
    const auto& secrets = unit.table.secrets();
    const auto listed = unit.table.labels_of(kListed);
    const auto kept = together(listed, unit.table.labels_of({"id"}));

    // What was not sent yet is what a stick carries.
    CHECK(ministry.stop() == 0);
    unit.office.start();
    const auto waits = [&] {
        return lines_with(unit.office.log(), "source is read to its end").size() == 1;
    };
    const bool waited = eventually(waits);
    INFO(unit.office.log());
    REQUIRE(waited);
    const auto stick = unit.folder / "stick";
    REQUIRE(unit.office.command({"spool", "export", stick.string()}).status == 0);
    CHECK(secrets.in_file(stick) == Labels());
    Ministry by_stick;
    const auto imported = by_stick.command({"import", "--unit", "H44", stick.string()});
    INFO(shown(imported));
    CHECK(imported.status == 0);
    CHECK(secrets.in(shown(imported)) == Labels());
    CHECK(secrets.in_file(stick.string() + ".receipt") == Labels());
    CHECK(secrets.in_folder(by_stick.folder().path()) == Labels());

    ministry.start();
    REQUIRE(eventually([&] { return has_receipts(unit); }));
    REQUIRE(
        eventually([&] { return std::filesystem::exists(unit.office.folder() / "agent.prom"); }));
    CHECK(unit.in_spool() == kept);
    CHECK(line.said().size() > 4000);
    CHECK(secrets.in(line.said()) == Labels());
    check_ministry(ministry, secrets);

    CHECK(unit.said_to({"status", "--json"}) == listed);
    for (const auto& command : {Arguments{"status"}, Arguments{"preview", "--rows", "1000"},
                                Arguments{"preview", "--rows", "1000", "--json"}}) {
        INFO(command.front());
        const auto said = unit.said_to(command);
        CHECK(std::includes(listed.begin(), listed.end(), said.begin(), said.end()));
    }
    CHECK(unit.said_to({"check"}) == Labels());

    // What goes wrong is said without the row it is wrong with.
    unit.table.add_unreadable_cursor();
    CHECK(unit.said_to({"check"}) == Labels());
    CHECK(unit.said_to({"reconcile", "--from", "2026-03-05", "--to", "2026-03-06"}) == Labels());
    std::filesystem::rename(unit.database(), unit.folder / "gone.db");
    REQUIRE(eventually([&] { return !lines_with(unit.office.log(), "away").empty(); }));
    CHECK(unit.said_to({"check"}) == Labels());
    CHECK(unit.office.stop() == 0);
    const auto also_kept = together(kept, {"name in the cursor"});
    const auto spooled = unit.in_spool();
    CHECK(std::includes(also_kept.begin(), also_kept.end(), spooled.begin(), spooled.end()));
    CHECK(secrets.in(unit.office.log()) == Labels());
    CHECK(secrets.in_file(unit.office.folder() / "agent.prom") == Labels());
    CHECK(secrets.in(line.said()) == Labels());
    CHECK(ministry.stop() == 0);
    CHECK(secrets.in_folder(ministry.folder().path()) == Labels());
}
