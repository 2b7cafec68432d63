// Which dossiers something may happen to.
#pragma once

#include "tests/province/dossier.h"
#include "tests/province/random.h"

#include <array>
#include <cstddef>
#include <optional>
#include <unordered_set>
#include <vector>

namespace congto::province {

enum class Stage : std::uint8_t { waiting, working, resolved, ended, flawed, deleted, none };
inline constexpr std::size_t kStages = 7;
Stage stage_of(const Dossier& dossier);

// All dossiers of a province in memory, found at random by stage. An entry of a pool may be stale:
// it is dropped when drawn.
class Pools {
public:
    std::size_t add(Dossier dossier);
    const Dossier& at(std::size_t place) const { return dossiers_[place]; }
    void replace(std::size_t place, Dossier dossier);
    std::optional<std::size_t> draw(Stage stage, Random& random);

    // A dossier changed in an open transaction is left alone until that ends.
    void hold(std::size_t place) { held_.insert(place); }
    void release_all() { held_.clear(); }

private:
    std::vector<Dossier> dossiers_;
    std::array<std::vector<std::size_t>, kStages> places_;
    std::unordered_set<std::size_t> held_;
};

} // namespace congto::province
