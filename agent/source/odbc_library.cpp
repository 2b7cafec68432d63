#include "agent/source/odbc_library.h"

#include "config/runtime/failure.h"

#include <dlfcn.h>

#include <algorithm>
#include <array>

namespace congto::source {
namespace {

constexpr const char* kLibrary = "libodbc.so.2";

struct Function {
    const char* name;
    void* library;

    template <typename Pointer>
    operator Pointer() const // NOLINT(google-explicit-constructor): it fills a table of pointers
    {
        void* address = dlsym(library, name);
        if (address == nullptr) {
            throw runtime::Unavailable(std::string(kLibrary) + " has no " + name);
        }
        return reinterpret_cast<Pointer>(address);
    }
};

OdbcLibrary load()
{
    void* library = dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        throw runtime::Unavailable(std::string("ODBC cannot be loaded (") + kLibrary +
                                   "): install unixODBC and the engine's driver");
    }
    return {.alloc_handle = Function{"SQLAllocHandle", library},
            .free_handle = Function{"SQLFreeHandle", library},
            .set_env_attr = Function{"SQLSetEnvAttr", library},
            .set_connect_attr = Function{"SQLSetConnectAttr", library},
            .driver_connect = Function{"SQLDriverConnect", library},
            .get_info = Function{"SQLGetInfo", library},
            .disconnect = Function{"SQLDisconnect", library},
            .end_transaction = Function{"SQLEndTran", library},
            .prepare = Function{"SQLPrepare", library},
            .bind_parameter = Function{"SQLBindParameter", library},
            .set_statement_attr = Function{"SQLSetStmtAttr", library},
            .get_statement_attr = Function{"SQLGetStmtAttr", library},
            .execute = Function{"SQLExecute", library},
            .result_columns = Function{"SQLNumResultCols", library},
            .column_attribute = Function{"SQLColAttribute", library},
            .bind_column = Function{"SQLBindCol", library},
            .fetch = Function{"SQLFetch", library},
            .free_statement = Function{"SQLFreeStmt", library},
            .diagnostic = Function{"SQLGetDiagRec", library}};
}

struct Diagnostic {
    std::string state;
    std::string text;
};

Diagnostic diagnostic_of(OdbcKind kind, SQLHANDLE handle)
{
    std::array<SQLCHAR, 6> state{};
    std::array<SQLCHAR, 512> text{};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    const SQLRETURN got = OdbcLibrary::get().diagnostic(
        static_cast<SQLSMALLINT>(kind), handle, 1, state.data(), &native, text.data(),
        static_cast<SQLSMALLINT>(text.size()), &length);
    if (!SQL_SUCCEEDED(got)) {
        return {"", "the driver does not say why"};
    }
    return {reinterpret_cast<const char*>(state.data()),
            reinterpret_cast<const char*>(text.data())};
}

} // namespace

const OdbcLibrary& OdbcLibrary::get()
{
    static const OdbcLibrary library = load();
    return library;
}

OdbcHandle::OdbcHandle(OdbcKind kind, SQLHANDLE parent) : kind_(kind)
{
    const auto got =
        OdbcLibrary::get().alloc_handle(static_cast<SQLSMALLINT>(kind), parent, &handle_);
    if (!SQL_SUCCEEDED(got)) {
        throw runtime::Unavailable("ODBC gives no handle: the machine may be out of memory");
    }
}

OdbcHandle::~OdbcHandle()
{
    if (kind_ == OdbcKind::statement) {
        // psqlODBC keeps what a failed statement said unless it is closed first.
        OdbcLibrary::get().free_statement(handle_, SQL_CLOSE);
    }
    OdbcLibrary::get().free_handle(static_cast<SQLSMALLINT>(kind_), handle_);
}

std::string OdbcHandle::diagnosis() const
{
    const Diagnostic found = diagnostic_of(kind_, handle_);
    if (found.state.starts_with("22")) {
        return "[" + found.state + "] a value of the source does not fit the query";
    }
    return "[" + found.state + "] " + found.text;
}

std::string OdbcHandle::state() const
{
    return diagnostic_of(kind_, handle_).state;
}

} // namespace congto::source
