#include "tests/province/commands.h"

#include "tests/province/database.h"
#include "tests/province/fill.h"
#include "tests/province/live.h"
#include "tests/province/planting.h"
#include "tests/province/shape.h"
#include "tests/province/state.h"
#include "tests/province/truth.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace congto::province {

namespace {

std::atomic<bool> stop_asked = false;

extern "C" void ask_stop(int)
{
    stop_asked = true;
}

std::string connection_of(const std::string& connection, const std::string& file)
{
    if (file.empty())
        return connection;
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line))
        throw WrongUse("--connection-file " + file + ": cannot be read, or empty");
    return line;
}

// As the user says now, else as the province was created.
std::string connection_of(const Choice& choice, const Identity& identity)
{
    if (choice.connection.empty() && choice.connection_file.empty())
        return connection_of(identity.connection, identity.connection_file);
    return connection_of(choice.connection, choice.connection_file);
}

Month month_of_option(const char* option, const std::string& text)
{
    if (const auto month = month_named(text))
        return *month;
    throw WrongUse(std::string(option) + ": \"" + text + "\" is not a month like 2026-03");
}

DayNumber day_of_option(const char* option, const std::string& text)
{
    if (const auto day = day_named(text))
        return *day;
    throw WrongUse(std::string(option) + ": \"" + text + "\" is not a day like 2026-03-05");
}

std::chrono::milliseconds duration_of(const char* option, const std::string& text)
{
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    const std::string_view unit = end;
    const double factor = unit == "ms"  ? 1
                          : unit == "s" ? 1e3
                          : unit == "m" ? 6e4
                          : unit == "h" ? 3.6e6
                                        : 0;
    if (factor == 0 || unit.size() == text.size() || number < 0)
        throw WrongUse(std::string(option) + ": \"" + text +
                       "\" is not a time like 250ms, 60s, 5m");
    return std::chrono::milliseconds(static_cast<std::int64_t>(number * factor));
}

Amounts amounts_of(const Choice& choice, const Identity& identity, bool at_entry)
{
    Amounts amounts;
    for (const auto& text : choice.planted) {
        const auto equals = text.find('=');
        const auto trick = trick_named(text.substr(0, equals));
        char* end = nullptr;
        const auto amount =
            equals == std::string::npos ? 0 : std::strtoll(text.c_str() + equals + 1, &end, 10);
        if (!trick || amount <= 0 || *end != '\0' || is_played_at_entry(*trick) != at_entry)
            throw WrongUse("\"" + text + "\" is not a trick of this command with an amount, like " +
                           (at_entry ? "D4=200" : "D7=200"));
        if (amount % group_of(*trick) != 0)
            throw WrongUse(text + ": they come by " + std::to_string(group_of(*trick)));
        amounts[*trick] = amount;
    }
    if (!amounts.empty() && identity.shape != ShapeName::wide)
        throw WrongUse("--plant: only the wide shape has the columns that show it");
    return amounts;
}

std::vector<Period> periods_of(const Choice& choice, const State& state)
{
    std::vector<Period> periods;
    for (const auto& name : choice.months) {
        const auto month = month_of_option("--month", name);
        periods.push_back({name, month.first_day(), month.last_day()});
    }
    if (!choice.from.empty() || !choice.to.empty()) {
        const auto from = day_named(choice.from), to = day_named(choice.to);
        if (!from || !to || *to < *from)
            throw WrongUse(
                "--from and --to: two days like 2026-03-05, the first not after the last");
        periods.push_back({choice.from + "/" + choice.to, *from, *to});
    }
    return periods.empty() ? all_months(state) : periods;
}

} // namespace

int create(const Choice& choice)
{
    const auto shape_name = shape_named(choice.shape);
    const auto engine = engine_named(choice.engine);
    if (!shape_name || !engine)
        throw WrongUse("--shape is opencps or wide; --engine is sqlite3, postgresql or mysql");
    if (choice.connection.empty() && choice.connection_file.empty())
        throw WrongUse("say where the source is: --connection or --connection-file");
    State::refuse_existing(choice.state);
    const Catalogue catalogue(choice.unit, choice.seed);
    const auto shape = make_shape(*shape_name, *engine, catalogue, choice.seed);
    Database source(*engine, connection_of(choice.connection, choice.connection_file));
    for (const auto& table : shape->tables())
        for (const auto& statement : creation_of(table, *engine, shape->fraction_of_times()))
            source.execute(statement);
    source.begin();
    source.insert(shape->tables(), shape->first_rows());
    source.commit();
    const auto file = choice.connection_file.empty()
                          ? std::string()
                          : std::filesystem::absolute(choice.connection_file).string();
    State::create(choice.state,
                  {*shape_name, *engine, choice.unit, choice.seed, file, choice.connection,
                   choice.honest ? Conduct::honest : Conduct::usual});
    return 0;
}

int fill_source(const Choice& choice)
{
    FillOptions options;
    options.dossiers = choice.dossiers;
    options.imported = choice.imported;
    options.from = month_of_option("--from", choice.from);
    options.to = month_of_option("--to", choice.to);
    const auto now = now_micros() / 1'000'000 - 1;
    options.until = std::min(now, (options.to.last_day() + 1) * kDay - 1);
    if (!choice.until.empty()) {
        const auto until = second_named(choice.until);
        if (!until || *until > now)
            throw WrongUse("--until: not a past local time like \"2026-10-31 17:00:00\"");
        options.until = *until;
    }
    if (options.to < options.from || options.from.first_day() > day_of(options.until))
        throw WrongUse("--from must be before --to, and in the past");
    auto state = State::open(choice.state);
    options.planted = amounts_of(choice, state.identity(), true);
    options.spurts_at_month_end = choice.spurts;
    options.calls_post_counter = choice.calls_post_counter;
    Database source(state.identity().engine, connection_of(choice, state.identity()));
    const auto start = std::chrono::steady_clock::now();
    const auto filled = fill(state, source, options, [&](std::int64_t done) {
        if (done % 50'000 == 0)
            std::cerr << "filled " << done << " of " << options.dossiers << "\n";
    });
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    std::cout << "filled " << filled.dossiers << " dossiers and " << filled.others
              << " rows that are none (" << filled.rows << " rows of all tables) in "
              << taken.count() << " s\n";
    return 0;
}

int live_on(const Choice& choice)
{
    auto state = State::open(choice.state);
    auto options = choice.live;
    options.seed = choice.seed;
    options.late_by = duration_of("--late-by", choice.late_by);
    if (!choice.duration.empty())
        options.duration = duration_of("--for", choice.duration);
    if (choice.changes > 0)
        options.changes = choice.changes;
    const auto connection = connection_of(choice, state.identity());
    Database source(state.identity().engine, connection), late(state.identity().engine, connection);
    std::signal(SIGINT, ask_stop);
    std::signal(SIGTERM, ask_stop);
    for (const auto& [name, count] : live(state, source, late, options, stop_asked))
        std::cout << name << ": " << count << "\n";
    return 0;
}

int tamper_with(const Choice& choice)
{
    auto state = State::open(choice.state);
    const auto amounts = amounts_of(choice, state.identity(), false);
    Database source(state.identity().engine, connection_of(choice, state.identity()));
    tamper(state, source, amounts);
    return 0;
}

int tell_planted(const Choice& choice)
{
    std::cout << planted_json(State::open(choice.state));
    return 0;
}

int tell_truth(const Choice& choice)
{
    const auto state = State::open(choice.state);
    const auto today = choice.today.empty() ? day_of(now_micros() / 1'000'000)
                                            : day_of_option("--today", choice.today);
    const auto truth = truth_of(state, periods_of(choice, state), today);
    const auto detail = choice.by == "body"        ? Detail::bodies
                        : choice.by == "procedure" ? Detail::procedures
                                                   : Detail::total;
    std::cout << (choice.json ? json_of(truth, state.identity(), detail) : table_of(truth));
    return 0;
}

} // namespace congto::province
