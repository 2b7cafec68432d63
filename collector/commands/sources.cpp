#include "collector/commands/commands.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/commands/sources_listing.h"
#include "collector/register/registers.h"
#include "collector/register/withdrawal.h"
#include "collector/store/reader.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(A unit that was merged may have several one-stop systems, and two of them may show one dossier. It
counts once, by the source that stands first; if that one no longer shows it, by the next. Sources
stand in the order in which they were enrolled.

  place         1 counts before all others of the unit
  shown         dossiers the source shows       held        no longer shown, until somebody decides
  counting      of these, counted as this source shows them
  shadowed      of these, counted as another source shows them, and which: shadowed_by

shown + held = counting + shadowed. What the sources of a unit count adds up to its dossiers.)";

struct ListOptions {
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
    std::string unit;
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

} // namespace

void add_sources(CLI::App& app, Chosen& chosen)
{
    auto* sources = app.add_subcommand("sources", "Show which source of a unit counts first");
    sources->footer(kHelp);
    auto options = std::make_shared<ListOptions>();
    options->where = add_whereabouts(*sources);
    sources->add_option("--unit", options->unit, "Only of this unit: H44")->type_name("CODE");
    options->shape = add_shape_options(*sources);
    sources->callback([&chosen, options] { chosen = [options] { return list(*options); }; });
}

} // namespace congto::collector
