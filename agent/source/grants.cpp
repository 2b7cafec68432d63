#include "agent/source/grants.h"

#include "agent/source/monitoring_right.h"

#include <algorithm>
#include <set>

namespace congto::source {
namespace {

// How one engine makes an account: .
struct Form {
    std::string account;     // as statements name it
    std::string before;      // the statements that make it
    bool has_columns = true; // rights to columns, not only to tables
};

std::string plain_name(std::string_view account)
{
    return std::string(account.substr(0, account.find('@')));
}

std::string quoted(const std::string& name, char quote)
{
    return quote + name + quote;
}

Form postgresql(std::string_view account)
{
    const std::string name = quoted(plain_name(account), '"');
    return {name, "-- Give it a password by yourself: \\password " + plain_name(account) +
                      "\nCREATE ROLE " + name + " LOGIN;\nALTER ROLE " + name +
                      " SET default_transaction_read_only = on;\n"};
}

Form mysql(std::string_view account)
{
    const auto at = account.find('@');
    const std::string host(at == std::string_view::npos ? "%" : account.substr(at + 1));
    const std::string name = quoted(plain_name(account), '\'') + "@" + quoted(host, '\'');
    const std::string anywhere = at == std::string_view::npos
                                     ? "-- It may come from anywhere; --account " +
                                           plain_name(account) +
                                           "@HOST makes one of the agent's machine alone.\n"
                                     : "";
    return {name,
            anywhere + "-- It is locked until you give it a password: ALTER USER " + name +
                " IDENTIFIED BY '…' ACCOUNT UNLOCK;\n-- An engine that knows no ACCOUNT LOCK, or "
                "wants a password at once: CREATE USER " +
                name + " IDENTIFIED BY '…';\nCREATE USER " + name + " ACCOUNT LOCK;\n"};
}

Form sqlserver(std::string_view account)
{
    const std::string name = "[" + plain_name(account) + "]";
    return {name,
            "-- By the engine's manual; never run by our tests.\n-- First, with a password of your "
            "choice: CREATE LOGIN " +
                name + " WITH PASSWORD = '…';\nCREATE USER " + name + " FOR LOGIN " + name + ";\n"};
}

Form oracle(std::string_view account)
{
    const std::string name = plain_name(account);
    return {name,
            "-- By the engine's manual; never run by our tests. It has no right to SELECT single "
            "columns: a "
            "view of\n-- those in [reads], and a mapping that reads it, keep the others away.\n-- "
            "Make the account " +
                name + " by its own statement.\nGRANT CREATE SESSION TO " + name + ";\n",
            false};
}

Form standard(std::string_view account)
{
    return {plain_name(account),
            "-- The engine behind the driver is not known here: make the account " +
                plain_name(account) + " by its own statement.\n"};
}

Form form_of(std::string_view dialect, std::string_view account)
{
    if (dialect == "postgresql") {
        return postgresql(account);
    }
    if (dialect == "mysql") {
        return mysql(account);
    }
    if (dialect == "sqlserver") {
        return sqlserver(account);
    }
    return dialect == "oracle" ? oracle(account) : standard(account);
}

std::string columns_of(const TableRead& read, const Form& form)
{
    std::string text;
    for (const std::string& column : form.has_columns ? read.columns : std::vector<std::string>()) {
        text += (text.empty() ? " (" : ", ") + column;
    }
    return text.empty() ? "" : text + ")";
}

// Tables named with their schema: it must be entered too.
std::string schemas(const std::vector<TableRead>& reads, const Form& form)
{
    std::set<std::string> names;
    for (const TableRead& read : reads) {
        const auto dot = read.table.rfind('.');
        if (dot != std::string::npos) {
            names.insert(read.table.substr(0, dot));
        }
    }
    std::string text;
    for (const std::string& name : names) {
        text += "GRANT USAGE ON SCHEMA " + name + " TO " + form.account + ";\n";
    }
    return text;
}

} // namespace

std::string grants(std::string_view dialect, std::string_view account,
                   const std::vector<TableRead>& reads)
{
    if (dialect == "sqlite3") {
        return "-- SQLite has no accounts. Let the agent's user read the file, and not write it: "
               "chown and chmod, or\n"
               "-- setfacl -m u:USER:r FILE; its folder likewise.\n";
    }
    const Form form = form_of(dialect, account);
    std::string text = form.before;
    if (dialect == "postgresql") {
        text += schemas(reads, form);
    }
    for (const TableRead& read : reads) {
        text += "GRANT SELECT" + columns_of(read, form) + " ON " + read.table + " TO " +
                form.account + ";\n";
    }
    if (const std::string monitoring = grant_of_monitoring(dialect); !monitoring.empty()) {
        text += "-- Optional, the engine's monitoring right: it shows transactions still open, so "
                "that fewer rows "
                "are read again.\n-- " +
                monitoring + " " + form.account + ";\n";
    }
    return text;
}

bool is_account(std::string_view text)
{
    const std::string_view name = text.substr(0, text.find('@'));
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '.' || c == '-' || c == '%' || c == ':' || c == '@';
    };
    return !name.empty() && name.find_first_of("%:") == std::string_view::npos &&
           std::count(text.begin(), text.end(), '@') <= 1 && text.back() != '@' &&
           std::all_of(text.begin(), text.end(), fits);
}

} // namespace congto::source
