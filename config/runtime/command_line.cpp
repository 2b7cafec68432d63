#include "config/runtime/command_line.h"

#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace congto::runtime {
namespace {

using Arguments = std::vector<std::string>;

// What was typed as far as it was understood: "congto-collector account create".
struct Command {
    const CLI::App* app;
    std::string name;
};

Command command_of(const CLI::App& program)
{
    Command command{&program, program.get_name()};
    while (!command.app->get_subcommands().empty()) {
        command.app = command.app->get_subcommands().front();
        command.name += ' ' + command.app->get_name();
    }
    return command;
}

// "--month" of "--month=2026-08", "-x"; empty: no option of anybody is called so.
std::string option_name_in(const std::string& argument)
{
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz-";
    if (argument.size() == 2 && argument.front() == '-') {
        return argument;
    }
    const std::string name = argument.substr(0, argument.find('='));
    return name.size() > 2 && name.starts_with("--") &&
                   name.find_first_not_of(kLetters) == name.npos
               ? name
               : std::string();
}

// "argument 4" of several that are the same the last, and it is taken out of them.
std::string place_of(const std::string& argument, Arguments& typed)
{
    const auto found = std::find(typed.rbegin(), typed.rend(), argument);
    if (found == typed.rend()) {
        return "an argument"; // letters of several options in one word, taken apart
    }
    found->clear();
    return "argument " + std::to_string(typed.rend() - found);
}

// How many letters are to be changed, added or left out until one is the other.
std::size_t letters_between(std::string_view one, std::string_view other)
{
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t before = row.front()++;
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t changed = before + (one[i] == other[j] ? 0 : 1);
            before = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

// "; is account meant?": the one it is nearly called; empty: none. Only names of ours are said.
std::string which_is_meant(const std::string& argument, const CLI::App& app)
{
    constexpr std::size_t kLongest = 64;
    std::string nearest;
    std::size_t least = 3;
    for (const CLI::App* known : app.get_subcommands([](const CLI::App*) { return true; })) {
        const std::string& name = known->get_name();
        const std::size_t between =
            argument.size() > kLongest ? least : letters_between(argument, name);
        if (between < std::min(least, name.size() / 2 + 1)) {
            least = between;
            nearest = name;
        }
    }
    return nearest.empty() ? "" : "; is " + nearest + " meant?";
}

// In the order they were typed.
Arguments faults_of_unexpected(const CLI::App& program, const Command& command, Arguments typed)
{
    const bool has_commands =
        !command.app->get_subcommands([](const CLI::App*) { return true; }).empty();
    Arguments unexpected = program.remaining(true);
    Arguments faults;
    for (auto argument = unexpected.rbegin(); argument != unexpected.rend(); ++argument) {
        if (*argument == "--") {
            continue;
        }
        const std::string place = place_of(*argument, typed);
        const std::string option = option_name_in(*argument);
        if (option.empty() && has_commands) {
            faults = {place + " is no sub-command" +
                      which_is_meant(*argument, *command.app)}; // what follows belongs to it
        } else {
            faults.push_back(option.empty() ? place + " is not expected"
                                            : option + ", " + place + ", is no option here");
        }
    }
    std::reverse(faults.begin(), faults.end());
    return faults;
}

// "--role" of what CLI11 says: "--role: x not in {operator,ministry,unit}", "Could not convert:
// --role = x".
std::string fault_of_value(const Command& command, std::string_view said)
{
    constexpr std::string_view kConverted = "Could not convert: ";
    constexpr std::string_view kMembers = " not in {";
    const bool is_converted = said.starts_with(kConverted);
    said.remove_prefix(is_converted ? kConverted.size() : 0);
    const std::string name(said.substr(0, said.find(is_converted ? " = " : ": ")));
    const CLI::Option* option = command.app->get_option_no_throw(name);
    if (option == nullptr) {
        return "an option was given what it does not take";
    }
    if (option->get_expected_max() == 0) {
        return name + " takes no value";
    }
    if (const std::size_t members = said.rfind(kMembers); members != said.npos) {
        return name + ": must be one of " + std::string(said.substr(members + kMembers.size() - 1));
    }
    return name + ": what was given is no " + option->get_type_name();
}

// None: what is unexpected says it.
Arguments faults_of(const CLI::ParseError& error, const Command& command, bool says_unexpected)
{
    using CLI::ExitCodes;
    const auto is = [&](ExitCodes kind) { return error.get_exit_code() == static_cast<int>(kind); };
    const std::string said = error.what();
    if (is(ExitCodes::ConversionError) || is(ExitCodes::ValidationError)) {
        return {fault_of_value(command, said)};
    }
    const bool wants_command = said == "A subcommand is required";
    const bool is_of_names = is(ExitCodes::RequiredError) || is(ExitCodes::RequiresError) ||
                             is(ExitCodes::ExcludesError) || is(ExitCodes::ArgumentMismatch);
    if (is_of_names && !wants_command) {
        return {said};
    }
    if (says_unexpected) {
        return {};
    }
    return {wants_command ? "a sub-command is wanted" : "the arguments cannot be used"};
}

} // namespace

std::optional<int> status_of_arguments(CLI::App& app, int argc, const char* const* argv)
{
    try {
        app.parse(argc, argv);
        return std::nullopt;
    } catch (const CLI::Success& asked_for_help) {
        return app.exit(asked_for_help);
    } catch (const CLI::ParseError& error) {
        const Command command = command_of(app);
        Arguments faults = faults_of_unexpected(app, command, Arguments(argv + 1, argv + argc));
        for (std::string& fault : faults_of(error, command, !faults.empty())) {
            faults.push_back(std::move(fault));
        }
        for (const std::string& fault : faults) {
            std::cerr << fault << '\n';
        }
        std::cerr << app.get_name() << ": nothing was done; see " << command.name << " --help\n";
        return kExitUsage;
    }
}

} // namespace congto::runtime
