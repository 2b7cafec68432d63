// A prepared statement and a transaction of the spool's connection.
//
// What SQLite refuses becomes what a catcher acts on: a full disk or a locked file is Unavailable
// (the transaction is rolled back, the page can be taken again), a damaged file is Damaged.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

struct sqlite3_stmt;

namespace SQLite {
class Database;
}

namespace congto::spool {

// What a person does with a damaged spool. Not a backup: that one would be a rolled-back spool.
inline constexpr const char* kRemedy = "move it away: a new one reads the sources again";

using Bytes = std::span<const std::uint8_t>;

// Values are bound without a copy: they must live until the statement has run.
class Query {
public:
    Query(SQLite::Database& database, const char* sql);
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    // Starts anew with these values for ?1, ?2, … Throws Failure: there are more or fewer of them,
    // because an unbound one would silently be null.
    template <typename... Values>
    Query& with(const Values&... values)
    {
        require_parameters(sizeof...(values));
        done();
        int place = 0;
        (bind(++place, values), ...);
        return *this;
    }

    // Steps; true: there is a row, and its columns can be read until the next call.
    bool next();
    // Runs to the end; the number of rows changed.
    std::int64_t run();
    // Ends a reading before its last row: an open one holds back the WAL's checkpoint.
    void done();

    std::int64_t integer(int column) const;
    std::uint64_t number(int column) const { return static_cast<std::uint64_t>(integer(column)); }
    std::string_view text(int column) const;
    Bytes blob(int column) const;
    bool is_null(int column) const;
    bool is_integer(int column) const;
    bool is_text(int column) const;
    // A blob of exactly N bytes. Throws Damaged: another length.
    template <std::size_t N>
    std::array<std::uint8_t, N> array(int column) const
    {
        std::array<std::uint8_t, N> copy{};
        copy_exactly(column, copy);
        return copy;
    }

private:
    void bind(int place, std::int64_t value);
    void bind(int place, std::uint64_t value) { bind(place, static_cast<std::int64_t>(value)); }
    void bind(int place, std::uint16_t value) { bind(place, static_cast<std::int64_t>(value)); }
    void bind(int place, std::string_view text);
    void bind(int place, const std::string& text) { bind(place, std::string_view(text)); }
    void bind(int place, Bytes blob);
    template <std::size_t N>
    void bind(int place, const std::array<std::uint8_t, N>& blob)
    {
        bind(place, Bytes(blob));
    }
    void bind(int place, std::nullopt_t);
    template <typename... Types>
    void bind(int place, const std::variant<Types...>& value)
    {
        std::visit([&](const auto& held) { bind(place, held); }, value);
    }
    template <typename Value>
    void bind(int place, const std::optional<Value>& value)
    {
        value ? bind(place, *value) : bind(place, std::nullopt);
    }
    void require_parameters(std::size_t values) const;
    void copy_exactly(int column, std::span<std::uint8_t> into) const;

    SQLite::Database& database_;
    sqlite3_stmt* statement_ = nullptr;
};

// Takes the write lock; rolls back in its destructor unless committed.
class Transaction {
public:
    explicit Transaction(SQLite::Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    SQLite::Database& database_;
    bool open_ = true;
};

// Runs statements without values.
void execute(SQLite::Database& database, const std::string& sql);

} // namespace congto::spool
