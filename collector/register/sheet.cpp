#include "collector/register/sheet.h"

#include "collector/register/delimited.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>

namespace congto::registers {
namespace {

constexpr std::size_t kLargestFile = 64U << 20U;

bool contains(const std::vector<std::string_view>& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string listed(const std::vector<std::string_view>& names)
{
    std::string text;
    for (const auto name : names) {
        text += text.empty() ? "" : ", ";
        text += name;
    }
    return text;
}

// The first line that is not UTF-8 text; 0: all is.
int first_bad_line(std::string_view text)
{
    int line = 1;
    while (!text.empty()) {
        const auto point = runtime::first_code_point(text);
        if (!point.value || *point.value == 0) {
            return line;
        }
        line += *point.value == '\n' ? 1 : 0;
        text.remove_prefix(point.length);
    }
    return 0;
}

} // namespace

std::string read_whole(const std::filesystem::path& path)
{
    std::error_code error;
    const bool folder = std::filesystem::is_directory(path, error);
    std::ifstream file(path, std::ios::binary);
    if (folder || !file) {
        throw runtime::BadSettings(path.string() +
                                   ": cannot be read; name a register file that you may read");
    }
    std::string content(kLargestFile + 1, '\0');
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    content.resize(static_cast<std::size_t>(file.gcount()));
    if (content.size() > kLargestFile) {
        throw runtime::BadSettings(path.string() + ": over 64 MiB; no register is that large");
    }
    return content;
}

Sheet::Sheet(std::string_view content, std::string file, const Headings& headings)
    : file_(std::move(file))
{
    if (content.substr(0, 3) == "\xEF\xBB\xBF") {
        content.remove_prefix(3);
    }
    if (const int line = first_bad_line(content); line != 0) {
        line_fault(line, "not UTF-8 text; save the file as UTF-8");
        return;
    }
    const std::string_view heading = content.substr(0, content.find('\n'));
    const bool tabs = heading.find('\t') != std::string_view::npos;
    auto lines = tabs ? split_tabs(content) : split_csv(content);
    if (lines.empty()) {
        line_fault(1, "the file is empty; its first line must be the heading " +
                          listed(headings.required));
        return;
    }
    if (!lines.front().fault.empty()) {
        line_fault(lines.front().line, lines.front().fault);
        return;
    }
    if (!take_headings(lines.front().fields, headings)) {
        return;
    }
    for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
        if (!line->fault.empty()) {
            line_fault(line->line, line->fault);
        } else if (line->fields.size() != headings_.size()) {
            line_fault(line->line, std::to_string(line->fields.size()) +
                                       " fields where the heading has " +
                                       std::to_string(headings_.size()));
        } else {
            rows_.push_back({line->line, std::move(line->fields)});
        }
    }
}

bool Sheet::take_headings(const std::vector<std::string>& found, const Headings& headings)
{
    headings_ = found;
    for (auto name = found.begin(); name != found.end(); ++name) {
        const auto column = static_cast<std::size_t>(name - found.begin()) + 1;
        if (!contains(headings.required, *name) && !contains(headings.optional, *name)) {
            column_fault(1, column, *name, "not a column of this register");
        } else if (std::find(found.begin(), name, *name) != name) {
            column_fault(1, column, *name, "the column is there twice");
        }
    }
    for (const auto name : headings.required) {
        if (std::find(found.begin(), found.end(), name) == found.end()) {
            line_fault(1, "the column " + std::string(name) + " is missing");
        }
    }
    return faults_.empty();
}

std::size_t Sheet::column_of(std::string_view heading) const
{
    const auto found = std::find(headings_.begin(), headings_.end(), heading);
    return static_cast<std::size_t>(found - headings_.begin());
}

std::string_view Sheet::field(const SheetRow& row, std::string_view heading) const
{
    const std::size_t column = column_of(heading);
    return column < row.fields.size() ? std::string_view(row.fields[column]) : std::string_view();
}

void Sheet::fault(const SheetRow& row, std::string_view heading, std::string_view what)
{
    const std::size_t column = column_of(heading);
    if (column == headings_.size()) {
        line_fault(row.line, std::string(heading) + ": " + std::string(what));
        return;
    }
    column_fault(row.line, column + 1, heading, what);
}

void Sheet::column_fault(int line, std::size_t column, std::string_view heading,
                         std::string_view what)
{
    faults_.push_back({line, column,
                       file_ + ":" + std::to_string(line) + ": column " + std::to_string(column) +
                           " (" + runtime::escaped(heading) + "): " + std::string(what)});
}

void Sheet::line_fault(int line, std::string_view what)
{
    faults_.push_back({line, 0, file_ + ":" + std::to_string(line) + ": " + std::string(what)});
}

void Sheet::finish() const
{
    if (faults_.empty()) {
        return;
    }
    auto sorted = faults_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Fault& one, const Fault& other) {
        return std::pair(one.line, one.column) < std::pair(other.line, other.column);
    });
    std::vector<std::string> texts;
    texts.reserve(sorted.size());
    for (auto& fault : sorted) {
        texts.push_back(std::move(fault.text));
    }
    throw runtime::BadSettings(std::move(texts));
}

} // namespace congto::registers
