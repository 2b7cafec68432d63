// A one-stop system with something personal in every column.
#pragma once

#include "tests/e2e/secrets.h"

#include <set>
#include <string>

namespace congto::test {

// Names, phones, identity numbers, accounts and dossier codes, each once in every column, one a
// row; beside them rows like any other.
class LeakyTable {
public:
    // Made in that database, as SOCI takes it.
    LeakyTable(std::string engine, std::string connection);

    const std::string& connection() const { return connection_; }
    const Secrets& secrets() const { return secrets_; }
    // Labels of what stands in those columns; and codes of dossiers, of all rows.
    std::set<std::string> labels_of(const std::set<std::string>& columns) const;
    static constexpr const char* kCodes = "the code of a dossier";

    // A row that cannot be read in order: its cursor is a person's name.
    void add_unreadable_cursor();
    // A secret that stands somewhere else.
    void also(const std::string& label, const std::string& secret) { secrets_.add(label, secret); }

private:
    void add_row(const std::string& column, const std::string& value);

    std::string engine_;
    std::string connection_;
    Secrets secrets_;
    std::set<std::string> labels_;
    std::string rows_;
    int row_ = 0;
};

// The mapping of such a table, read by that engine; `note` as that expression of SQL.
std::string leaky_mapping(const std::string& engine, const std::string& note = "note");

} // namespace congto::test
