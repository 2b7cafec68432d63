#include "collector/register/unit_end.h"

#include "collector/register/register_tables.h"
#include "config/runtime/failure.h"

#include <algorithm>
#include <string_view>

namespace congto::registers {
namespace {

bool lasts_longer(const std::optional<model::Day>& end, model::Day than)
{
    return !end || than < *end;
}

// Those of `wanted` that end sooner than they are held to.
std::vector<Unit> ended_sooner(const std::vector<Unit>& wanted, const std::vector<Unit>& held)
{
    std::vector<Unit> ended;
    for (const Unit& unit : wanted) {
        const auto same = std::find_if(held.begin(), held.end(),
                                       [&](const Unit& other) { return other.id == unit.id; });
        if (same != held.end() && unit.valid_to && lasts_longer(same->valid_to, *unit.valid_to)) {
            ended.push_back(unit);
        }
    }
    return ended;
}

// One register: what it is called, and a line of it.
template <typename Row, typename Said>
void check(const std::vector<Unit>& ended, const std::vector<Row>& lines, std::string_view name,
           Said said, const std::string& file, std::vector<std::string>& faults)
{
    for (const Unit& unit : ended) {
        const Row* first = nullptr;
        std::size_t longer = 0;
        for (const Row& line : lines) {
            if (line.unit == unit.id && lasts_longer(line.valid_to, *unit.valid_to)) {
                first = first == nullptr ? &line : first;
                ++longer;
            }
        }
        if (first != nullptr) {
            faults.push_back(file + ": ends " + shown_code(unit) + ' ' + unit.name_vi + " on " +
                             model::text_of(*unit.valid_to) + ", but " + std::to_string(longer) +
                             " of its " + std::string(name) + (longer == 1 ? " lasts" : " last") +
                             " longer, as " + said(*first) + " from " +
                             model::text_of(first->valid_from) +
                             (first->valid_to ? " to " + model::text_of(*first->valid_to) : "") +
                             "; import " + std::string(name) + " that end with it first");
        }
    }
}

} // namespace

void require_lines_within(const std::vector<Unit>& wanted, SQLite::Database& registers,
                          const std::string& file)
{
    const auto ended = ended_sooner(wanted, read_unit_table(registers));
    if (ended.empty()) {
        return;
    }
    const auto code_of = [](const auto& line) { return line.code; };
    std::vector<std::string> faults;
    check(ended, read_body_table(registers), "bodies", code_of, file, faults);
    check(ended, read_procedure_table(registers), "procedures", code_of, file, faults);
    check(
        ended, read_target_table(registers), "targets",
        [](const Target& target) { return target.indicator; }, file, faults);
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
}

} // namespace congto::registers
