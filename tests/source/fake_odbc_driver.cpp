// An ODBC driver of three rows "1", "2", "3", of which it cannot fetch the second when the
// connection string holds "second=bad": what a driver does for one value it cannot convert.
#include <sql.h>
#include <sqlext.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace {

constexpr SQLULEN kRows = 3;

// One connection and one statement at a time are all a test has.
struct Driver {
    bool second_is_bad = false;
    bool is_read = false;
    SQLULEN* fetched = nullptr;
    SQLUSMALLINT* status = nullptr;
    SQLULEN rows_at_once = 1;
    char* cells = nullptr;
    SQLLEN width = 0;
    SQLLEN* lengths = nullptr;
    std::string state;
};

Driver& driver()
{
    static Driver only;
    return only;
}

SQLRETURN failed(const char* state)
{
    driver().state = state;
    return SQL_ERROR;
}

template <typename Value>
void put(SQLPOINTER where, Value value)
{
    std::memcpy(where, &value, sizeof value);
}

void put_text(SQLPOINTER where, SQLSMALLINT* length, const char* text)
{
    std::strcpy(static_cast<char*>(where), text);
    if (length != nullptr) {
        *length = static_cast<SQLSMALLINT>(std::strlen(text));
    }
}

} // namespace

extern "C" {

SQLRETURN SQL_API SQLAllocHandle(SQLSMALLINT, SQLHANDLE, SQLHANDLE* handle)
{
    *handle = &driver();
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLFreeHandle(SQLSMALLINT, SQLHANDLE)
{
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLSetEnvAttr(SQLHENV, SQLINTEGER, SQLPOINTER, SQLINTEGER)
{
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLSetConnectAttr(SQLHDBC, SQLINTEGER, SQLPOINTER, SQLINTEGER)
{
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLDriverConnect(SQLHDBC, SQLHWND, SQLCHAR* text, SQLSMALLINT, SQLCHAR*,
                                   SQLSMALLINT, SQLSMALLINT*, SQLUSMALLINT)
{
    driver() = {};
    driver().second_is_bad =
        std::strstr(reinterpret_cast<const char*>(text), "second=bad") != nullptr;
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLDisconnect(SQLHDBC)
{
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLGetInfo(SQLHDBC, SQLUSMALLINT, SQLPOINTER value, SQLSMALLINT room,
                             SQLSMALLINT* length)
{
    std::memset(value, 0, static_cast<std::size_t>(std::max<SQLSMALLINT>(room, 2)));
    if (length != nullptr) {
        *length = 0;
    }
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLEndTran(SQLSMALLINT, SQLHANDLE, SQLSMALLINT)
{
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLPrepare(SQLHSTMT, SQLCHAR*, SQLINTEGER)
{
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLBindParameter(SQLHSTMT, SQLUSMALLINT, SQLSMALLINT, SQLSMALLINT, SQLSMALLINT,
                                   SQLULEN, SQLSMALLINT, SQLPOINTER, SQLLEN, SQLLEN*)
{
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLSetStmtAttr(SQLHSTMT, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER)
{
    if (attribute == SQL_ATTR_ROW_ARRAY_SIZE) {
        driver().rows_at_once = reinterpret_cast<SQLULEN>(value);
    } else if (attribute == SQL_ATTR_ROWS_FETCHED_PTR) {
        driver().fetched = static_cast<SQLULEN*>(value);
    } else if (attribute == SQL_ATTR_ROW_STATUS_PTR) {
        driver().status = static_cast<SQLUSMALLINT*>(value);
    }
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLGetStmtAttr(SQLHSTMT, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER,
                                 SQLINTEGER*)
{
    if (attribute != SQL_ATTR_ROW_ARRAY_SIZE) {
        return failed("HYC00");
    }
    put(value, driver().rows_at_once);
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLExecute(SQLHSTMT)
{
    driver().is_read = false;
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLNumResultCols(SQLHSTMT, SQLSMALLINT* count)
{
    *count = 1;
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLColAttribute(SQLHSTMT, SQLUSMALLINT, SQLUSMALLINT field, SQLPOINTER text,
                                  SQLSMALLINT, SQLSMALLINT* length, SQLLEN* number)
{
    if (field == SQL_DESC_NAME) {
        put_text(text, length, "k");
    } else {
        *number = 1;
    }
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLBindCol(SQLHSTMT, SQLUSMALLINT, SQLSMALLINT type, SQLPOINTER cells,
                             SQLLEN width, SQLLEN* lengths)
{
    if (type != SQL_C_WCHAR) {
        return failed("HYC00");
    }
    driver().cells = static_cast<char*>(cells);
    driver().width = width;
    driver().lengths = lengths;
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLFetch(SQLHSTMT)
{
    Driver& now = driver();
    if (now.is_read || now.rows_at_once < kRows) {
        return SQL_NO_DATA;
    }
    now.is_read = true;
    *now.fetched = kRows;
    for (SQLULEN row = 0; row < kRows; ++row) {
        const bool is_bad = now.second_is_bad && row == 1;
        if (now.status != nullptr) {
            now.status[row] = is_bad ? SQL_ROW_ERROR : SQL_ROW_SUCCESS;
        }
        if (!is_bad) {
            put(now.cells + static_cast<SQLLEN>(row) * now.width,
                static_cast<char16_t>(u'1' + row));
            now.lengths[row] = sizeof(char16_t);
        }
    }
    now.state = now.second_is_bad ? "01S01" : "";
    return now.second_is_bad ? SQL_SUCCESS_WITH_INFO : SQL_SUCCESS;
}

SQLRETURN SQL_API SQLFreeStmt(SQLHSTMT, SQLUSMALLINT)
{
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLGetDiagRec(SQLSMALLINT, SQLHANDLE, SQLSMALLINT number, SQLCHAR* state,
                                SQLINTEGER* native, SQLCHAR* text, SQLSMALLINT, SQLSMALLINT* length)
{
    if (number != 1 || driver().state.empty()) {
        return SQL_NO_DATA;
    }
    put_text(state, nullptr, driver().state.c_str());
    put_text(text, length, "error in row");
    *native = 0;
    return SQL_SUCCESS;
}

SQLRETURN SQL_API SQLGetDiagField(SQLSMALLINT, SQLHANDLE, SQLSMALLINT, SQLSMALLINT, SQLPOINTER,
                                  SQLSMALLINT, SQLSMALLINT*)
{
    return SQL_NO_DATA;
}
}
