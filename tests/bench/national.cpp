// What is asked of the figures of the nation, with many million dossiers behind them.
#include "tests/bench/benches.h"
#include "tests/bench/measure.h"
#include "tests/bench/national_store.h"

#include "collector/flags/flag_listing.h"
#include "collector/rates/gap_listing.h"
#include "collector/rates/gathered_facts.h"
#include "collector/rates/ranking_listing.h"
#include "collector/rates/request.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

namespace congto::bench {
namespace {

constexpr int kAskedARepeat = 40; // times, of one month after the other
constexpr model::Month kFirst{(2025 - 1970) * 12 + 10};

// Asks once, of a month, with facts read at one moment.
using Question = std::function<void(const rates::Facts&, model::Month)>;

rates::Arguments of_month(model::Month month)
{
    rates::Arguments asked;
    asked.month = model::text_of(month);
    asked.all_units = true;
    return asked;
}

void ask_rates(const rates::Arguments& asked, const rates::Facts& facts)
{
    const auto listing =
        rates::answer(rates::understood(asked, facts), facts, runtime::Shape::json);
    if (listing.rows.empty())
        throw std::runtime_error("nothing was answered");
}

const std::vector<std::pair<std::string, Question>>& questions()
{
    static const std::vector<std::pair<std::string, Question>> all{
        {"national table of a month",
         [](const rates::Facts& facts, model::Month month) { ask_rates(of_month(month), facts); }},
        {"… of any 60 days",
         [](const rates::Facts& facts, model::Month month) {
             rates::Arguments asked = of_month(month);
             const model::Day from{model::first_day(month).number + 9};
             asked.month.reset();
             asked.from = model::text_of(from);
             asked.to = model::text_of(model::Day{from.number + 59});
             ask_rates(asked, facts);
         }},
        {"… every indicator",
         [](const rates::Facts& facts, model::Month month) {
             rates::Arguments asked = of_month(month);
             asked.indicator = "all";
             ask_rates(asked, facts);
         }},
        {"bodies of a unit, a month",
         [](const rates::Facts& facts, model::Month month) {
             rates::Arguments asked = of_month(month);
             asked.all_units = false;
             asked.unit = "H44";
             asked.by = "body";
             ask_rates(asked, facts);
         }},
        {"ranking of the nation, and the month before",
         [](const rates::Facts& facts, model::Month month) {
             rates::RankingArguments asked;
             asked.which.month = model::text_of(month);
             std::ostringstream out;
             rates::print_ranking(out, asked, facts, runtime::Shape::json);
         }},
        {"gap of a unit, walked",
         [](const rates::Facts& facts, model::Month month) {
             rates::GapArguments asked;
             asked.which.month = model::text_of(month);
             asked.which.unit = "H44";
             rates::gap_listing(asked, facts, runtime::Shape::json);
         }},
        {"gaps of the nation, ranked",
         [](const rates::Facts& facts, model::Month month) {
             rates::GapArguments asked;
             asked.which.month = model::text_of(month);
             rates::gap_listing(asked, facts, runtime::Shape::json);
         }},
        {"flags of a unit, every signal",
         [](const rates::Facts& facts, model::Month month) {
             flags::FlagArguments asked;
             asked.which.month = model::text_of(month);
             asked.which.unit = "H44";
             flags::flag_listing(asked, facts, {}, runtime::Shape::json);
         }},
        {"flags of the nation",
         [](const rates::Facts& facts, model::Month month) {
             flags::FlagArguments asked;
             asked.which.month = model::text_of(month);
             flags::flag_listing(asked, facts, {}, runtime::Shape::json);
         }},
    };
    return all;
}

std::string told(std::vector<double> seconds, std::optional<double> raw)
{
    std::sort(seconds.begin(), seconds.end());
    const auto at = [&](double share) {
        return seconds[static_cast<std::size_t>(
                           std::ceil(share * static_cast<double>(seconds.size()))) -
                       1];
    };
    std::string text = "median " + fixed(at(0.5) * 1e3, 2) + " ms, 99 in 100 " +
                       fixed(at(0.99) * 1e3, 2) + " ms, most " + fixed(seconds.back() * 1e3, 2) +
                       " ms";
    if (raw)
        text += ", " + fixed(at(0.5) / *raw, 1) + " × raw";
    return text;
}

// Steps over every row of counts the national table of a month needs, and looks at none.
double read_raw(SQLite::Database& database, model::Month month)
{
    return seconds_of([&] {
        SQLite::Statement rows(database,
                               "SELECT unit, counts FROM unit_month WHERE basis = ? AND month = ?");
        std::size_t bytes = 0;
        for (const int basis : {0, 1}) {
            rows.reset();
            rows.bind(1, basis);
            rows.bind(2, month.number);
            while (rows.executeStep())
                bytes += static_cast<std::size_t>(rows.getColumn(1).getBytes());
        }
        if (bytes == 0)
            throw std::runtime_error("there is nothing of the month");
    });
}

void ask(const store::StateDirectory& state, const std::string& name, const Question& question,
         int times)
{
    std::vector<double> held, anew, raw;
    const rates::GatheredFacts gathered(state);
    SQLite::Database database(state.store_file().string(), SQLite::OPEN_READONLY);
    for (int i = 0; i != times; ++i) {
        const auto month = model::Month{kFirst.number + i % 10};
        held.push_back(seconds_of([&] { question(gathered.facts(), month); }));
        raw.push_back(read_raw(database, month));
        if (i % 10 == 0)
            anew.push_back(
                seconds_of([&] { question(rates::GatheredFacts(state).facts(), month); }));
    }
    print_figure(name, told(held, spread_of(raw).median));
    print_figure("  store and registers opened anew", told(anew, std::nullopt));
}

} // namespace

void answer_nation(const Plan& plan)
{
    const test::TempDir folder;
    const store::StateDirectory state{folder.path()};
    const Nation nation{static_cast<std::int64_t>(plan.nation), plan.seed, kFirst, 12};
    const double seconds = seconds_of([&] { make_national_store(state, nation); });
    const auto bytes = static_cast<double>(std::filesystem::file_size(state.store_file()));
    print_figure("cells of dossiers", grouped(static_cast<double>(plan.nation)) + ", " +
                                          grouped(bytes / 1e6) + " MB, made in " +
                                          fixed(seconds, 0) + " s");
    for (const auto& [name, question] : questions())
        ask(state, name, question, kAskedARepeat * plan.repeats);
}

} // namespace congto::bench
