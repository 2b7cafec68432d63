#include "collector/commands/commands.h"
#include "collector/commands/period_options.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/flags/flag_listing.h"
#include "collector/flags/pages.h"
#include "collector/rates/gathered_facts.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Seventeen detectors, D1 to D17, count dossiers that look as they do when a figure is made to look
better: each of how many it could be told of, against a threshold of the settings. What a source
cannot tell is not 0, and says so. A count is a question to the unit, not a finding against it.

  congto-collector flags --month 2026-08
      all metered units, those over a threshold first
  congto-collector flags --month 2026-08 --unit H44
      every signal of one; the rates now, as first read, and if none that is flagged were online
  congto-collector flags --month 2026-08 --unit H44 --detector D1 --by body
      one detector, body by body
  congto-collector flags --explain D5
      what it counts and what innocent causes it has, in Vietnamese; --language en for English
  congto-collector flags --month 2026-08 --json
      every signal of every unit, for programs

Dossiers are counted by the month received: whole months only.

Signals:
)";

struct Options {
    flags::FlagArguments asked;
    std::optional<std::string> explain;
    std::string language = "vi";
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
};

std::string footer()
{
    std::string text = kHelp;
    for (const flags::Signal& signal : flags::catalogue()) {
        text += "  " + std::string(signal.detector) + ' ' + std::string(signal.name) + "\n      " +
                std::string(signal.says) + '\n';
    }
    return text;
}

int explain(const std::string& detector, const std::string& language)
{
    if (!flags::is_detector(detector)) {
        throw runtime::BadSettings("--explain: \"" + runtime::escaped(detector) +
                                   "\" is not one of D1 to D17");
    }
    std::cout << flags::page_of(detector, language == "en" ? rates::Language::english
                                                           : rates::Language::vietnamese);
    return 0;
}

int show_flags(const Options& options)
{
    if (options.explain) {
        return explain(*options.explain, options.language);
    }
    const Settings settings = options.where->settings();
    const rates::GatheredFacts gathered({settings.state});
    const auto shape = options.shape->shape();
    runtime::print(std::cout,
                   flags::flag_listing(options.asked, gathered.facts(), settings.detectors, shape),
                   shape);
    return 0;
}

} // namespace

void add_flags(CLI::App& app, Chosen& chosen)
{
    auto* flags = app.add_subcommand("flags", "Count what a detector of integrity would ask about");
    flags->footer(footer());
    auto options = std::make_shared<Options>();
    rates::Arguments& which = options->asked.which;
    options->where = add_whereabouts(*flags);
    add_period_options(*flags, which);
    flags->add_option("--by", which.by, "A row for each unit, body or procedure")
        ->type_name("WHAT")
        ->capture_default_str();
    flags->add_option("--unit", which.unit, "Only this unit: H44")->type_name("CODE");
    flags->add_option("--body", which.body, "Only this body: H44.14, as the source writes it")
        ->type_name("CODE");
    flags->add_option("--procedure", which.procedure, "Only this procedure: 2.000815")
        ->type_name("CODE");
    flags->add_option("--detector", options->asked.detector, "Only this detector: D1")
        ->type_name("ID");
    flags->add_flag("--all-units", which.all_units, "Also units that are not metered");
    flags->add_option("--explain", options->explain, "Tell what this detector counts: D5")
        ->type_name("ID");
    flags->add_option("--language", options->language, "Of --explain: vi or en")
        ->type_name("LANGUAGE")
        ->check(CLI::IsMember({"vi", "en"}))
        ->capture_default_str();
    options->shape = add_shape_options(*flags);
    flags->callback([&chosen, options] { chosen = [options] { return show_flags(*options); }; });
}

} // namespace congto::collector
