// What a person sees: tables, CSV, JSON, status, agents.
#include "tests/e2e/agreement.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <cstdio>

using namespace congto::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kIndicators = 10; // counted in dossiers

// One province collected, for every test here; nothing of it is changed.
struct Collected {
    TempDir folder;
    OneStop one_stop{folder, "wide", sqlite_in(folder), 11};
    Ministry ministry;
    std::unique_ptr<Office> office;

    Collected()
    {
        one_stop.fill(3000, "2026-05", "2026-08");
        ministry.start();
        office = std::make_unique<Office>(reading_of(one_stop), ministry.address());
        if (const auto finished = office->run_once(); finished.status != 0)
            throw std::runtime_error(shown(finished));
    }
};

Collected& collected()
{
    static Collected value;
    return value;
}

std::string output_of(const Arguments& arguments)
{
    const auto finished = collected().ministry.command(arguments);
    INFO(shown(finished));
    REQUIRE(finished.status == 0);
    CHECK(finished.error.empty());
    return finished.output;
}

std::string percent(long long numerator, long long denominator)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2f",
                  100.0 * static_cast<double>(numerator) / static_cast<double>(denominator));
    return text.data();
}

} // namespace

TEST_CASE("rates are a table for people, CSV and JSON for programs, with the same figures")
{
    const auto june = collected().ministry.measured("2026-06", "received");
    const auto rate = percent(june.end_to_end, june.dossiers);
    const auto table = output_of({"rates", "--month", "2026-06"});
    INFO(table);
    const auto rows = lines_with(table, "Phú Thọ");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].find("H44") != std::string::npos);
    CHECK(rows[0].find(rate + " %") != std::string::npos);
    CHECK(rows[0].find("100.00 %") == std::string::npos); // some rows are in quarantine
    CHECK(table.find("2026-06-01 to 2026-06-30") != std::string::npos);

    const auto csv = output_of({"rates", "--month", "2026-06", "--csv"});
    INFO(csv);
    CHECK(csv.find("unit,name,kind,dossiers,online_submission_numerator,") == 0);
    CHECK(lines_with(csv, "H44,Tỉnh Phú Thọ,province," + std::to_string(june.dossiers) + ",")
              .size() == 1);
    CHECK(lines_with(csv, "," + rate + ",").size() == 1);
}

TEST_CASE("the parts add up to the whole, by body, by procedure and day by day")
{
    const auto june = collected().ministry.measured("2026-06", "received");
    for (const std::string grouping : {"body", "procedure"}) {
        const Json parts(output_of({"rates", "--month", "2026-06", "--by", grouping, "--json"}));
        MonthCount sum;
        REQUIRE(parts.size("/rows") > 10);
        for (std::size_t i = 0; i != parts.size("/rows"); ++i) {
            const auto at = "/rows/" + std::to_string(i) + "/";
            sum.dossiers += parts.number(at + "dossiers");
            sum.online += parts.number(at + "online_submission_numerator");
            sum.end_to_end += parts.number(at + "end_to_end_numerator");
        }
        CHECK(sum == june);
    }
    long long days = 0;
    for (const auto& [from, to] :
         {std::pair{"2026-06-01", "2026-06-11"}, std::pair{"2026-06-12", "2026-06-12"},
          std::pair{"2026-06-13", "2026-06-30"}})
        days += Json(output_of({"rates", "--from", from, "--to", to, "--json"}))
                    .number("/rows/0/dossiers");
    CHECK(days == june.dossiers);
}

TEST_CASE("every indicator of every month equals the simulator's truth")
{
    // Open dossiers are judged as of one day.
    const Json asked(output_of({"rates", "--month", "2026-06", "--json"}));
    const Json truth = collected().one_stop.truth({"--today", asked.text("/as_of")});
    std::size_t figures = 0, without = 0;
    REQUIRE(truth.size("/months") >= 4);
    for (std::size_t month = 0; month != truth.size("/months"); ++month) {
        const auto at = "/months/" + std::to_string(month) + "/";
        for (const std::string basis : {"received", "settled"}) {
            const Json answer(output_of({"rates", "--month", truth.text(at + "month"), "--basis",
                                         basis, "--indicator", "all", "--json"}));
            REQUIRE(answer.size("/rows") == kIndicators + 2);
            for (std::size_t i = 0; i != kIndicators + 2; ++i) {
                const auto row = "/rows/" + std::to_string(i) + "/";
                if (answer.text(row + "counts") == "procedures") { // the unit issued no list
                    CHECK(answer.text(row + "no_figure") == "no list of procedures");
                    continue;
                }
                const auto share = at + basis + "/" + answer.text(row + "indicator");
                INFO(share);
                REQUIRE(truth.has(share));
                if (truth.is_null(share)) {
                    CHECK(answer.is_null(row + "rate"));
                    CHECK_FALSE(answer.is_null(row + "no_figure"));
                    ++without;
                    continue;
                }
                CHECK(answer.number(row + "numerator") == truth.number(share + "/numerator"));
                CHECK(answer.number(row + "denominator") == truth.number(share + "/denominator"));
                ++figures;
            }
        }
    }
    // On neither basis what was digitised; of what was received, nothing proven.
    CHECK(without == 3 * truth.size("/months"));
    CHECK(figures == (2 * kIndicators - 3) * truth.size("/months"));
}

TEST_CASE("what a unit reported stands beside what is measured, with the gap")
{
    const TempDir folder;
    const auto file =
        folder.write("reported.csv", "unit,month,indicator,numerator,denominator,rate,origin,"
                                     "reported_on\nH44,2026-07,end_to_end,,,92.40,report 118,"
                                     "2026-08-05\n");
    output_of({"reported", "import", file.string()});
    const auto table = output_of({"rates", "--month", "2026-07"});
    INFO(table);
    CHECK(lines_with(table, "92.40 %").size() == 1);
    CHECK(lines_with(table, " pp").size() == 1);
    const auto july = collected().ministry.measured("2026-07", "received");
    const Json rates = collected().ministry.rates("2026-07", "received");
    CHECK_FALSE(rates.is_null("/rows/0/gap"));
    CHECK(output_of({"rates", "--month", "2026-07", "--csv"})
              .find("," + percent(july.end_to_end, july.dossiers) + ",") != std::string::npos);
    CHECK(output_of({"reported", "list"}).find("report 118") != std::string::npos);
}

TEST_CASE("a month without dossiers has no figure, and the reason")
{
    const auto table = output_of({"rates", "--month", "2020-01"});
    INFO(table);
    CHECK(table.find("no dossiers") != std::string::npos);
    CHECK(table.find("0.00 %") == std::string::npos);
    const auto all = output_of({"rates", "--month", "2026-06", "--all-units"});
    CHECK(lines_with(all, "not metered").size() > 30);
}

TEST_CASE("a question nobody can answer says what to write instead")
{
    for (const auto& arguments :
         {Arguments{"rates"}, Arguments{"rates", "--month", "2026-13"},
          Arguments{"rates", "--month", "2026-06", "--unit", "X1"},
          Arguments{"rates", "--from", "2026-06-02", "--to", "2026-06-01"},
          Arguments{"rates", "--month", "2026-06", "--indicator", "happiness"},
          Arguments{"rates", "--from", "2026-06-01", "--to", "2026-06-29", "--by", "body",
                    "--procedure", "2.000815"}}) {
        const auto finished = collected().ministry.command(arguments);
        INFO(shown(finished));
        CHECK(finished.status == 78);
        CHECK(finished.output.empty());
        CHECK_FALSE(finished.error.empty());
    }
}

TEST_CASE("a watched table is drawn until it is interrupted")
{
    const TempDir folder;
    ProcessOptions options;
    options.output = folder / "output";
    Process watching(collector_program(),
                     {"rates", "--all-time", "--watch", "200ms", "--settings",
                      collected().ministry.settings_file().string()},
                     options);
    CHECK(eventually([&] {
        return std::filesystem::exists(options.output) &&
               lines_with(read_file(options.output), "Phú Thọ").size() >= 3;
    }));
    watching.signal(SIGINT);
    CHECK(watching.wait_for(kPatience) == 0);
}

TEST_CASE("agents and status show the same account from both sides")
{
    const Json agents(output_of({"agents", "--json"}));
    const auto finished = collected().office->command({"status", "--json"});
    REQUIRE(finished.status == 0);
    const Json status(finished.output);
    REQUIRE(agents.size("/rows") == 1);
    CHECK(agents.text("/rows/0/unit") == "H44");
    CHECK(agents.text("/rows/0/source") == "onestop");
    CHECK(agents.text("/rows/0/caught_up") == "yes");
    for (const auto& [there, here] : {std::pair{"dossiers", "/sources/rows/0/dossiers"},
                                      std::pair{"mapped", "/sources/rows/0/dossiers"},
                                      std::pair{"quarantined", "/sources/rows/0/in_quarantine"},
                                      std::pair{"durable_sequence", "/spool/rows/0/assigned"},
                                      std::pair{"applied", "/spool/rows/0/applied"}}) {
        INFO(there);
        CHECK(agents.number(std::string("/rows/0/") + there) == status.number(here));
    }
    CHECK(output_of({"agents"}).find("onestop") != std::string::npos);
    CHECK(output_of({"agents", "--csv"}).find("unit,source,") == 0);
    CHECK(output_of({"check"}).find("all is well") == 0);
    CHECK(collected().office->command({"status"}).output.find("onestop") != std::string::npos);
    const auto checked = collected().office->command({"check"});
    CHECK(checked.status == 0);
    CHECK(checked.output.ends_with("all is well\n"));
    CHECK(lines_with(checked.output, "note:").size() + 1 == lines_with(checked.output, "").size());
}

TEST_CASE("output that is lost is a failure, in one line, of either program")
{
    const TempDir folder;
    const auto check_lost = [&](const std::filesystem::path& program, Arguments arguments,
                                const std::filesystem::path& settings) {
        if (!settings.empty())
            arguments.insert(arguments.end(), {"--settings", settings.string()});
        ProcessOptions options;
        options.output = "/dev/full";
        options.error = folder / "error";
        std::filesystem::remove(options.error);
        Process process(program, arguments, options);
        INFO(arguments.front());
        CHECK(process.wait_for(kPatience) == 74);
        const auto said = read_file(options.error);
        CHECK(lines_with(said, "").size() == 1);
        CHECK(said.find(program.filename().string() + ": standard output: ") == 0);
    };
    const auto ministry = collected().ministry.settings_file();
    for (const Arguments& arguments :
         {Arguments{"rates", "--month", "2026-06", "--json"}, Arguments{"units", "list"},
          Arguments{"agents"}, Arguments{"check"}, Arguments{"reported", "list", "--csv"},
          Arguments{"rates", "--month", "2026-06", "--watch", "100ms"}})
        check_lost(collector_program(), arguments, ministry);
    check_lost(collector_program(), {"--help"}, {});
    const auto office = collected().office->settings_file();
    for (const Arguments& arguments :
         {Arguments{"status"}, Arguments{"status", "--json"}, Arguments{"check"}})
        check_lost(agent_program(), arguments, office);
    check_lost(agent_program(), {"--version"}, {});
}
