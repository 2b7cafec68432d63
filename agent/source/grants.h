// The statements that make an account which may do what the agent does, and no more.
#pragma once

#include "agent/source/queries.h"

#include <string>
#include <string_view>
#include <vector>

namespace congto::source {

// For a dialect of mappings ("postgresql", "mysql", "sqlserver", "oracle", "odbc", "sqlite3"), to
// be run by the database's administrator. No password is in them: an account made by them cannot
// log in until it is given one. What only helps stands as a comment. `account` is a plain name; for
// MySQL it may say from which host: "congto@10.1.2.3".
std::string grants(std::string_view dialect, std::string_view account,
                   const std::vector<TableRead>& reads);

// Letters, digits, '_', '.', '-', and at most one '@' with a host or '%' after it.
bool is_account(std::string_view text);

} // namespace congto::source
