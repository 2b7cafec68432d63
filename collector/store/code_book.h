// Codes of bodies and procedures as small numbers.
#pragma once

#include "collector/store/cells.h"
#include "collector/store/statement.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace congto::store {

// The writer's: a code not known yet gets its number in the caller's transaction.
class CodeBook {
public:
    explicit CodeBook(sqlite3* connection);

    std::uint32_t body(UnitId unit, const std::string& code);
    std::uint32_t procedure(const std::string& raw);
    // After a rollback: numbers given in it are not there.
    void forget();

private:
    Statement find_body_;
    Statement insert_body_;
    Statement find_procedure_;
    Statement insert_procedure_;
    std::map<UnitId, std::unordered_map<std::string, std::uint32_t>> bodies_;
    std::unordered_map<std::string, std::uint32_t> procedures_;
};

} // namespace congto::store
