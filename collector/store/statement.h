// A prepared statement, run millions of times: the thin form that SQLiteCpp's exceptions per call
// and shared handles are too dear for.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace congto::store {

// Belongs to one connection and must not outlive it. Throws runtime::Unavailable (disk full,
// locked, input or output error), runtime::Corrupt, or runtime::Failure for a fault of ours.
class Statement {
public:
    Statement(sqlite3* connection, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // Parameters from 1. Text and blobs are not copied: they must live until reset.
    void bind(int parameter, std::int64_t value);
    void bind_null(int parameter);
    void bind_blob(int parameter, std::string_view bytes);
    void bind_blob(int parameter, std::span<const std::uint8_t> bytes);
    void bind_text(int parameter, std::string_view text);
    // A column of another statement's row, as it is; copied.
    void bind_value(int parameter, const Statement& row, int column);

    // True: there is a row. After the last row the statement is reset by itself.
    bool step();
    void reset();
    // Runs a statement that gives no rows; returns how many it changed.
    std::int64_t run();
    // The same for an INSERT OR FAIL: it ends at the first row that breaks a uniqueness, keeping
    // those before it.
    std::int64_t run_to_conflict();

    // Columns of the row, from 0. Views live until the next step or reset.
    std::int64_t integer(int column) const;
    std::string_view blob(int column) const;
    std::string_view text(int column) const;
    bool is_null(int column) const;
    bool is_bytes(int column) const; // a blob, which is not for people to read
    // The column against that of another statement's row, ordered as SQLite orders values.
    std::strong_ordering compared(const Statement& other, int column) const;

private:
    sqlite3* connection_;
    sqlite3_stmt* statement_ = nullptr;
};

// Throws as Statement does.
void execute(sqlite3* connection, const char* sql);

} // namespace congto::store
