#include "collector/store/cell_grouping.h"

#include "collector/store/statement.h"

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>
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

std::vector<CellCount> ascending(const Counts& counts)
{
    std::vector<CellCount> cells;
    cells.reserve(counts.size());
    for (const auto& [cls, count] : counts) {
        cells.push_back({CellClass{cls}, count});
    }
    std::sort(cells.begin(), cells.end(),
              [](const CellCount& one, const CellCount& other) { return one.cls < other.cls; });
    return cells;
}

// Of counts that ascend by class, one for each class.
void add_to(std::vector<CellCount>& sums, const std::vector<CellCount>& more)
{
    std::vector<CellCount> both;
    both.reserve(sums.size() + more.size());
    std::merge(sums.begin(), sums.end(), more.begin(), more.end(), std::back_inserter(both),
               [](const CellCount& one, const CellCount& other) { return one.cls < other.cls; });
    sums.clear();
    for (const CellCount& cell : both) {
        if (!sums.empty() && sums.back().cls == cell.cls) {
            sums.back().count += cell.count;
        } else {
            sums.push_back(cell);
        }
    }
}

// Several raw procedure codes may be one canonical code. Of groups that are in order.
void join_equal_codes(std::vector<CellGroup>& groups)
{
    std::size_t kept = 0;
    for (std::size_t at = 1; at < groups.size(); ++at) {
        if (groups[at].unit == groups[kept].unit && groups[at].code == groups[kept].code) {
            add_to(groups[kept].counts, groups[at].counts);
        } else if (++kept != at) {
            groups[kept] = std::move(groups[at]);
        }
    }
    groups.resize(std::min(groups.size(), kept + 1));
}

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
    std::vector<CellGroup> groups;
    groups.reserve(state_->counts.size());
    for (const auto& [key, counts] : state_->counts) {
        groups.push_back({key.unit, names.name_of(key.code), ascending(counts)});
    }
    std::sort(groups.begin(), groups.end(), [](const CellGroup& one, const CellGroup& other) {
        return std::tie(one.unit, one.code) < std::tie(other.unit, other.code);
    });
    join_equal_codes(groups);
    return groups;
}

} // namespace congto::store
