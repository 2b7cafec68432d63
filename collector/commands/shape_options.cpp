#include "collector/commands/shape_options.h"

#include <CLI/CLI.hpp>

namespace congto::collector {

runtime::Shape ShapeOptions::shape() const
{
    if (json) {
        return runtime::Shape::json;
    }
    return csv ? runtime::Shape::csv : runtime::Shape::table;
}

std::shared_ptr<ShapeOptions> add_shape_options(CLI::App& app)
{
    auto options = std::make_shared<ShapeOptions>();
    auto* json = app.add_flag("--json", options->json, "Print JSON, for programs");
    app.add_flag("--csv", options->csv, "Print CSV (RFC 4180)")->excludes(json);
    return options;
}

} // namespace congto::collector
