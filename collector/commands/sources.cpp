#include "collector/commands/commands.h"
#include "collector/commands/deciding.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/commands/sources_listing.h"
#include "collector/register/registers.h"
#include "collector/register/withdrawal.h"
#include "collector/store/reader.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/progress.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <set>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(A unit that was merged may have several one-stop systems, and two of them may show one dossier. It
counts once, by the source that stands first; if that one no longer shows it, by the next. Sources
stand in the order in which they were enrolled, until somebody decides another.

  place         1 counts before all others of the unit
  shown         dossiers the source shows       held        no longer shown, until somebody decides
  counting      of these, counted as this source shows them
  shadowed      of these, counted as another source shows them, and which: shadowed_by

shown + held = counting + shadowed. What the sources of a unit count adds up to its dossiers.

  congto-collector sources --unit H44
  congto-collector sources order --unit H44 new-system onestop --dry-run
  congto-collector sources order --unit H44 new-system onestop --reason "letter 31"

An order names all sources of the unit. It is an entry of the register ledger with its reason and
who made it, and moves past figures too. A running collector takes it up within seconds; else the
next one does. A source that is enrolled later stands last.)";

struct ListOptions {
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
    std::string unit;
};

struct OrderOptions {
    std::shared_ptr<Whereabouts> where;
    std::string unit;
    std::vector<std::string> names;
    std::string reason;
    bool dry_run = false;
};

std::string quoted(const std::string& text)
{
    return '"' + runtime::escaped(text) + '"';
}

// Sources of the units that have or had this code; of all, if there is none.
std::vector<store::SourcePlace> places_of(const store::Reader& reader,
                                          const registers::UnitRegister& units,
                                          const std::string& code)
{
    std::vector<store::SourcePlace> places = reader.places();
    if (code.empty()) {
        return places;
    }
    if (!units.knows(code)) {
        throw runtime::BadSettings("--unit: " + quoted(code) + " is no unit of the unit register");
    }
    std::erase_if(places, [&](const store::SourcePlace& place) {
        const registers::Unit* unit = units.with_id(place.of.unit);
        return unit == nullptr || unit->code != code;
    });
    return places;
}

// One unit's: of several that had the code, of the one that has it today, if it has sources.
std::vector<store::SourcePlace> places_to_order(const store::Reader& reader,
                                                const std::string& code)
{
    const auto units = registers::read_unit_register(reader.database());
    std::vector<store::SourcePlace> places = places_of(reader, units, code);
    if (places.empty()) {
        throw runtime::BadSettings("--unit: " + quoted(code) + " has no source yet");
    }
    const registers::Unit* today =
        units.valid_on(code, model::day_of(runtime::SystemClock().now()));
    const auto is_todays = [&](const store::SourcePlace& place) {
        return today != nullptr && place.of.unit == today->id;
    };
    const store::UnitId unit =
        std::any_of(places.begin(), places.end(), is_todays) ? today->id : places.back().of.unit;
    std::erase_if(places, [&](const store::SourcePlace& place) { return place.of.unit != unit; });
    return places;
}

// Every name of the unit's, each once: what is missing, twice or not of the unit is told at once.
void require_names(const std::vector<store::SourcePlace>& places, const OrderOptions& options)
{
    std::string faults;
    const auto fault = [&](const std::string& what) {
        faults += (faults.empty() ? "" : "; ") + what;
    };
    std::set<std::string> given;
    for (const std::string& name : options.names) {
        const bool known = std::any_of(places.begin(), places.end(),
                                       [&](const auto& place) { return place.source == name; });
        if (!known) {
            fault(quoted(name) + " is no source of " + options.unit);
        } else if (!given.insert(name).second) {
            fault(quoted(name) + " is named twice");
        }
    }
    for (const store::SourcePlace& place : places) {
        if (given.count(place.source) == 0) {
            fault(quoted(place.source) + " is missing");
        }
    }
    if (!faults.empty()) {
        throw runtime::BadSettings("sources order: " + faults +
                                   "; name every source of the unit once, the one that is to "
                                   "count first at the beginning");
    }
}

std::string joined(const std::vector<std::string>& names, const char* between)
{
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : between) + name;
    }
    return text;
}

int order(const OrderOptions& options)
{
    const store::StateDirectory state = options.where->state();
    const store::Reader reader = store::Reader::open(state);
    const auto places = places_to_order(reader, options.unit);
    require_names(places, options);
    const store::UnitId unit = places.front().of.unit;
    const std::string effect =
        runtime::grouped(static_cast<std::uint64_t>(reader.would_reorder(unit, options.names))) +
        " dossiers count as another source shows them";
    if (options.dry_run) {
        std::cout << "would be ordered: " << options.unit << ": "
                  << joined(options.names, " before ") << "; " << effect
                  << "; nothing was changed\n";
        return 0;
    }
    registers::WithdrawalDecision decision;
    decision.verdict = registers::WithdrawalDecision::Verdict::order;
    decision.unit = unit;
    decision.source_name = joined(options.names, " ");
    enter_decisions(state, reader, {decision}, options.reason);
    std::cout << "ordered: " << options.unit << ": " << joined(options.names, " before ") << "; "
              << effect << "; a running collector takes it up within seconds\n";
    return 0;
}

int list(const ListOptions& options)
{
    const store::Reader reader = store::Reader::open(options.where->state());
    const auto units = registers::read_unit_register(reader.database());
    const auto waiting =
        registers::decisions_after(reader.database(), reader.decided_through()).size();
    runtime::print(std::cout,
                   sources_listing(places_of(reader, units, options.unit), units,
                                   static_cast<std::int64_t>(waiting)),
                   options.shape->shape());
    return 0;
}

void add_order(CLI::App& sources, Chosen& chosen)
{
    CLI::App* command =
        sources.add_subcommand("order", "Decide which source of a unit counts first");
    auto options = std::make_shared<OrderOptions>();
    options->where = add_whereabouts(*command);
    command->add_option("--unit", options->unit, "The unit: H44")->required()->type_name("CODE");
    command->add_option("NAME", options->names, "Every source of the unit, the first counts first")
        ->required()
        ->type_name("");
    command
        ->add_option("--reason", options->reason,
                     "Why, for whoever asks later; a decision needs it")
        ->type_name("TEXT");
    command->add_flag("--dry-run", options->dry_run,
                      "Only say how many dossiers another source would count");
    command->callback([&chosen, options] { chosen = [options] { return order(*options); }; });
}

} // namespace

void add_sources(CLI::App& app, Chosen& chosen)
{
    auto* sources = app.add_subcommand("sources", "Show which source of a unit counts first");
    sources->footer(kHelp);
    auto options = std::make_shared<ListOptions>();
    options->where = add_whereabouts(*sources);
    sources->add_option("--unit", options->unit, "Only of this unit: H44")->type_name("CODE");
    options->shape = add_shape_options(*sources);
    sources->callback([&chosen, sources, options] {
        if (sources->get_subcommands().empty()) {
            chosen = [options] { return list(*options); };
        }
    });
    add_order(*sources, chosen);
}

} // namespace congto::collector
