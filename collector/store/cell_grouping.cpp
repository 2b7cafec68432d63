#include "collector/store/cell_grouping.h"

#include "collector/store/statement.h"

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace congto::store {
namespace {

using Ids = boost::unordered_flat_set<std::uint32_t>;

std::optional<Ids> ids_of(sqlite3* connection, const char* sql,
                          const std::optional<std::string>& code)
{
    if (!code) {
        return std::nullopt;
    }
    Statement rows(connection, sql);
    rows.bind_text(1, *code);
    Ids ids;
    while (rows.step()) {
        ids.insert(static_cast<std::uint32_t>(rows.integer(0)));
    }
    return ids;
}

struct GroupKey {
    UnitId unit = 0;
    std::uint32_t code = 0;

    bool operator==(const GroupKey&) const = default;
};

std::size_t hash_value(const GroupKey& key)
{
    std::size_t seed = 0;
    boost::hash_combine(seed, key.unit);
    boost::hash_combine(seed, key.code);
    return seed;
}

using Counts = boost::unordered_flat_map<std::uint64_t, std::int64_t>;

// From the small number of a group back to its code.
class CodeNames {
public:
    CodeNames(sqlite3* connection, Grouping grouping)
        : has_codes_(grouping == Grouping::body || grouping == Grouping::procedure),
          find_(connection, grouping == Grouping::body
                                ? "SELECT code FROM body WHERE id = ?1"
                                : "SELECT canonical FROM procedure_code WHERE id = ?1")
    {
    }

    // Empty: groups have none.
    std::string name_of(std::uint32_t code)
    {
        if (!has_codes_) {
            return {};
        }
        find_.bind(1, code);
        if (!find_.step()) {
            return {};
        }
        std::string name(find_.text(0));
        find_.reset();
        return name;
    }

private:
    bool has_codes_;
    Statement find_;
};

} // namespace

struct CellGrouping::State {
    sqlite3* connection;
    Grouping grouping;
    bool one_unit;
    std::optional<Ids> bodies;
    std::optional<Ids> procedures;
    boost::unordered_flat_map<GroupKey, Counts> counts;

    GroupKey key_of(const Cell& cell) const
    {
        switch (grouping) {
        case Grouping::nothing:
            return {one_unit ? cell.unit : 0, 0};
        case Grouping::unit:
            return {cell.unit, 0};
        case Grouping::body:
            return {cell.unit, cell.body};
        case Grouping::procedure:
            return {cell.unit, cell.procedure};
        }
        return {};
    }
};

CellGrouping::CellGrouping(sqlite3* connection, const Scope& scope, Grouping grouping)
    : state_(std::make_unique<State>(State{
          connection,
          grouping,
          scope.unit.has_value(),
          ids_of(connection, "SELECT id FROM body WHERE code = ?1", scope.body),
          ids_of(connection, "SELECT id FROM procedure_code WHERE canonical = ?1", scope.procedure),
          {}}))
{
}

CellGrouping::~CellGrouping() = default;

void CellGrouping::add(const Cell& cell)
{
    if (state_->bodies && !state_->bodies->contains(cell.body)) {
        return;
    }
    if (state_->procedures && !state_->procedures->contains(cell.procedure)) {
        return;
    }
    state_->counts[state_->key_of(cell)][cell.of.cls.bits] += cell.of.count;
}

std::vector<CellGroup> CellGrouping::groups() const
{
    CodeNames names(state_->connection, state_->grouping);
    // Several raw procedure codes may be one canonical code.
    std::map<std::pair<UnitId, std::string>, std::map<std::uint64_t, std::int64_t>> by_code;
    for (const auto& [key, counts] : state_->counts) {
        auto& sums = by_code[{key.unit, names.name_of(key.code)}];
        for (const auto& [cls, count] : counts) {
            sums[cls] += count;
        }
    }
    std::vector<CellGroup> groups;
    for (const auto& [key, sums] : by_code) {
        CellGroup& group = groups.emplace_back(CellGroup{key.first, key.second, {}});
        for (const auto& [cls, count] : sums) {
            group.counts.push_back({CellClass{cls}, count});
        }
    }
    return groups;
}

} // namespace congto::store
