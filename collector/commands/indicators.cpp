#include "collector/commands/commands.h"
#include "collector/commands/shape_options.h"
#include "collector/rates/definitions.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(A rate without its definition is an accusation. Each indicator has a page: what is in the numerator
and the denominator, what is shown beside it, who else counts so, and where it is from.

  congto-collector indicators
      all of them, a line each
  congto-collector indicators end_to_end
      the page of one, in Vietnamese; --language en for English
  congto-collector indicators --json
      every word in both languages, for programs)";

struct Options {
    std::string name; // empty: all
    std::string language = "vi";
    std::shared_ptr<ShapeOptions> shape;
};

int show(const Options& options)
{
    const auto language =
        options.language == "en" ? rates::Language::english : rates::Language::vietnamese;
    const runtime::Shape shape = options.shape->shape();
    if (options.name.empty()) {
        runtime::print(std::cout, rates::definitions_listing(shape, language), shape);
        return 0;
    }
    const rates::Indicator* indicator = rates::indicator_named(options.name);
    if (indicator == nullptr) {
        throw runtime::BadSettings('"' + runtime::escaped(options.name) +
                                   "\" is no indicator; congto-collector indicators lists them");
    }
    if (shape != runtime::Shape::table) {
        throw runtime::BadSettings("--json and --csv print all indicators: leave the name out");
    }
    std::cout << rates::page_of(*indicator, language);
    return 0;
}

} // namespace

void add_indicators(CLI::App& app, Chosen& chosen)
{
    auto* indicators =
        app.add_subcommand("indicators", "Show what each rate counts, in Vietnamese and English");
    indicators->footer(kHelp);
    auto options = std::make_shared<Options>();
    indicators->add_option("name", options->name, "The page of this one")->type_name("NAME");
    indicators->add_option("--language", options->language, "vi or en")
        ->type_name("LANGUAGE")
        ->check(CLI::IsMember({"vi", "en"}))
        ->capture_default_str();
    options->shape = add_shape_options(*indicators);
    indicators->callback([&chosen, options] { chosen = [options] { return show(*options); }; });
}

} // namespace congto::collector
