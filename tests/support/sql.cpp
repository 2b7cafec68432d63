#include "tests/support/sql.h"

#include <soci/soci.h>

#include <ctime>
#include <stdexcept>

namespace congto::test {

namespace {

std::vector<std::string> statements_of(std::string_view script)
{
    std::vector<std::string> statements;
    std::string current;
    while (!script.empty()) {
        const auto end = script.find('\n');
        auto line = script.substr(0, end);
        script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
        const bool last = line.ends_with(';');
        current += line.substr(0, line.size() - (last ? 1 : 0));
        current += '\n';
        if (last)
            statements.push_back(std::exchange(current, {}));
    }
    if (current.find_first_not_of(" \n") != std::string::npos)
        statements.push_back(current);
    return statements;
}

std::string text_of(const std::tm& time)
{
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &time)};
}

std::optional<std::string> text_of(const soci::row& row, std::size_t column)
{
    if (row.get_indicator(column) == soci::i_null)
        return std::nullopt;
    switch (row.get_properties(column).get_data_type()) {
    case soci::dt_string:
    case soci::dt_blob:
    case soci::dt_xml:
        return row.get<std::string>(column);
    case soci::dt_date:
        return text_of(row.get<std::tm>(column));
    case soci::dt_double:
        return std::to_string(row.get<double>(column));
    case soci::dt_integer:
        return std::to_string(row.get<int>(column));
    case soci::dt_long_long:
        return std::to_string(row.get<long long>(column));
    case soci::dt_unsigned_long_long:
        return std::to_string(row.get<unsigned long long>(column));
    }
    return std::nullopt;
}

} // namespace

struct SqlSession::Session {
    soci::session soci;
};

SqlSession::SqlSession(const std::string& engine, const std::string& connection)
    : session_(std::make_unique<Session>())
{
    session_->soci.open(engine, connection);
}

SqlSession::~SqlSession() = default;

void SqlSession::run(const std::string& statement)
{
    session_->soci << statement;
}

void run_sql(const std::string& engine, const std::string& connection, std::string_view script)
{
    soci::session session(engine, connection);
    for (const auto& statement : statements_of(script))
        session << statement;
}

std::vector<SqlRow> query_sql(const std::string& engine, const std::string& connection,
                              const std::string& statement)
{
    soci::session session(engine, connection);
    const soci::rowset<soci::row> found = (session.prepare << statement);
    std::vector<SqlRow> rows;
    for (const auto& row : found) {
        auto& texts = rows.emplace_back();
        for (std::size_t column = 0; column != row.size(); ++column)
            texts.push_back(text_of(row, column));
    }
    return rows;
}

long long count_sql(const std::string& engine, const std::string& connection,
                    const std::string& statement)
{
    const auto rows = query_sql(engine, connection, statement);
    if (rows.empty() || rows[0].empty() || !rows[0][0])
        throw std::runtime_error("no count from: " + statement);
    return std::stoll(*rows[0][0]);
}

} // namespace congto::test
