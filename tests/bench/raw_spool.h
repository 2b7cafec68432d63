// The durable work of reading into a spool, done raw.
#pragma once

#include "agent/source/source.h"

#include <cstddef>
#include <filesystem>
#include <string>

namespace congto::bench {

struct RawSpooling {
    std::filesystem::path source;
    std::string page_query; // the mapping's own; columns: cursor, row key, …
    source::Position start;
    std::size_t rows_of_page = 0;
    std::filesystem::path spool;
    std::size_t bytes_of_row = 0; // of a batch
};

struct RawSpooled {
    std::size_t rows = 0;
    double seconds = 0;
};

// Reads the same pages by the same query with sqlite3_step, takes the text of every column, and in
// one transaction a page writes one blob per 1,000 rows and, for each row, an index row of row key
// (36 bytes of text), 16 bytes and a number. Nothing is mapped, compared, hashed or encoded.
RawSpooled spool_raw(const RawSpooling& work);

} // namespace congto::bench
