#include "tests/province/commands.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace congto::province {

namespace {

CLI::App* add_command(CLI::App& app, Choice& choice, const char* name, const char* purpose)
{
    auto* command = app.add_subcommand(name, purpose);
    command->add_option("--state", choice.state, "Side file with what was written")->required();
    if (std::string_view(name) == "truth" || std::string_view(name) == "planted")
        return command;
    auto* connection = command->add_option("--connection", choice.connection,
                                           "The source, as SOCI takes it; for SQLite a file "
                                           "(default: as when it was created)");
    command
        ->add_option("--connection-file", choice.connection_file,
                     "File whose first line is the connection (keeps passwords out of `ps`)")
        ->excludes(connection);
    return command;
}

void add_create(CLI::App& app, Choice& choice)
{
    auto* create = add_command(app, choice, "create", "Creates the tables of a one-stop system");
    create->add_option("--shape", choice.shape, "opencps or wide")->capture_default_str();
    create->add_option("--engine", choice.engine, "sqlite3, postgresql or mysql")
        ->capture_default_str();
    create->add_option("--unit", choice.unit, "Unit code")->capture_default_str();
    create->add_flag("--honest", choice.honest,
                     "Nobody keys in for others, pays without a gateway or invents identities");
    create->add_option("--seed", choice.seed, "The same seed gives the same province")
        ->capture_default_str();
}

void add_fill(CLI::App& app, Choice& choice)
{
    auto* fill = add_command(app, choice, "fill", "Back-fills dossiers of past months");
    fill->add_option("--dossiers", choice.dossiers)->required()->check(CLI::NonNegativeNumber);
    fill->add_option("--from", choice.from, "First month, e.g. 2026-01")->required();
    fill->add_option("--to", choice.to, "Last month")->required();
    fill->add_option(
        "--until", choice.until,
        "Local time nothing is later than (default: the end of the last month, or now). "
        "Bytes repeat only if it is the same");
    fill->add_option("--plant", choice.planted,
                     "Dossiers more that look better than they are, by the detector that should "
                     "see them: D1=200 (D1 D2 D3 D4 D5 D6 D9 D10 D11 D15 D16, and D2b: bursts)");
    fill->add_flag("--spurts", choice.spurts,
                   "The last three days of a month everybody at the counter is called online");
    fill->add_flag("--no-post", choice.calls_post_counter, "What comes by post is called counter");
    fill->add_flag("--import", choice.imported,
                   "Stamp rows with the time they are written, as a copy from another system does");
}

void add_live(CLI::App& app, Choice& choice)
{
    auto* live =
        add_command(app, choice, "live", "Lives: dossiers come in and change, until stopped");
    auto& options = choice.live;
    live->add_option("--rate", options.rate, "Changes a second; 0: as fast as it goes")
        ->capture_default_str();
    live->add_option("--for", choice.duration, "How long, e.g. 60s");
    live->add_option("--changes", choice.changes, "How many changes");
    live->add_option("--seed", choice.seed, "Of this stretch of life")->capture_default_str();
    live->add_option("--late-share", options.late_share, "Share of changes committed late")
        ->capture_default_str();
    live->add_option("--late-by", choice.late_by, "How late at most")->capture_default_str();
    live->add_option("--ties", options.tie_share,
                     "Chance that a change begins a run sharing one modification time")
        ->capture_default_str();
    live->add_option("--hard-deletes", options.hard_deletes,
                     "Share of deletions that remove the rows")
        ->capture_default_str();
}

void add_truth(CLI::App& app, Choice& choice)
{
    auto* truth = add_command(app, choice, "truth", "Tells the true figures");
    truth->add_option("--month", choice.months, "Month, e.g. 2026-03 (default: all there are)");
    truth->add_option("--from", choice.from, "First day of a period, e.g. 2026-03-05");
    truth->add_option("--to", choice.to, "Last day of it");
    truth->add_option("--today", choice.today,
                      "Day that open dossiers are judged as of (default: today)");
    truth->add_option("--by", choice.by, "Also by body or procedure (JSON only)")
        ->check(CLI::IsMember({"body", "procedure"}));
    truth->add_flag("--json", choice.json, "For programs");
}

} // namespace

int run_program(int argc, const char* const* argv)
{
    CLI::App app(
        "A one-stop system that behaves: fills a database with the dossiers of a province, "
        "keeps changing them, and knows the truth.",
        "congto-province");
    app.require_subcommand(1);
    Choice choice;
    add_create(app, choice);
    add_fill(app, choice);
    add_live(app, choice);
    add_truth(app, choice);
    add_command(app, choice, "tamper", "Changes dossiers that are there, to look better")
        ->add_option("--plant", choice.planted,
                     "D7=100 (called online), D8=100 (called full), D12=100 (deleted)")
        ->required();
    add_command(app, choice, "planted", "Tells what was planted, as JSON");
    try {
        app.parse(argc, argv);
        if (app.got_subcommand("create"))
            return create(choice);
        if (app.got_subcommand("fill"))
            return fill_source(choice);
        if (app.got_subcommand("live"))
            return live_on(choice);
        if (app.got_subcommand("tamper"))
            return tamper_with(choice);
        return app.got_subcommand("planted") ? tell_planted(choice) : tell_truth(choice);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 64;
    } catch (const WrongUse& error) {
        std::cerr << "congto-province: " << error.what() << "\n";
        return 64;
    } catch (const std::exception& error) {
        std::cerr << "congto-province: " << error.what() << "\n";
        return 69;
    }
}

} // namespace congto::province
