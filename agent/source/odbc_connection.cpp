#include "agent/source/connection.h"
#include "agent/source/odbc_columns.h"
#include "agent/source/odbc_library.h"
#include "agent/source/parameters.h"
#include "config/runtime/failure.h"

#include <array>
#include <map>
#include <optional>

namespace congto::source {
namespace {

void* pointer_of(std::uint64_t number)
{
    return reinterpret_cast<void*>(number); // NOLINT: ODBC passes numbers as pointers
}

SQLCHAR* chars_of(const std::string& text)
{
    // ODBC promises not to write where it takes text in.
    return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text.data()));
}

void require(SQLRETURN returned, const OdbcHandle& handle)
{
    if (!SQL_SUCCEEDED(returned) && returned != SQL_NO_DATA) {
        throw runtime::Unavailable(handle.diagnosis());
    }
}

// A query prepared on a connection.
class OdbcQuery {
public:
    OdbcQuery(SQLHANDLE connection, const std::string& sql, std::chrono::milliseconds timeout);
    Page run(const Values& values);

private:
    void bind_parameters(const Values& values);
    bool refuses_utf16() const;
    void fetch_into(Page& page);
    Page execute();

    const OdbcLibrary& odbc_ = OdbcLibrary::get();
    OdbcHandle statement_;
    Statement query_;
    // Bound by address.
    std::vector<std::string> texts_;
    std::vector<SQLLEN> lengths_;
    SQLBIGINT limit_ = 0;
    OdbcText text_ = OdbcText::utf16;
    std::optional<OdbcColumns> columns_;
};

OdbcQuery::OdbcQuery(SQLHANDLE connection, const std::string& sql,
                     std::chrono::milliseconds timeout)
    : statement_(OdbcKind::statement, connection),
      query_(with_own_marks(sql, Marks::question_marks))
{
    const auto seconds = static_cast<std::uint64_t>((timeout.count() + 999) / 1000);
    // Not every driver has a time-out; the other limits hold then.
    odbc_.set_statement_attr(statement_.get(), SQL_ATTR_QUERY_TIMEOUT, pointer_of(seconds), 0);
    require(odbc_.prepare(statement_.get(), chars_of(query_.sql),
                          static_cast<SQLINTEGER>(query_.sql.size())),
            statement_);
    texts_.resize(query_.parameters.size());
    lengths_.resize(query_.parameters.size());
}

void OdbcQuery::bind_parameters(const Values& values)
{
    limit_ = static_cast<SQLBIGINT>(values.limit);
    for (std::size_t i = 0; i < texts_.size(); ++i) {
        const auto position = static_cast<SQLUSMALLINT>(i + 1);
        if (query_.parameters[i] == Parameter::limit) {
            require(odbc_.bind_parameter(statement_.get(), position, SQL_PARAM_INPUT, SQL_C_SBIGINT,
                                         SQL_BIGINT, 0, 0, &limit_, 0, nullptr),
                    statement_);
            continue;
        }
        texts_[i] = text_of(query_.parameters[i], values);
        lengths_[i] = static_cast<SQLLEN>(texts_[i].size());
        const auto size = static_cast<SQLULEN>(std::max<std::size_t>(1, texts_[i].size()));
        require(odbc_.bind_parameter(statement_.get(), position, SQL_PARAM_INPUT, SQL_C_CHAR,
                                     SQL_VARCHAR, size, 0, texts_[i].data(), lengths_[i],
                                     &lengths_[i]),
                statement_);
    }
}

Page OdbcQuery::run(const Values& values)
{
    bind_parameters(values);
    try {
        return execute();
    } catch (const runtime::Unavailable&) {
        if (!refuses_utf16()) {
            throw;
        }
    }
    odbc_.free_statement(statement_.get(), SQL_CLOSE);
    text_ = OdbcText::bytes;
    columns_.reset();
    return execute();
}

Page OdbcQuery::execute()
{
    require(odbc_.execute(statement_.get()), statement_);
    if (!columns_) {
        columns_.emplace(statement_, text_);
    }
    Page page;
    fetch_into(page);
    odbc_.free_statement(statement_.get(), SQL_CLOSE);
    return page;
}

void OdbcQuery::fetch_into(Page& page)
{
    page.columns = columns_->names();
    for (;;) {
        const SQLRETURN fetched = odbc_.fetch(statement_.get());
        require(fetched, statement_);
        if (fetched == SQL_NO_DATA) {
            return;
        }
        columns_->add_rows(statement_, page);
    }
}

// Drivers called "ANSI" say at the first rows that they cannot convert to UTF-16.
bool OdbcQuery::refuses_utf16() const
{
    const std::string state = statement_.state();
    return text_ == OdbcText::utf16 && (state == "07006" || state == "HY003" || state == "HYC00");
}

class OdbcConnection final : public Connection {
public:
    OdbcConnection(SqlSettings settings, ConnectString secret);
    ~OdbcConnection() override;
    Page run(const std::string& sql, const Values& values) override;
    std::string dbms() const override;

private:
    void open();
    [[noreturn]] void fail(std::string_view what, const runtime::Unavailable& why) const;

    const OdbcLibrary& odbc_ = OdbcLibrary::get();
    SqlSettings settings_;
    ConnectString secret_;
    OdbcHandle environment_{OdbcKind::environment, SQL_NULL_HANDLE};
    std::optional<OdbcHandle> connection_;
    bool is_open_ = false;
    std::map<std::string, OdbcQuery, std::less<>> prepared_;
};

OdbcConnection::OdbcConnection(SqlSettings settings, ConnectString secret)
    : settings_(std::move(settings)), secret_(std::move(secret))
{
    try {
        open();
    } catch (const runtime::Unavailable& why) {
        fail("cannot connect by ODBC", why);
    }
}

OdbcConnection::~OdbcConnection()
{
    prepared_.clear();
    if (is_open_) {
        odbc_.end_transaction(SQL_HANDLE_DBC, connection_->get(), SQL_ROLLBACK);
        odbc_.disconnect(connection_->get());
    }
}

void OdbcConnection::open()
{
    constexpr std::uint64_t kConnectSeconds = 10;
    odbc_.set_env_attr(environment_.get(), SQL_ATTR_ODBC_VERSION, pointer_of(SQL_OV_ODBC3), 0);
    connection_.emplace(OdbcKind::connection, environment_.get());
    SQLHANDLE connection = connection_->get();
    odbc_.set_connect_attr(connection, SQL_ATTR_LOGIN_TIMEOUT, pointer_of(kConnectSeconds), 0);
    odbc_.set_connect_attr(connection, SQL_ATTR_ACCESS_MODE, pointer_of(SQL_MODE_READ_ONLY), 0);
    require(odbc_.driver_connect(connection, nullptr, chars_of(secret_.text()),
                                 static_cast<SQLSMALLINT>(secret_.text().size()), nullptr, 0,
                                 nullptr, SQL_DRIVER_NOPROMPT),
            *connection_);
    is_open_ = true;
    require(
        odbc_.set_connect_attr(connection, SQL_ATTR_AUTOCOMMIT, pointer_of(SQL_AUTOCOMMIT_OFF), 0),
        *connection_);
}

Page OdbcConnection::run(const std::string& sql, const Values& values)
{
    try {
        auto found = prepared_.find(sql);
        if (found == prepared_.end()) {
            found = prepared_.try_emplace(sql, connection_->get(), sql, settings_.statement_timeout)
                        .first;
        }
        Page page = found->second.run(values);
        // Not every driver holds to its read-only mode: nothing is ever committed.
        require(odbc_.end_transaction(SQL_HANDLE_DBC, connection_->get(), SQL_ROLLBACK),
                *connection_);
        return page;
    } catch (const runtime::Unavailable& why) {
        fail("a query failed", why);
    }
}

std::string OdbcConnection::dbms() const
{
    std::array<char, 64> name{};
    SQLSMALLINT length = 0;
    odbc_.get_info(connection_->get(), SQL_DBMS_NAME, name.data(),
                   static_cast<SQLSMALLINT>(name.size()), &length);
    const std::string_view said = name.data();
    if (said == "PostgreSQL" || said == "Microsoft SQL Server") {
        return said == "PostgreSQL" ? "postgresql" : "sqlserver";
    }
    return said == "MariaDB" || said == "MySQL" ? "mysql" : "";
}

void OdbcConnection::fail(std::string_view what, const runtime::Unavailable& why) const
{
    throw runtime::Unavailable(complaint(settings_, what, secret_, why.what()));
}

} // namespace

std::unique_ptr<Connection> connect_odbc(const SqlSettings& settings, ConnectString secret)
{
    return std::make_unique<OdbcConnection>(settings, std::move(secret));
}

} // namespace congto::source
