// A register file as text: a heading line and rows, separated by tabs or commas.
//
// A tab in the heading line makes it tab-separated: a field is all that stands between two tabs.
// Otherwise it is CSV as RFC 4180 has it: a field may be quoted, "" is a quote inside one, and a
// quoted field may hold line breaks. UTF-8, with or without a byte order mark; LF or CRLF.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace congto::registers {

// The file whole. Throws runtime::BadSettings: missing, unreadable, or over 64 MiB.
std::string read_whole(const std::filesystem::path& path);

struct SheetRow {
    int line = 0;                    // where it begins; the heading is line 1
    std::vector<std::string> fields; // trimmed, as many as there are headings
};

// Which columns a file may have; their order is free.
struct Headings {
    std::vector<std::string_view> required;
    std::vector<std::string_view> optional;
};

// Faults are collected, with line and column, and thrown together. Rows that have not as many
// fields as the heading are faults and not among rows(); a faulty heading leaves no rows at all.
class Sheet {
public:
    // `file` stands for the file in faults.
    Sheet(std::string_view content, std::string file, const Headings& headings);

    const std::vector<SheetRow>& rows() const { return rows_; }
    // Empty when the file has no such column.
    std::string_view field(const SheetRow& row, std::string_view heading) const;

    // "units.tsv:12: column 5 (valid_from): …"
    void fault(const SheetRow& row, std::string_view heading, std::string_view what);
    std::size_t fault_count() const { return faults_.size(); }
    // Throws runtime::BadSettings with every fault so far, by line and column.
    void finish() const;

private:
    struct Fault {
        int line;
        std::size_t column;
        std::string text;
    };

    std::size_t column_of(std::string_view heading) const;
    void line_fault(int line, std::string_view what);
    void column_fault(int line, std::size_t column, std::string_view heading,
                      std::string_view what);
    bool take_headings(const std::vector<std::string>& found, const Headings& headings);

    std::string file_;
    std::vector<std::string> headings_;
    std::vector<SheetRow> rows_;
    std::vector<Fault> faults_;
};

} // namespace congto::registers
