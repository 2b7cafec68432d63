// What happens in a living province, how often, and to whom.
#pragma once

#include "tests/province/birth.h"
#include "tests/province/pools.h"

#include <string>

namespace congto::province {

// What there is to act with.
struct Scene {
    std::int64_t now; // microseconds
    Random& random;
    CodeBook& codes;
    const Catalogue& catalogue;
};

// One thing that happens to one dossier.
struct Happening {
    const char* name;
    double weight; // among all
    Stage stage;   // of the dossiers it happens to; none: a new one comes in, and there is no act
    // False: not with this dossier.
    bool (*act)(Dossier& dossier, const Scene& scene);
};

const std::vector<Happening>& happenings();

} // namespace congto::province
