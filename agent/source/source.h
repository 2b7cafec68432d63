// A one-stop system as rows of text.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace congto::source {

// Where reading stands: the cursor (when a row was written, as the query casts it to text) and the
// row's key. Both empty: before the first row. Compared only by the source itself.
struct Position {
    std::string cursor;
    std::string key;

    bool operator==(const Position&) const = default;
};

// The rows of one page, in the order asked for. Text as the engine gives it, or null.
struct Page {
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
};

// Reads; never writes. One connection, a statement time-out, read-only transactions no longer than
// one page. One thread. Every call throws runtime::Unavailable when the source is away, refuses the
// login, or fails the query: one clear line; the next call connects again.
class Source {
public:
    virtual ~Source() = default;

    // Up to `limit` rows after `after` in (cursor, key) order; fewer than `limit`: the end for now.
    virtual Page read(const Position& after, std::size_t limit) = 0;

    // Rows after `after` by the mapping's count query; none: the mapping has no such query.
    virtual std::optional<std::uint64_t> count(const Position& after) = 0;

    // The source's own now, as text of the form and zone its cursor has.
    virtual std::string now() = 0;

    // The mapping has a day and a row query; the two calls that follow need them.
    virtual bool reads_days() const = 0;
    // Every row whose dossier was opened on that civil day ("2026-02-03"), and perhaps others, in
    // key order after `after_key` (empty: from the first); fewer than `limit`: the end.
    virtual Page read_day(const std::string& day, const std::string& after_key,
                          std::size_t limit) = 0;
    // The row of that key, or none.
    virtual Page read_row(const std::string& key) = 0;

    // Age of the oldest transaction still open that may have written, by the engine's monitoring
    // right; zero: there is none. None: the right is not granted (asked again from time to time).
    virtual std::optional<std::chrono::milliseconds> oldest_transaction() = 0;
};

} // namespace congto::source
