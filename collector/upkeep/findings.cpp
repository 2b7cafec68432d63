#include "collector/upkeep/findings.h"

#include "config/runtime/progress.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace congto::upkeep {

void Findings::add(const std::string& kind, std::string line)
{
    Kind& of_kind = kinds_[kind];
    ++of_kind.count;
    if (of_kind.kept.size() < kKept) {
        of_kind.kept.push_back(std::move(line));
    }
}

void Findings::add(const Findings& others)
{
    for (const auto& [name, other] : others.kinds_) {
        Kind& of_kind = kinds_[name];
        of_kind.count += other.count;
        const std::size_t room = kKept - of_kind.kept.size();
        const std::size_t taken = std::min(room, other.kept.size());
        of_kind.kept.insert(of_kind.kept.end(), other.kept.begin(),
                            other.kept.begin() + static_cast<std::ptrdiff_t>(taken));
    }
}

std::uint64_t Findings::count() const
{
    return std::accumulate(
        kinds_.begin(), kinds_.end(), std::uint64_t{0},
        [](std::uint64_t sum, const auto& kind) { return sum + kind.second.count; });
}

std::vector<std::string> Findings::lines() const
{
    std::vector<std::string> lines;
    for (const auto& [name, kind] : kinds_) {
        for (const std::string& line : kind.kept) {
            lines.push_back(name + ": " + line);
        }
        if (kind.count > kind.kept.size()) {
            lines.push_back(name + ": " + runtime::grouped(kind.count - kind.kept.size()) +
                            " more like these");
        }
    }
    return lines;
}

} // namespace congto::upkeep
