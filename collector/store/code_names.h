// From the small numbers of bodies and procedures back to their codes.
#pragma once

#include "collector/store/statement.h"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace congto::store {

inline constexpr const char* kBodyCode = "SELECT code FROM body WHERE id = ?1";
inline constexpr const char* kProcedureCode = "SELECT canonical FROM procedure_code WHERE id = ?1";

// Each looked up once. A code stays where it is as long as this lives.
class CodeNames {
public:
    CodeNames(sqlite3* connection, const char* sql) : find_(connection, sql) {}

    // Empty: nothing has the number.
    const std::string& of(std::int64_t id)
    {
        const auto [place, is_new] = names_.try_emplace(id);
        if (is_new) {
            find_.bind(1, id);
            if (find_.step()) {
                place->second = find_.text(0);
            }
            find_.reset();
        }
        return place->second;
    }

private:
    Statement find_;
    std::unordered_map<std::int64_t, std::string> names_;
};

} // namespace congto::store
