// From the small numbers of bodies and procedures back to their codes.
#pragma once

#include "collector/store/statement.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

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
        const auto at = static_cast<std::size_t>(id); // they count from 1, without holes
        if (at >= names_.size()) {
            names_.resize(at + 1);
        }
        if (!names_[at]) {
            find_.bind(1, id);
            names_[at] = find_.step() ? std::string(find_.text(0)) : std::string();
            find_.reset();
        }
        return *names_[at];
    }

private:
    Statement find_;
    std::deque<std::optional<std::string>> names_; // by number
};

} // namespace congto::store
