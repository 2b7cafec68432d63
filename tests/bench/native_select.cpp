#include "tests/bench/native_select.h"

#include <array>
#include <libpq-fe.h>
#include <mysql.h>

#include <stdexcept>
#include <utility>

namespace congto::bench {
namespace {

void replace(std::string& text, std::string_view what, std::string_view with)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

class PostgresClient final : public NativeClient {
public:
    explicit PostgresClient(const std::string& connection)
        : connection_(PQconnectdb(connection.c_str()), &PQfinish)
    {
        if (PQstatus(connection_.get()) != CONNECTION_OK)
            throw std::runtime_error(PQerrorMessage(connection_.get()));
    }

    Fetched fetch(const std::string& select) override
    {
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(
            PQexec(connection_.get(), select.c_str()), &PQclear);
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            throw std::runtime_error(PQerrorMessage(connection_.get()));
        const int rows = PQntuples(result.get());
        const int columns = PQnfields(result.get());
        Fetched fetched{static_cast<std::uint64_t>(rows), 0};
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < columns; ++column)
                if (PQgetisnull(result.get(), row, column) == 0)
                    fetched.bytes += std::string_view(PQgetvalue(result.get(), row, column)).size();
        return fetched;
    }

private:
    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

class MariaDbClient final : public NativeClient {
public:
    MariaDbClient(std::uint16_t port, const std::string& database, const std::string& user,
                  const std::string& password)
        : connection_(mysql_init(nullptr), &mysql_close)
    {
        if (mysql_real_connect(connection_.get(), "127.0.0.1", user.c_str(), password.c_str(),
                               database.c_str(), port, nullptr, 0) == nullptr)
            throw std::runtime_error(mysql_error(connection_.get()));
    }

    Fetched fetch(const std::string& select) override
    {
        if (mysql_real_query(connection_.get(), select.data(), select.size()) != 0)
            throw std::runtime_error(mysql_error(connection_.get()));
        const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> result(
            mysql_store_result(connection_.get()), &mysql_free_result);
        if (!result)
            throw std::runtime_error(mysql_error(connection_.get()));
        const unsigned columns = mysql_num_fields(result.get());
        Fetched fetched;
        while (MYSQL_ROW row = mysql_fetch_row(result.get())) {
            const unsigned long* sizes = mysql_fetch_lengths(result.get());
            for (unsigned column = 0; column < columns; ++column)
                fetched.bytes += row[column] == nullptr ? 0 : sizes[column];
            ++fetched.rows;
        }
        return fetched;
    }

private:
    std::unique_ptr<MYSQL, decltype(&mysql_close)> connection_;
};

} // namespace

std::string with_values(std::string_view query, const source::Position& after, std::size_t limit)
{
    std::string text(query);
    replace(text, ":after_cursor", "'" + after.cursor + "'");
    replace(text, ":after_key", "'" + after.key + "'");
    replace(text, ":limit", std::to_string(limit));
    return text;
}

std::unique_ptr<NativeClient> postgresql_client(const std::string& connection)
{
    return std::make_unique<PostgresClient>(connection);
}

std::unique_ptr<NativeClient> mariadb_client(std::uint16_t port, const std::string& database,
                                             const std::string& user, const std::string& password)
{
    return std::make_unique<MariaDbClient>(port, database, user, password);
}

} // namespace congto::bench
