// An engine's own SELECT, fetched by its own client and looked at: the most a source can give.
#pragma once

#include "agent/source/source.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace congto::bench {

// The page query with the parameters' values written in. Positions hold no quote.
std::string with_values(std::string_view query, const source::Position& after, std::size_t limit);

struct Fetched {
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0; // of all values: every one was looked at

    void operator+=(const Fetched& other)
    {
        rows += other.rows;
        bytes += other.bytes;
    }
};

// One connection. Throws std::runtime_error with the engine's words.
class NativeClient {
public:
    virtual ~NativeClient() = default;
    virtual Fetched fetch(const std::string& select) = 0;
};

// libpq; `connection` as libpq takes it. Also does what gives no rows: "BEGIN".
std::unique_ptr<NativeClient> postgresql_client(const std::string& connection);
// libmariadb, over TCP on loopback.
std::unique_ptr<NativeClient> mariadb_client(std::uint16_t port, const std::string& database,
                                             const std::string& user, const std::string& password);

} // namespace congto::bench
