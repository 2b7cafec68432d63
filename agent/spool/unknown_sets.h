// Which coded values of a row had no word, interned: the index holds one number a row.
#pragma once

#include "agent/mapping/mapping.h"
#include "agent/spool/query.h"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace congto::spool {

class UnknownSets {
public:
    explicit UnknownSets(SQLite::Database& database);

    // The set's number, made if it is new; 0 for an empty one.
    std::int64_t number_of(std::uint16_t source, const std::vector<mapping::UnknownValue>& values);
    // A row has this set now, or no longer.
    void join(std::int64_t set) { ++moved_[set]; }
    void leave(std::int64_t set) { --moved_[set]; }
    // Writes the counts moved since the last call; a set without rows goes.
    void store();
    // The transaction was rolled back: nothing moved.
    void forget();

private:
    // More are looked up in the file: a column of free text must not fill the memory.
    static constexpr std::size_t kRemembered = 4096;

    Query find_;
    Query insert_;
    Query move_;
    Query clear_;
    std::unordered_map<std::string, std::int64_t> numbers_;
    std::map<std::int64_t, std::int64_t> moved_;
};

// The values of a set as it is stored.
std::vector<mapping::UnknownValue> listed_values(std::string_view listed);

} // namespace congto::spool
