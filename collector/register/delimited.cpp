#include "collector/register/delimited.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace congto::registers {
namespace {

std::string trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) {
        return {};
    }
    return std::string(text.substr(first, text.find_last_not_of(kBlank) - first + 1));
}

// One pass over CSV text: position, line number and the line being gathered.
class CsvSplitter {
public:
    explicit CsvSplitter(std::string_view content) : rest_(content) {}

    std::vector<DelimitedLine> split()
    {
        while (!rest_.empty()) {
            take_line();
        }
        return std::move(lines_);
    }

private:
    void take_line()
    {
        DelimitedLine line;
        line.line = number_;
        bool more = true;
        while (more) {
            more = take_field(line);
        }
        const bool blank = line.fault.empty() && line.fields.size() == 1 && line.fields[0].empty();
        if (!blank) {
            lines_.push_back(std::move(line));
        }
    }

    // False: the field was the last of its line.
    bool take_field(DelimitedLine& line)
    {
        const auto start = rest_.find_first_not_of(' ');
        if (start != std::string_view::npos && rest_[start] == '"') {
            rest_.remove_prefix(start + 1);
            take_quoted(line);
        } else {
            const auto end = rest_.find_first_of(",\n");
            const std::string_view field = rest_.substr(0, end);
            if (field.find('"') != std::string_view::npos && line.fault.empty()) {
                line.fault = "a quote inside a field that is not quoted; write the whole field in "
                             "quotes and the quote twice";
            }
            line.fields.push_back(trimmed(field));
            rest_.remove_prefix(std::min(end, rest_.size()));
        }
        return take_separator();
    }

    void take_quoted(DelimitedLine& line)
    {
        std::string field;
        while (true) {
            const auto quote = rest_.find('"');
            const std::string_view piece = rest_.substr(0, quote);
            number_ += static_cast<int>(std::count(piece.begin(), piece.end(), '\n'));
            field += piece;
            if (quote == std::string_view::npos) {
                rest_ = {};
                line.fault = "a quote is opened and never closed";
                return;
            }
            rest_.remove_prefix(quote + 1);
            if (rest_.empty() || rest_.front() != '"') {
                break;
            }
            field += '"';
            rest_.remove_prefix(1);
        }
        const auto end = std::min(rest_.find_first_of(",\n"), rest_.size());
        if (!trimmed(rest_.substr(0, end)).empty() && line.fault.empty()) {
            line.fault = "text after a closing quote";
        }
        rest_.remove_prefix(end);
        line.fields.push_back(trimmed(field));
    }

    bool take_separator()
    {
        if (rest_.empty()) {
            return false;
        }
        const bool more = rest_.front() == ',';
        number_ += more ? 0 : 1;
        rest_.remove_prefix(1);
        return more;
    }

    std::string_view rest_;
    int number_ = 1;
    std::vector<DelimitedLine> lines_;
};

} // namespace

std::vector<DelimitedLine> split_tabs(std::string_view content)
{
    std::vector<DelimitedLine> lines;
    for (int number = 1; !content.empty(); ++number) {
        const auto end = std::min(content.find('\n'), content.size());
        std::string_view text = content.substr(0, end);
        content.remove_prefix(std::min(end + 1, content.size()));
        if (trimmed(text).empty()) {
            continue;
        }
        DelimitedLine line;
        line.line = number;
        for (auto tab = text.find('\t'); tab != std::string_view::npos; tab = text.find('\t')) {
            line.fields.push_back(trimmed(text.substr(0, tab)));
            text.remove_prefix(tab + 1);
        }
        line.fields.push_back(trimmed(text));
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<DelimitedLine> split_csv(std::string_view content)
{
    return CsvSplitter(content).split();
}

} // namespace congto::registers
