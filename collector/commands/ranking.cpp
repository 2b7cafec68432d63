#include "collector/commands/commands.h"
#include "collector/commands/period_options.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/commands/units_options.h"
#include "collector/rates/gathered_facts.h"
#include "collector/rates/ranking_listing.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Provinces and ministries in the order of a rate, apart from each other, and the nation; or the
communes and other bodies of one unit.

  congto-collector ranking --month 2026-08
      by end_to_end, on the dossiers received in August 2026, beside July
  congto-collector ranking --quarter 2026-Q3 --indicator procedures_full
      by procedures offered full, beside the second quarter
  congto-collector ranking --campaign "60 days" --basis settled
      over a campaign, against its own targets
  congto-collector ranking --month 2026-08 --bodies-of H44
      the communes of H44, then its departments and other bodies
  congto-collector ranking --quarter 2025-Q3 --units new
      units that merged in that time as what they became, in both quarters

Change is against the period before: of a month, quarter or year the one before, of other days as
many days before. Places is how many ranks up or down since then. Equal fractions share a rank
(1, 2, 2, 4), by the numbers themselves and not by their digits. Whoever has no figure has no rank
and stands below with the reason: missing is not 0 %. Low coverage is marked and ranked: who shows
less must not leave the table by it.
A target is the unit's own, else that of its kind, as congto-collector targets list shows them; with
--campaign those of the campaign. A body has none. Provinces together and ministries together are
set against the target of their kind, the nation against its own.)";

struct Options {
    rates::RankingArguments asked;
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
};

int show_ranking(const Options& options)
{
    const rates::GatheredFacts gathered(options.where->state());
    rates::print_ranking(std::cout, options.asked, gathered.facts(), options.shape->shape());
    return 0;
}

} // namespace

void add_ranking(CLI::App& app, Chosen& chosen)
{
    auto* ranking = app.add_subcommand(
        "ranking", "Rank provinces, ministries, or the bodies of a unit by a rate");
    ranking->footer(kHelp);
    auto options = std::make_shared<Options>();
    rates::RankingArguments& asked = options->asked;
    options->where = add_whereabouts(*ranking);
    add_period_options(*ranking, asked.which);
    ranking
        ->add_option("--indicator", asked.which.indicator, "By this one: end_to_end unless given")
        ->type_name("NAME");
    ranking
        ->add_option("--basis", asked.which.basis,
                     "By the day received or settled: received, settled, settled_with_withdrawn")
        ->type_name("BASIS")
        ->capture_default_str();
    ranking->add_option("--bodies-of", asked.bodies_of, "The bodies of this unit: H44")
        ->type_name("CODE");
    ranking
        ->add_option("--low-coverage", asked.low_coverage,
                     "Mark whoever has less than this collected, in per cent")
        ->type_name("PERCENT")
        ->capture_default_str();
    ranking
        ->add_option("--edition", asked.which.edition,
                     "Refuse to answer by another edition of the catalogue than this")
        ->type_name("NUMBER");
    add_units_options(*ranking, asked.which);
    options->shape = add_shape_options(*ranking);
    ranking->callback(
        [&chosen, options] { chosen = [options] { return show_ranking(*options); }; });
}

} // namespace congto::collector
