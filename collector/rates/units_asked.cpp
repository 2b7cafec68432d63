#include "collector/rates/units_asked.h"

#include "config/runtime/text.h"

namespace congto::rates {

UnitsAsked units_asked(const Arguments& arguments, model::Day today,
                       std::vector<std::string>& faults)
{
    UnitsAsked asked;
    asked.on = today;
    if (arguments.units_on) {
        const auto day = model::parse_day(*arguments.units_on);
        if (!day) {
            faults.push_back("--units-on: \"" + runtime::escaped(*arguments.units_on) +
                             "\" is not a date like 2026-02-03");
        } else if (arguments.units != "new") {
            faults.emplace_back("--units-on: is the day of new units; add --units new");
        }
        asked.on = day.value_or(today);
    }
    if (arguments.units == "new") {
        asked.read = UnitsRead::new_units;
        asked.notes.push_back("Units that ended are counted with what they were on " +
                              model::text_of(asked.on) + ".");
    } else if (arguments.units == "old") {
        asked.read = UnitsRead::old_units;
        asked.notes.emplace_back(
            "Days before a merger are counted with the unit the body belonged to then; what the "
            "register of bodies does not know stays with the unit that holds it. Coverage is that "
            "of all sources that hold a unit's dossiers.");
    } else if (arguments.units != "held") {
        faults.push_back("--units: \"" + runtime::escaped(arguments.units) +
                         "\" is not one of held, old, new");
    }
    return asked;
}

model::Day day_of_codes(const Request& request)
{
    switch (request.question.units) {
    case UnitsRead::as_held:
        break;
    case UnitsRead::old_units:
        return request.question.period.from;
    case UnitsRead::new_units:
        return request.units_on;
    }
    return request.question.period.to;
}

ReadFacts::ReadFacts(const Facts& facts, UnitsRead read, model::Day on)
    : held_(facts), reading_(facts.units, facts.bodies, read, on), cells_(facts.cells, reading_)
{
}

Facts ReadFacts::facts() const
{
    if (reading_.read() == UnitsRead::as_held) {
        return held_;
    }
    return {cells_,    held_.units,  held_.procedures, held_.reported, held_.holdings,
            held_.now, held_.bodies, held_.campaigns,  held_.targets,  &reading_};
}

} // namespace congto::rates
