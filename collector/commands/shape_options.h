// `--json` and `--csv`, for every sub-command that prints a listing.
#pragma once

#include "config/runtime/table.h"

#include <memory>

namespace CLI {
class App;
}

namespace congto::collector {

struct ShapeOptions {
    bool json = false;
    bool csv = false;

    runtime::Shape shape() const;
};

std::shared_ptr<ShapeOptions> add_shape_options(CLI::App& app);

} // namespace congto::collector
