// ODBC's driver manager, loaded when an ODBC source is opened: an agent without one does not need
// it installed. Of this room alone.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>

namespace congto::source {

struct OdbcLibrary {
    decltype(&SQLAllocHandle) alloc_handle;
    decltype(&SQLFreeHandle) free_handle;
    decltype(&SQLSetEnvAttr) set_env_attr;
    decltype(&SQLSetConnectAttr) set_connect_attr;
    decltype(&SQLDriverConnect) driver_connect;
    decltype(&SQLGetInfo) get_info;
    decltype(&SQLDisconnect) disconnect;
    decltype(&SQLEndTran) end_transaction;
    decltype(&SQLPrepare) prepare;
    decltype(&SQLBindParameter) bind_parameter;
    decltype(&SQLSetStmtAttr) set_statement_attr;
    decltype(&SQLGetStmtAttr) get_statement_attr;
    decltype(&SQLExecute) execute;
    decltype(&SQLNumResultCols) result_columns;
    decltype(&SQLColAttribute) column_attribute;
    decltype(&SQLBindCol) bind_column;
    decltype(&SQLFetch) fetch;
    decltype(&SQLFreeStmt) free_statement;
    decltype(&SQLGetDiagRec) diagnostic;

    // Throws runtime::Unavailable: unixODBC is not installed.
    static const OdbcLibrary& get();
};

enum class OdbcKind : SQLSMALLINT {
    environment = SQL_HANDLE_ENV,
    connection = SQL_HANDLE_DBC,
    statement = SQL_HANDLE_STMT,
};

// Owns one ODBC handle.
class OdbcHandle {
public:
    OdbcHandle(OdbcKind kind, SQLHANDLE parent);
    ~OdbcHandle();
    OdbcHandle(const OdbcHandle&) = delete;
    OdbcHandle& operator=(const OdbcHandle&) = delete;

    SQLHANDLE get() const { return handle_; }
    // The driver's last words about the handle: "[42S02] no such table". A state of class 22 is
    // about a value of some row, which the text would quote: its text is withheld.
    std::string diagnosis() const;
    // SQLSTATE of the last call.
    std::string state() const;

private:
    OdbcKind kind_;
    SQLHANDLE handle_ = SQL_NULL_HANDLE;
};

} // namespace congto::source
