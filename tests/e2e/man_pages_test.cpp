// The man pages say what the programs do: every option and every setting, both ways.
#include "tests/e2e/programs.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace congto::test;

namespace {

using Words = std::set<std::string>;

std::vector<std::string> matches(const std::string& text, const std::string& pattern)
{
    const std::regex expression(pattern);
    std::vector<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at)
        found.push_back((*at)[1]);
    return found;
}

std::vector<std::string> lines_of(const std::string& text)
{
    return lines_with(text, "");
}

// What stands below a heading ("Options:") up to an empty line.
std::vector<std::string> below(const std::string& help, const std::string& heading)
{
    std::vector<std::string> found;
    bool inside = false;
    for (const auto& line : lines_of(help)) {
        if (inside && line.empty())
            break;
        if (inside)
            found.push_back(line);
        inside = inside || line == heading;
    }
    return found;
}

// The options of a sub-command and all below it; names of the latter are added to `names`.
Words options_of(const std::filesystem::path& program, Arguments path, Words& names)
{
    path.emplace_back("--help");
    const auto help = run(program, path).output;
    path.pop_back();
    Words options;
    for (const auto& line : below(help, "Options:"))
        if (line.rfind("  -", 0) == 0)
            for (const auto& option : matches(line.substr(0, line.find(' ', 3)), "--([a-z-]+)"))
                options.insert(option);
    for (const auto& line : below(help, "Subcommands:"))
        for (const auto& name : matches(line, "^  ([a-z-]+) ")) {
            names.insert(name);
            auto deeper = path;
            deeper.push_back(name);
            options.merge(options_of(program, deeper, names));
        }
    return options;
}

// A page cut at .Sh and .Ss; the part before the first .Ss of a section has the section's name.
std::map<std::string, std::string> sections_of(const std::string& page)
{
    std::map<std::string, std::string> sections;
    std::string name;
    for (const auto& line : lines_of(page)) {
        if (line.rfind(".Sh ", 0) == 0 || line.rfind(".Ss ", 0) == 0)
            name = line.substr(4);
        else
            sections[name] += line + "\n";
    }
    return sections;
}

Words documented_options(const std::string& section)
{
    Words options;
    for (const auto& line : lines_of(section))
        if (line.rfind(".It ", 0) == 0 && line.find("Fl ") != std::string::npos)
            for (const auto& option : matches(line, R"(\\-([a-z][a-z-]*))"))
                options.insert(option);
    return options;
}

// The .Ss that tells of a sub-command: its name is one of the words of the heading.
std::string section_about(const std::map<std::string, std::string>& sections,
                          const std::string& command)
{
    for (const auto& [name, text] : sections)
        for (const auto& word : matches(name, "([a-z-]+)"))
            if (word == command)
                return text;
    return {};
}

struct Setting {
    std::string given; // the value as TOML
    bool is_default = false;
};

// "source.name" → its value. Commented out: the default.
std::map<std::string, Setting> settings_of_sample(const std::string& sample)
{
    std::map<std::string, Setting> settings;
    std::string table;
    for (const auto& line : lines_of(sample)) {
        std::smatch found;
        if (std::regex_match(line, found, std::regex(R"(#?\[+([a-z_.]+)\]+)")))
            table = found[1].str() + ".";
        else if (std::regex_match(line, found, std::regex("(# ?)?([a-z_]+) = (.*)")))
            settings[table + found[2].str()] = {found[3], found[1].matched};
    }
    return settings;
}

// "source.name" → its default as the page writes it, without macros; empty when it has none.
std::map<std::string, std::string> settings_of_page(const std::string& section)
{
    std::map<std::string, std::string> settings;
    std::string table;
    std::vector<std::string> keys;
    bool default_follows = false;
    for (const auto& line : lines_of(section)) {
        std::smatch found;
        std::string said;
        if (std::regex_match(line, found, std::regex(R"(\[+([a-z_.]+)\]+)"))) {
            table = found[1].str() + ".";
        } else if (line.rfind(".It Cm ", 0) == 0) {
            keys = matches(line.substr(6), "([a-z_]{2,})");
            for (const auto& key : keys)
                settings[table + key];
        } else if (default_follows) {
            said = std::regex_replace(line, std::regex(R"(^\.[A-Z][a-z] (.*) \.$)"), "$1");
        } else if (std::regex_match(line, found, std::regex(R"(Default: (.*)\.)"))) {
            said = found[1];
        }
        for (const auto& key : said.empty() ? std::vector<std::string>() : keys)
            settings[table + key] = said;
        default_follows = line == "Default:";
    }
    return settings;
}

struct Program {
    std::filesystem::path path;
    std::string page, sample;
    Words common; // options of every sub-command
    Words bare;   // … but of these, which need no settings
};

std::vector<Program> programs()
{
    return {{agent_program(),
             read_file(project_file("packaging/man/congto-agent.1")),
             read_file(project_file("config/agent.toml")),
             {"help", "settings"},
             {}},
            {collector_program(),
             read_file(project_file("packaging/man/congto-collector.1")),
             read_file(project_file("config/collector.toml")),
             {"help", "settings", "state"},
             {"indicators"}}};
}

} // namespace

TEST_CASE("mandoc finds nothing to complain about")
{
    for (const std::string name : {"congto-agent.1", "congto-collector.1"}) {
        const auto finished =
            run("/usr/bin/mandoc",
                {"-T", "lint", "-W", "warning", project_file("packaging/man/" + name).string()});
        INFO(shown(finished));
        CHECK(finished.status == 0);
        CHECK(finished.output.empty());
    }
}

TEST_CASE("every option of every sub-command is in the man page, and no other")
{
    for (const auto& program : programs()) {
        const auto sections = sections_of(program.page);
        CHECK(documented_options(sections.at("DESCRIPTION")) == program.common);
        Words commands;
        for (const auto& line : below(run(program.path, {"--help"}).output, "Subcommands:"))
            for (const auto& name : matches(line, "^  ([a-z-]+) "))
                commands.insert(name);
        CHECK(commands.size() >= 5);
        for (const auto& command : commands) {
            INFO(program.path.filename() << " " << command);
            Words deeper;
            auto options = options_of(program.path, {command}, deeper);
            const auto text = section_about(sections, command);
            REQUIRE_FALSE(text.empty());
            const auto synopsis = matches(sections.at("SYNOPSIS"), "([a-z-]+)");
            CHECK(std::count(synopsis.begin(), synopsis.end(), command) > 0);
            for (const auto& option : program.common)
                CHECK(options.erase(option) ==
                      (option == "help" || program.bare.count(command) == 0 ? 1 : 0));
            CHECK(documented_options(text) == options);
            for (const auto& name : deeper)
                CHECK(text.find("Cm " + name) != std::string::npos);
        }
    }
}

TEST_CASE("every indicator is in the man page")
{
    const auto help = run(collector_program(), {"rates", "--help"}).output;
    const auto page = programs().at(1).page;
    const auto names = matches(help.substr(help.find("\nIndicators:")), "\n  ([a-z_]+)\n");
    REQUIRE(names.size() >= 10);
    for (const auto& name : names)
        CHECK(page.find(".It Cm " + name + "\n") != std::string::npos);
}

TEST_CASE("every key of the sample settings is in the man page with its default, and no other")
{
    for (const auto& program : programs()) {
        const auto sample = settings_of_sample(program.sample);
        const auto page = settings_of_page(sections_of(program.page).at("SETTINGS"));
        REQUIRE(sample.size() > 10);
        Words in_sample, in_page;
        for (const auto& [key, setting] : sample)
            in_sample.insert(key);
        for (const auto& [key, said] : page)
            in_page.insert(key);
        CHECK(in_sample == in_page);
        int compared = 0;
        for (const auto& [key, setting] : sample) {
            const auto said = page.find(key);
            // A default told in words ("as large as the disk allows") is not compared.
            if (!setting.is_default || said == page.end() || said->second.empty() ||
                said->second.find(' ') != std::string::npos)
                continue;
            INFO(key);
            CHECK(std::regex_replace(setting.given, std::regex("\""), "") == said->second);
            ++compared;
        }
        CHECK(compared >= 6);
    }
}
