// Which spool reads a source, inside the transaction of a greeting.
#pragma once

#include "collector/store/statement.h"
#include "collector/store/store.h"

#include <optional>
#include <string>
#include <vector>

namespace congto::store {

struct SourceReader {
    std::string source;
    SpoolNumber spool = 0;
    SpoolId id{};
    SpoolNumber origin = 0;    // copy_book.h
    SpoolNumber two_with = 0;  // refused, because it is used beside this one; 0: beside none
    model::Instant heard_at{}; // greeted, or sent something durable, last
};

class SourceReaders {
public:
    explicit SourceReaders(sqlite3* connection);

    // Of the sources that it names, by another spool: the one first greeted last.
    std::vector<SourceReader> beside(const SpoolGreeting& greeting, SpoolNumber greeted);

private:
    Statement find_;
};

} // namespace congto::store
