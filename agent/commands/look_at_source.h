// Everything a look at one source that answers can tell.
#pragma once

#include "agent/commands/check_source.h"
#include "agent/source/inspect.h"

#include <string>

namespace congto::agent {

// Looks at one source that answers. Each look has a connection of its own: one that failed is of no
// more use, and the others are wanted all the same.
class LookAtSource {
public:
    LookAtSource(const source::SqlSettings& settings, const source::Queries& queries,
                 mapping::Mapping& mapping, runtime::Clock& clock, Complaints& complaints)
        : settings_(settings), queries_(queries), mapping_(mapping), clock_(clock),
          complaints_(complaints)
    {
    }

    void at_all();

private:
    void note(const std::string& what)
    {
        complaints_.notes.push_back("source " + settings_.name + ": " + what);
    }
    void complain(const std::string& what) { add("source " + settings_.name + ": " + what); }
    void add(const std::string& fault);

    void at_rights(source::Inspection& inspection);
    void at_page(source::Inspection& inspection);
    void at_cursor_nulls(source::Inspection& inspection);
    void at_cursor_steps(source::Inspection& inspection);
    void at_clock(source::Inspection& inspection);
    void at_plan(source::Inspection& inspection);
    void at_transactions(source::Inspection& inspection);
    void at_days(source::Inspection& inspection);
    void at_day_plan(source::Inspection& inspection);

    std::string today() const { return model::text_of(model::day_of(clock_.now())); }

    const source::SqlSettings& settings_;
    const source::Queries& queries_;
    mapping::Mapping& mapping_;
    runtime::Clock& clock_;
    Complaints& complaints_;
};

} // namespace congto::agent
