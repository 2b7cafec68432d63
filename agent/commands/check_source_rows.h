// Whether a source gives its rows in the order reading relies on.
#pragma once

#include "agent/mapping/mapping.h"
#include "agent/source/inspect.h"

#include <optional>
#include <string>
#include <vector>

namespace congto::agent {

// Looks at the first rows of a source, as pages that begin at one place and another. A row that
// changes meanwhile is no fault. Everything given must outlive it.
class RowsLook {
public:
    // The mapping is bound to the columns of the page query.
    RowsLook(source::Inspection& inspection, const mapping::Mapping& mapping,
             const source::Position& start)
        : inspection_(inspection), mapping_(mapping), start_(start)
    {
    }

    // What is wrong, for a person; none: nothing was found. Throws runtime::Unavailable.
    std::optional<std::string> fault();

private:
    using Positions = std::vector<source::Position>;

    Positions page(const source::Position& after, std::size_t limit);
    Positions first_rows();
    std::optional<std::string> fault_of_positions(const Positions& rows) const;
    bool differs_from_the_middle(const Positions& rows);

    source::Inspection& inspection_;
    const mapping::Mapping& mapping_;
    const source::Position& start_;
};

} // namespace congto::agent
