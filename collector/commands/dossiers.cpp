#include "collector/commands/commands.h"
#include "collector/commands/period_options.h"
#include "collector/commands/settings.h"
#include "collector/rates/dossier_listing.h"
#include "collector/rates/gathered_facts.h"
#include "collector/rates/request.h"
#include "config/runtime/failure.h"
#include "config/runtime/progress.h"
#include "config/runtime/row_writer.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <iostream>
#include <memory>
#include <string>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(The dossiers behind one figure of one unit, a row each, so that it can be argued about row by row.
A row says on which side of the rate the dossier stands, why it is not in the numerator, and what is
known of it: as the source shows it now, and the channel and level it was first seen with. Dossiers
are pseudonyms; inside the unit congto-agent explain translates them back to dossier codes.

  congto-collector dossiers --unit H44 --month 2026-08 --indicator end_to_end > h44.csv
  congto-collector dossiers --unit H44 --month 2026-08 --indicator end_to_end --side rest
      those that keep the rate from 100 %, and why
  congto-collector dossiers --unit H44 --quarter 2026-Q3 --indicator on_time --body H44.14 --json

  --side   numerator     in the numerator
           denominator   in the denominator, so in the numerator too (the default)
           rest          in the denominator, not in the numerator
           not_counted   of these days and in neither: withdrawn, migrated, not settled …

As many are listed as the figure counts: the figure is taken from the same moment, and said on
standard error. If they ever differ, the command fails and says so.)";

struct Options {
    rates::Arguments asked;
    std::string side = "denominator";
    bool json = false;
    bool csv = false; // the default; the flag only says it
    std::shared_ptr<Whereabouts> where;
};

bool is_wanted(const std::string& wanted, rates::Side side)
{
    return wanted == rates::name_of(side) ||
           (wanted == "denominator" && side != rates::Side::not_counted);
}

rates::Request understood(const Options& options, const rates::Facts& facts)
{
    std::vector<std::string> faults;
    if (!options.asked.unit) {
        faults.emplace_back("--unit is missing: a list is of one unit, as H44");
    }
    if (!options.asked.indicator || *options.asked.indicator == "all") {
        faults.emplace_back("--indicator is missing: a list is behind one figure, as end_to_end");
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    rates::Request request = rates::understood(options.asked, facts);
    if (request.indicators.front()->denominator == nullptr) {
        throw runtime::BadSettings("--indicator " + *options.asked.indicator +
                                   " counts procedures: no dossiers stand behind it");
    }
    return request;
}

// Throws BadSettings: of the unit nothing is here.
rates::Figure figure_of(const rates::Request& request, const rates::Facts& facts,
                        const std::string& unit)
{
    const auto groups =
        rates::answered(facts, request.question, request.listed, {request.indicators.front()});
    const rates::Figure figure = groups.front().figures.front();
    if (figure.none == rates::NoFigure::not_metered || figure.none == rates::NoFigure::not_read) {
        throw runtime::BadSettings("--unit " + runtime::escaped(unit) + ": " +
                                   std::string(rates::text_of(*figure.none)) +
                                   ": there are no dossiers to list");
    }
    return figure;
}

// What was found, dossier by dossier.
struct Found {
    rates::Count count;
    std::int64_t listed = 0;
};

Found write_all(const Options& options, const rates::Request& request, const rates::Facts& facts,
                SQLite::Database& store, runtime::RowWriter& writer)
{
    rates::BehindFigure behind(*request.indicators.front(), request.question, facts.procedures);
    store::CountingWalk walk(store.getHandle(), *request.question.scope.unit);
    runtime::Progress progress;
    progress.begin("looking at dossiers", static_cast<std::uint64_t>(walk.shown()));
    Found found;
    std::uint64_t seen = 0;
    while (const store::CountingDossier* dossier = walk.next()) {
        progress.at(++seen);
        const auto judged = behind.judge(rates::facts_of(*dossier));
        if (!judged) {
            continue;
        }
        found.count.numerator += judged->side == rates::Side::numerator ? 1 : 0;
        found.count.denominator += judged->side == rates::Side::not_counted ? 0 : 1;
        if (is_wanted(options.side, judged->side)) {
            writer.write(rates::dossier_row(*dossier, *judged));
            ++found.listed;
        }
    }
    found.count.numerator -= behind.taken_away().numerator;
    found.count.denominator -= behind.taken_away().denominator;
    return found;
}

std::string shown(const rates::Count& count)
{
    return std::to_string(count.numerator) + " of " + std::to_string(count.denominator);
}

runtime::Listing head_of(const rates::Request& request, const rates::Figure& figure,
                         const std::string& unit)
{
    const rates::Question& question = request.question;
    runtime::Listing head;
    head.columns = rates::dossier_columns();
    head.facts = {{"unit", unit},
                  {"from", model::text_of(question.period.from)},
                  {"to", model::text_of(question.period.to)},
                  {"basis", std::string(rates::name_of(question.population))},
                  {"indicator", std::string(request.indicators.front()->name)},
                  {"edition", std::int64_t{rates::kCatalogueEdition}},
                  {"numerator", figure.count.numerator},
                  {"denominator", figure.count.denominator}};
    return head;
}

int write_dossiers(const Options& options)
{
    const rates::GatheredFacts gathered(options.where->state());
    const rates::Facts facts = gathered.facts();
    const rates::Request request = understood(options, facts);
    const rates::Figure figure = figure_of(request, facts, *options.asked.unit);

    const runtime::Listing head = head_of(request, figure, *options.asked.unit);
    runtime::RowWriter writer(std::cout, head,
                              options.json ? runtime::Shape::json : runtime::Shape::csv);
    const Found found = write_all(options, request, facts, gathered.database(), writer);
    writer.finish(request.notes);

    const std::string name(request.indicators.front()->name);
    if (found.count.numerator != figure.count.numerator ||
        found.count.denominator != figure.count.denominator) {
        throw runtime::Corrupt("the dossiers of " + name + " are " + shown(found.count) +
                               ", its figure says " + shown(figure.count) +
                               "; congto-collector verify tells what is damaged");
    }
    std::cerr << name << ": " << shown(figure.count) << "; " << found.listed << " listed ("
              << options.side << ")\n";
    for (const std::string& note : request.notes) {
        std::cerr << note << '\n';
    }
    return 0;
}

} // namespace

void add_dossiers(CLI::App& app, Chosen& chosen)
{
    auto* dossiers = app.add_subcommand("dossiers", "List the dossiers behind a figure");
    dossiers->footer(kHelp);
    auto options = std::make_shared<Options>();
    rates::Arguments& asked = options->asked;
    options->where = add_whereabouts(*dossiers);
    dossiers->add_option("--unit", asked.unit, "The unit: H44. Required")->type_name("CODE");
    add_period_options(*dossiers, asked);
    dossiers->add_option("--indicator", asked.indicator, "The figure's indicator. Required")
        ->type_name("NAME");
    dossiers
        ->add_option("--basis", asked.basis,
                     "By the day received or settled: received, settled, settled_with_withdrawn")
        ->type_name("BASIS")
        ->capture_default_str();
    dossiers->add_option("--body", asked.body, "Only this body: H44.14, as the source writes it")
        ->type_name("CODE");
    dossiers->add_option("--procedure", asked.procedure, "Only this procedure: 2.000815")
        ->type_name("CODE");
    dossiers->add_option("--side", options->side, "Which of them: see below")
        ->type_name("SIDE")
        ->check(CLI::IsMember({"numerator", "denominator", "rest", "not_counted"}))
        ->capture_default_str();
    auto* json = dossiers->add_flag("--json", options->json, "Write JSON, for programs");
    dossiers->add_flag("--csv", options->csv, "Write CSV (RFC 4180): the default")->excludes(json);
    dossiers->callback(
        [&chosen, options] { chosen = [options] { return write_dossiers(*options); }; });
}

} // namespace congto::collector
