// SQLite and nothing else: what our own work is measured against.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace congto::bench {

// The same file a store or spool is: WAL, synchronous=FULL, 4096-byte pages, checkpoint at 100,000.
// Every call throws std::runtime_error with SQLite's words.
class RawDatabase {
public:
    enum class Access { writing, reading };

    RawDatabase(const std::filesystem::path& file, Access access,
                std::uint64_t cache_bytes = 256ULL << 20);
    ~RawDatabase();
    RawDatabase(const RawDatabase&) = delete;
    RawDatabase& operator=(const RawDatabase&) = delete;

    void execute(const std::string& script);
    double number(const std::string& query);
    sqlite3* handle() { return handle_; }

private:
    sqlite3* handle_ = nullptr;
};

// Parameters and columns count from 1 and 0, as SQLite does. What is bound must outlive step().
class RawStatement {
public:
    RawStatement(RawDatabase& database, const std::string& sql);
    ~RawStatement();
    RawStatement(const RawStatement&) = delete;
    RawStatement& operator=(const RawStatement&) = delete;

    void bind(int at, std::int64_t value);
    void bind_text(int at, std::string_view text);
    void bind_blob(int at, const void* bytes, std::size_t size);
    bool step(); // false: no more rows
    void run();  // step to the end and reset
    void reset();
    int columns() const;
    std::string_view text(int at); // until the next step; empty for null

    int parameter(const std::string& name) const; // 0: none

private:
    sqlite3_stmt* statement_ = nullptr;
};

} // namespace congto::bench
