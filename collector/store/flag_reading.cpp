#include "collector/store/flag_reading.h"

#include "collector/store/cell_row.h"
#include "collector/store/statement.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <optional>
#include <string>

namespace congto::store {
namespace {

// From small numbers to codes, each looked up once.
class Names {
public:
    Names(sqlite3* connection, const char* sql) : find_(connection, sql) {}

    const std::string& of(std::uint32_t id)
    {
        const auto [place, is_new] = names_.try_emplace(id);
        if (is_new) {
            find_.bind(1, id);
            place->second = find_.step() ? std::string(find_.text(0)) : std::string();
            find_.reset();
        }
        return place->second;
    }

private:
    Statement find_;
    boost::unordered_flat_map<std::uint32_t, std::string> names_;
};

bool is_asked(const std::optional<std::string>& asked, const std::string& code)
{
    return !asked || *asked == code;
}

} // namespace

void read_flags(sqlite3* connection, const std::vector<UnitId>& units, const Scope& scope,
                const MonthSpan& months, const FlagVisitor& visit)
{
    Names bodies(connection, "SELECT code FROM body WHERE id = ?1");
    Names procedures(connection, "SELECT canonical FROM procedure_code WHERE id = ?1");
    Statement rows(connection, "SELECT month, body, counts FROM flag_cell WHERE unit = ?1 AND "
                               "month BETWEEN ?2 AND ?3");
    for (const UnitId unit : units) {
        rows.bind(1, unit);
        rows.bind(2, months.from.number);
        rows.bind(3, months.to.number);
        while (rows.step()) {
            const std::string& body = bodies.of(static_cast<std::uint32_t>(rows.integer(1)));
            if (!is_asked(scope.body, body)) {
                continue;
            }
            const model::Month month{static_cast<std::int32_t>(rows.integer(0))};
            for_each_cell(rows.blob(2), [&](const CellEntry& entry) {
                const auto& procedure = procedures.of(static_cast<std::uint32_t>(entry.minor));
                if (is_asked(scope.procedure, procedure)) {
                    visit({unit, month, body, procedure, FlagClass{entry.cls}, entry.count});
                }
            });
        }
        rows.reset();
    }
}

} // namespace congto::store
