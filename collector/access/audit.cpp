#include "collector/access/audit.h"

#include "collector/access/columns.h"
#include "config/runtime/text.h"
#include "proto/model/sha256.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <chrono>
#include <string_view>

namespace congto::access {
namespace {

constexpr std::size_t kLongestText = 500;
// Read at once: who reads for longer lets nobody write.
constexpr std::int64_t kAtOnce = 10'000;

// What the first entry is chained to.
std::string nothing()
{
    return std::string(model::Sha256{}.size(), '\0');
}

std::string hexadecimal(const std::string& bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const char byte : bytes) {
        text += kDigits[static_cast<unsigned char>(byte) >> 4U];
        text += kDigits[static_cast<unsigned char>(byte) & 15U];
    }
    return text;
}

std::string_view bytes_of(const model::Sha256& hash)
{
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Act one_line_each(const Act& act)
{
    const auto line = [](const std::string& text) {
        return runtime::escaped(std::string_view(text).substr(0, kLongestText));
    };
    return {act.at, line(act.actor), line(act.act), line(act.object), line(act.detail)};
}

model::Sha256 next_chain(const std::string& before, const Act& act)
{
    return model::sha256(before, std::to_string(number_of(act.at)) + '\n' + act.actor + '\n' +
                                     act.act + '\n' + act.object + '\n' + act.detail + '\n');
}

// Of the columns entry, at, actor, act, object, detail.
Act act_in(const SQLite::Statement& row)
{
    const auto text = [&](int column) { return row.getColumn(column).getString(); };
    return {instant_in(row.getColumn(1)), text(2), text(3), text(4), text(5)};
}

} // namespace

void enter(SQLite::Database& access, const Act& given)
{
    const Act act = one_line_each(given);
    std::string before = nothing();
    SQLite::Statement last(access, "SELECT chain FROM audit ORDER BY entry DESC LIMIT 1");
    if (last.executeStep()) {
        before = bytes_in(last.getColumn(0));
    }
    const auto chain = next_chain(before, act);
    SQLite::Statement insert(access, "INSERT INTO audit (at, actor, act, object, detail, chain) "
                                     "VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(1, number_of(act.at));
    insert.bind(2, act.actor);
    insert.bind(3, act.act);
    insert.bind(4, act.object);
    insert.bind(5, act.detail);
    insert.bind(6, chain.data(), static_cast<int>(chain.size()));
    insert.exec();
}

void latest_acts(SQLite::Database& access, std::int64_t most, const ActVisitor& visit)
{
    SQLite::Statement rows(access, "SELECT entry, at, actor, act, object, detail FROM audit "
                                   "ORDER BY entry DESC LIMIT ?");
    rows.bind(1, most);
    while (rows.executeStep()) {
        visit(rows.getColumn(0).getInt64(), act_in(rows));
    }
}

TrailEnd end_of_trail(SQLite::Database& access)
{
    SQLite::Statement last(access, "SELECT entry, chain FROM audit ORDER BY entry DESC LIMIT 1");
    return last.executeStep()
               ? TrailEnd{last.getColumn(0).getInt64(), hexadecimal(bytes_in(last.getColumn(1)))}
               : TrailEnd{0, hexadecimal(nothing())};
}

std::optional<std::string> chain_of(SQLite::Database& access, std::int64_t entry)
{
    SQLite::Statement row(access, "SELECT chain FROM audit WHERE entry = ?");
    row.bind(1, entry);
    if (row.executeStep()) {
        return hexadecimal(bytes_in(row.getColumn(0)));
    }
    return entry == 0 ? std::optional(hexadecimal(nothing())) : std::nullopt;
}

std::optional<std::int64_t> first_broken_act(SQLite::Database& access)
{
    std::string before = nothing();
    std::int64_t through = 0;
    for (bool more = true; more;) {
        SQLite::Statement rows(access, "SELECT entry, at, actor, act, object, detail, chain FROM "
                                       "audit WHERE entry > ? ORDER BY entry LIMIT ?");
        rows.bind(1, through);
        rows.bind(2, kAtOnce);
        more = false;
        while (rows.executeStep()) {
            const std::int64_t entry = rows.getColumn(0).getInt64();
            const std::string kept = bytes_in(rows.getColumn(6));
            if (entry != through + 1 || kept != bytes_of(next_chain(before, act_in(rows)))) {
                return entry;
            }
            before = kept;
            through = entry;
            more = true;
        }
    }
    return std::nullopt;
}

} // namespace congto::access
