#include "tests/e2e/dispute.h"

#include "tests/support/files.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

#include <cctype>
#include <sstream>
#include <stdexcept>

namespace congto::test {
namespace {

// RFC 4180, without line breaks in fields.
std::vector<std::string> fields_of(const std::string& line)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
            fields.back() += line[++i];
        else if (line[i] == '"')
            quoted = !quoted;
        else if (line[i] == ',' && !quoted)
            fields.emplace_back();
        else if (line[i] != '\r')
            fields.back() += line[i];
    }
    return fields;
}

// As codes are compared: a fallback may be a GUID in small letters.
std::string in_capitals(std::string code)
{
    for (char& letter : code)
        letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return code;
}

} // namespace

std::vector<CsvRow> csv_rows(const std::string& text)
{
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    const auto heading = fields_of(line);
    std::vector<CsvRow> rows;
    while (std::getline(lines, line)) {
        const auto fields = fields_of(line);
        if (fields.size() != heading.size())
            throw std::runtime_error("a line of another width: " + line);
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < fields.size(); ++i)
            row[heading[i]] = fields[i];
    }
    return rows;
}

Dispute::Dispute(OneStop& one_stop, const Reading& reading) : one_stop_(one_stop)
{
    one_stop.fill(3000, "2026-05", "2026-08");
    ministry_.start();
    office_ = std::make_unique<Office>(reading, ministry_.address());
    if (const auto finished = office_->run_once(); finished.status != 0)
        throw std::runtime_error(shown(finished));
}

std::string Dispute::list(const std::string& month, const Arguments& more) const
{
    Arguments arguments{"dossiers", "--unit", "H44", "--month", month};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto finished = ministry_.command(arguments);
    if (finished.status != 0)
        throw std::runtime_error(shown(finished));
    return finished.output;
}

std::vector<CsvRow> Dispute::explained(const std::string& list) const
{
    const auto file = office_->folder() / "list.csv";
    write_file(file, list);
    const auto finished = office_->command({"explain", file.string()});
    if (finished.status != 0)
        throw std::runtime_error(shown(finished));
    return csv_rows(finished.output);
}

std::multiset<std::string> Dispute::codes_by_sql(const std::string& month) const
{
    std::multiset<std::string> codes;
    for (const auto& row : query_sql(one_stop_.place().engine, one_stop_.place().connection,
                                     sql_of(one_stop_).end_to_end))
        if (row.at(0) == month)
            codes.insert(in_capitals(row.at(1).value()));
    return codes;
}

void disputes_a_month(OneStop& one_stop, const Reading& reading)
{
    Dispute dispute(one_stop, reading);
    const std::string month = "2026-07";
    const auto figure = dispute.ministry().measured(month, "received");
    REQUIRE(figure.end_to_end > 0);
    REQUIRE(figure.end_to_end < figure.dossiers);

    const auto all = csv_rows(dispute.list(month, {"--indicator", "end_to_end"}));
    CHECK(all.size() == static_cast<std::size_t>(figure.dossiers));
    const auto rest =
        csv_rows(dispute.list(month, {"--indicator", "end_to_end", "--side", "rest"}));
    CHECK(rest.size() == static_cast<std::size_t>(figure.dossiers - figure.end_to_end));

    std::multiset<std::string> codes;
    for (const auto& row : dispute.explained(
             dispute.list(month, {"--indicator", "end_to_end", "--side", "numerator"}))) {
        INFO(row.at("dossier"));
        CHECK(row.at("why_not").empty());
        CHECK(row.at("becomes") == "observation");
        // The list and the row, mapped again, say the same.
        CHECK(row.at("now_channel") == row.at("channel"));
        CHECK(row.at("now_level") == "full");
        CHECK(!row.at("raw_status").empty());
        codes.insert(row.at("code"));
    }
    CHECK(codes.size() == static_cast<std::size_t>(figure.end_to_end));
    CHECK(codes == dispute.codes_by_sql(month));
}

} // namespace congto::test
