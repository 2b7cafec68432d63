// A CSV file (RFC 4180) row after row: of a list as long as a province's year.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace congto::agent {

class CsvRows {
public:
    // Reads the heading. Throws runtime::BadSettings: the file cannot be read, or has none.
    explicit CsvRows(const std::filesystem::path& file);

    const std::vector<std::string>& heading() const { return heading_; }
    // As many fields as the heading has; lines with nothing on them are passed over. None: that was
    // all. Throws runtime::BadSettings with the line: another number of fields, or a quote that
    // does not end.
    std::optional<std::vector<std::string>> next();
    // Where the row began that next() gave last; the heading is line 1.
    std::int64_t line() const { return begun_; }

private:
    std::optional<std::vector<std::string>> read();
    [[noreturn]] void refuse(const std::string& why) const;

    std::filesystem::path file_;
    std::ifstream in_;
    std::int64_t line_ = 1;
    std::int64_t begun_ = 1;
    std::vector<std::string> heading_;
};

} // namespace congto::agent
