#include "agent/mapping/map_row.h"

#include "proto/model/codes.h"

namespace congto::mapping {
namespace {

RowTime read_time(const TimeColumn& column, const Columns& columns, const std::vector<Cell>& row)
{
    const Cell& cell = columns.cell(row, column.column);
    const std::string_view text = cell ? trimmed(*cell) : std::string_view();
    if (text.empty()) {
        return {};
    }
    const auto moment = column.form.parse_moment(text);
    return {moment, !moment};
}

} // namespace

const char* why_absent(const RowTime& time)
{
    return time.is_unreadable ? "not a time of the mapping's forms" : "missing";
}

RowTimes read_times(const Ruleset& rules, const std::vector<Cell>& row)
{
    RowTimes times;
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (rules.times[i]) {
            times[i] = read_time(*rules.times[i], rules.columns, row);
        }
    }
    return times;
}

std::variant<Identity, Rejection> identity_of(const Ruleset& rules, const RowView& row)
{
    std::string code =
        model::canonical_dossier_code(row.text(rules.code).value_or(std::string_view()));
    if (code.empty()) {
        return Rejection{"code", "missing", ""};
    }
    std::optional<model::Day> opened = model::day_in_dossier_code(code);
    if (!opened) {
        const RowTime time =
            rules.opened_on ? read_time(*rules.opened_on, row.columns, row.row) : RowTime{};
        if (!time.moment) {
            return Rejection{"opened_on", why_absent(time), ""};
        }
        opened = model::day_of(*time.moment);
    }
    return Identity{std::move(code), *opened};
}

} // namespace congto::mapping
