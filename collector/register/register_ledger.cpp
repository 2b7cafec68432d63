#include "collector/register/register_ledger.h"

#include "proto/model/sha256.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>

namespace congto::registers {
namespace {

std::string_view bytes_of(const model::Sha256& hash)
{
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

model::Sha256 next_chain(std::string_view before, std::int64_t at, std::string_view act,
                         std::string_view payload)
{
    const auto hash = model::sha256(payload);
    std::string link(before);
    link += std::to_string(at) + '\n' + std::string(act) + '\n';
    return model::sha256(link, bytes_of(hash));
}

std::string blob_of(const SQLite::Column& column)
{
    return {static_cast<const char*>(column.getBlob()),
            static_cast<std::size_t>(column.getBytes())};
}

} // namespace

void enter(SQLite::Database& registers, runtime::Instant at, std::string_view act,
           std::string_view payload)
{
    std::string before(model::Sha256{}.size(), '\0');
    SQLite::Statement last(registers,
                           "SELECT chain FROM register_ledger ORDER BY entry DESC LIMIT 1");
    if (last.executeStep()) {
        before = blob_of(last.getColumn(0));
    }
    const std::int64_t microseconds = at.time_since_epoch().count();
    const auto chain = next_chain(before, microseconds, act, payload);
    SQLite::Statement insert(
        registers, "INSERT INTO register_ledger (at, act, payload, chain) VALUES (?, ?, ?, ?)");
    insert.bind(1, microseconds);
    insert.bind(2, std::string(act));
    insert.bind(3, payload.data(), static_cast<int>(payload.size()));
    insert.bind(4, chain.data(), static_cast<int>(chain.size()));
    insert.exec();
}

std::optional<std::int64_t> first_broken_entry(SQLite::Database& registers)
{
    std::string before(model::Sha256{}.size(), '\0');
    std::int64_t expected = 1;
    SQLite::Statement entries(
        registers, "SELECT entry, at, act, payload, chain FROM register_ledger ORDER BY entry");
    while (entries.executeStep()) {
        const std::int64_t entry = entries.getColumn(0).getInt64();
        const std::string payload = blob_of(entries.getColumn(3));
        const auto chain = next_chain(before, entries.getColumn(1).getInt64(),
                                      entries.getColumn(2).getString(), payload);
        const std::string kept = blob_of(entries.getColumn(4));
        if (entry != expected || kept != bytes_of(chain)) {
            return entry;
        }
        before = kept;
        ++expected;
    }
    return std::nullopt;
}

} // namespace congto::registers
