#include "collector/store/code_book.h"

#include "proto/model/codes.h"

namespace congto::store {
namespace {

// Both return the row's id.
std::uint32_t id_from(Statement& insert)
{
    insert.step();
    const auto id = static_cast<std::uint32_t>(insert.integer(0));
    insert.reset();
    return id;
}

} // namespace

CodeBook::CodeBook(sqlite3* connection)
    : find_body_(connection, "SELECT id FROM body WHERE unit = ?1 AND code = ?2"),
      insert_body_(connection, "INSERT INTO body (unit, code) VALUES (?1, ?2) RETURNING id"),
      find_procedure_(connection, "SELECT id FROM procedure_code WHERE raw = ?1"),
      insert_procedure_(connection, "INSERT INTO procedure_code (raw, canonical) VALUES (?1, ?2) "
                                    "RETURNING id")
{
}

std::uint32_t CodeBook::body(UnitId unit, const std::string& code)
{
    auto& known = bodies_[unit];
    if (const auto found = known.find(code); found != known.end()) {
        return found->second;
    }
    find_body_.bind(1, unit);
    find_body_.bind_text(2, code);
    std::uint32_t id = 0;
    if (find_body_.step()) {
        id = static_cast<std::uint32_t>(find_body_.integer(0));
        find_body_.reset();
    } else {
        insert_body_.bind(1, unit);
        insert_body_.bind_text(2, code);
        id = id_from(insert_body_);
    }
    known.emplace(code, id);
    return id;
}

std::uint32_t CodeBook::procedure(const std::string& raw)
{
    if (const auto found = procedures_.find(raw); found != procedures_.end()) {
        return found->second;
    }
    find_procedure_.bind_text(1, raw);
    std::uint32_t id = 0;
    if (find_procedure_.step()) {
        id = static_cast<std::uint32_t>(find_procedure_.integer(0));
        find_procedure_.reset();
    } else {
        const std::string canonical = model::canonical_procedure(raw);
        insert_procedure_.bind_text(1, raw);
        insert_procedure_.bind_text(2, canonical);
        id = id_from(insert_procedure_);
    }
    procedures_.emplace(raw, id);
    return id;
}

void CodeBook::forget()
{
    bodies_.clear();
    procedures_.clear();
}

} // namespace congto::store
