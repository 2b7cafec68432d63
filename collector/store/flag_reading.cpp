#include "collector/store/flag_reading.h"

#include "collector/store/cell_row.h"
#include "collector/store/code_names.h"
#include "collector/store/statement.h"

#include <optional>
#include <string>

namespace congto::store {
namespace {

bool is_asked(const std::optional<std::string>& asked, const std::string& code)
{
    return !asked || *asked == code;
}

} // namespace

void read_flags(sqlite3* connection, const std::vector<UnitId>& units, const Scope& scope,
                const MonthSpan& months, const FlagVisitor& visit)
{
    CodeNames bodies(connection, kBodyCode);
    CodeNames procedures(connection, kProcedureCode);
    Statement rows(connection, "SELECT month, body, counts FROM flag_cell WHERE unit = ?1 AND "
                               "month BETWEEN ?2 AND ?3");
    for (const UnitId unit : units) {
        rows.bind(1, unit);
        rows.bind(2, months.from.number);
        rows.bind(3, months.to.number);
        while (rows.step()) {
            const std::string& body = bodies.of(rows.integer(1));
            if (!is_asked(scope.body, body)) {
                continue;
            }
            const model::Month month{static_cast<std::int32_t>(rows.integer(0))};
            for_each_cell(rows.blob(2), [&](const CellEntry& entry) {
                const auto& procedure = procedures.of(static_cast<std::int64_t>(entry.minor));
                if (is_asked(scope.procedure, procedure)) {
                    visit({unit, month, body, procedure, FlagClass{entry.cls}, entry.count});
                }
            });
        }
        rows.reset();
    }
}

} // namespace congto::store
