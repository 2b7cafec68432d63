// What the account of a source may do, held against what the queries read.
#pragma once

#include "agent/source/queries.h"

#include <string>
#include <vector>

namespace congto::source {

class Connection;

struct Rights {
    bool known = false; // false: this engine's rights are not looked at
    // "may INSERT: dossier, payment", "is a superuser": more than reading.
    std::vector<std::string> excess;
    // "dossier (code, channel)": the queries read it, and the account may not.
    std::vector<std::string> missing;
    // "table citizen", "columns of dossier (name)": it may read them, and no query does.
    std::vector<std::string> beyond;
};

// Asks the engine's own catalogue. With no `reads` nothing is missing, and nothing beyond. Throws
// runtime::Unavailable.
Rights rights_of(Connection& connection, const std::vector<TableRead>& reads);

// What the catalogues of an engine are asked, each giving one text a row; empty: not asked.
struct RightsQueries {
    std::string_view owner;  // "is a superuser|": all else follows from it, and is not asked for
    std::string_view excess; // "may INSERT|dossier"
    std::string_view roles;  // asked where `has_roles` gives 1
    std::string_view has_roles;
    std::string_view readable; // "schema|table|column|1", 0 where it needs its schema's name
};

// By what answers (Connection::dbms).
RightsQueries rights_queries(std::string_view dbms);

} // namespace congto::source
