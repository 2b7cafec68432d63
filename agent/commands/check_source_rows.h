// Whether a source gives its rows in the order reading relies on.
#pragma once

#include "agent/mapping/mapping.h"
#include "agent/source/inspect.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::agent {

// How finely a source's cursors count.
struct CursorSteps {
    std::chrono::seconds step{}; // 0: less than a second
    std::size_t rows = 0;        // looked at
    std::size_t most_rows = 0;   // of one cursor
    std::string_view name() const;
};

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
    // Goes on while all cursors are coarse: rows copied in from elsewhere may be so at the
    // beginning.
    CursorSteps steps();

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
