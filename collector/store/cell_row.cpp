#include "collector/store/cell_row.h"

#include "collector/store/damage.h"
#include "config/runtime/failure.h"

#include <algorithm>

namespace congto::store {
namespace {

constexpr std::size_t kMostBytesOfEntry = 30; // three varints of ten
constexpr std::size_t kFewestBytesOfEntry = 3;

struct ComesBefore {
    bool operator()(const CellEntry& left, const CellEntry& right) const
    {
        return left.minor != right.minor ? left.minor < right.minor : left.cls < right.cls;
    }
};

bool same_cell(const CellEntry& left, const CellEntry& right)
{
    return left.minor == right.minor && left.cls == right.cls;
}

// Sums the run of differences to one cell that begins at `at`, and leaves `at` behind it.
CellEntry take_cell(std::span<const CellEntry> differences, std::size_t& at)
{
    CellEntry sum = differences[at++];
    while (at < differences.size() && same_cell(differences[at], sum)) {
        sum.count += differences[at++].count;
    }
    return sum;
}

} // namespace

std::string_view CellRowMover::moved(std::string_view counts, std::span<CellEntry> differences)
{
    std::sort(differences.begin(), differences.end(), ComesBefore());
    const std::size_t most = counts.size() / kFewestBytesOfEntry + differences.size();
    if (bytes_.size() < most * kMostBytesOfEntry) {
        bytes_.resize(most * kMostBytesOfEntry);
    }
    size_ = 0;
    last_ = {};
    std::size_t at = 0;
    const ComesBefore comes_before;
    for_each_cell(counts, [&](CellEntry entry) {
        while (at < differences.size() && comes_before(differences[at], entry)) {
            append(take_cell(differences, at));
        }
        if (at < differences.size() && same_cell(differences[at], entry)) {
            entry.count += take_cell(differences, at).count;
        }
        append(entry);
    });
    while (at < differences.size()) {
        append(take_cell(differences, at));
    }
    return std::string_view(bytes_).substr(0, size_);
}

void CellRowMover::append(const CellEntry& entry)
{
    if (entry.count == 0) {
        return;
    }
    if (entry.count < 0) {
        throw runtime::Corrupt(
            "store.db: a cell would fall below zero: its cells do not agree with "
            "its dossiers; " +
            std::string(kMendIt));
    }
    const std::uint64_t step = entry.minor - last_.minor;
    put(step);
    put(step == 0 ? entry.cls - last_.cls : entry.cls);
    put(static_cast<std::uint64_t>(entry.count));
    last_ = entry;
}

void CellRowMover::put(std::uint64_t value)
{
    while (value >= 0x80) {
        bytes_[size_++] = static_cast<char>(value | 0x80);
        value >>= 7U;
    }
    bytes_[size_++] = static_cast<char>(value);
}

} // namespace congto::store
