#include "collector/store/cell_row.h"

#include "config/runtime/failure.h"

#include <algorithm>
#include <tuple>

namespace congto::store {
namespace {

bool comes_before(const CellEntry& left, const CellEntry& right)
{
    return std::tie(left.minor, left.cls) < std::tie(right.minor, right.cls);
}

bool same_cell(const CellEntry& left, const CellEntry& right)
{
    return left.minor == right.minor && left.cls == right.cls;
}

class CellRowWriter {
public:
    void append(const CellEntry& entry)
    {
        if (entry.count == 0) {
            return;
        }
        if (entry.count < 0) {
            throw runtime::Corrupt("store.db: a cell would fall below zero: its cells do not agree "
                                   "with its dossiers; restore a backup");
        }
        const std::uint64_t step = entry.minor - minor_;
        append_varint(bytes_, step);
        append_varint(bytes_, step == 0 ? entry.cls - cls_ : entry.cls);
        append_varint(bytes_, static_cast<std::uint64_t>(entry.count));
        minor_ = entry.minor;
        cls_ = entry.cls;
    }

    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
    std::uint64_t minor_ = 0;
    std::uint64_t cls_ = 0;
};

// Takes the run of differences to one cell that begins at `at`, and leaves `at` behind it.
CellEntry take_cell(const std::vector<CellEntry>& differences, std::size_t& at)
{
    CellEntry sum = differences[at++];
    while (at < differences.size() && same_cell(differences[at], sum)) {
        sum.count += differences[at++].count;
    }
    return sum;
}

} // namespace

std::string moved(std::string_view counts, std::vector<CellEntry>& differences)
{
    std::sort(differences.begin(), differences.end(), comes_before);
    CellRowWriter row;
    std::size_t at = 0;
    for_each_cell(counts, [&](CellEntry entry) {
        while (at < differences.size() && comes_before(differences[at], entry)) {
            row.append(take_cell(differences, at));
        }
        if (at < differences.size() && same_cell(differences[at], entry)) {
            entry.count += take_cell(differences, at).count;
        }
        row.append(entry);
    });
    while (at < differences.size()) {
        row.append(take_cell(differences, at));
    }
    return row.take();
}

} // namespace congto::store
