#include "collector/store/cell_notes.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>
#include <vector>

namespace congto::store {
std::size_t hash_value(const CellRowKey& key)
{
    std::uint64_t hash = 0;
    for (const std::int64_t part : key.parts) {
        hash = (hash ^ static_cast<std::uint64_t>(part)) * 0x9E3779B97F4A7C15ULL;
        hash ^= hash >> 32U;
    }
    return hash;
}

struct CellNotes::Noted {
    boost::unordered_flat_map<CellRowKey, std::uint32_t> numbers;
    std::vector<std::uint32_t> sizes; // by row number
    std::vector<std::uint32_t> row_of;
    std::vector<CellEntry> entries;
    std::vector<CellEntry> together; // the entries, row by row
    std::vector<Row> rows;
};

CellNotes::CellNotes() : noted_(std::make_unique<Noted>()) {}
CellNotes::~CellNotes() = default;
CellNotes::CellNotes(CellNotes&&) noexcept = default;

void CellNotes::add(const CellRowKey& row, const CellEntry& difference)
{
    const auto [place, is_new] =
        noted_->numbers.try_emplace(row, static_cast<std::uint32_t>(noted_->sizes.size()));
    if (is_new) {
        noted_->sizes.push_back(0);
    }
    ++noted_->sizes[place->second];
    noted_->row_of.push_back(place->second);
    noted_->entries.push_back(difference);
}

std::span<CellNotes::Row> CellNotes::gathered()
{
    Noted& noted = *noted_;
    noted.together.resize(noted.entries.size());
    std::vector<std::uint32_t> next(noted.sizes.size());
    std::uint32_t at = 0;
    for (std::size_t row = 0; row < next.size(); ++row) {
        next[row] = at;
        at += noted.sizes[row];
    }
    for (const auto& [key, number] : noted.numbers) {
        noted.rows.push_back(
            {key, std::span(noted.together).subspan(next[number], noted.sizes[number])});
    }
    for (std::size_t i = 0; i < noted.entries.size(); ++i) {
        noted.together[next[noted.row_of[i]]++] = noted.entries[i];
    }
    std::sort(noted.rows.begin(), noted.rows.end(),
              [](const Row& left, const Row& right) { return left.key < right.key; });
    return noted.rows;
}

void CellNotes::forget()
{
    noted_->numbers.clear();
    noted_->sizes.clear();
    noted_->row_of.clear();
    noted_->entries.clear();
    noted_->rows.clear();
}

} // namespace congto::store
