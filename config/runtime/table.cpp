#include "config/runtime/table.h"

#include "config/runtime/row_writer.h"
#include "config/runtime/text.h"

#include <algorithm>
#include <ostream>
#include <string_view>

namespace congto::runtime {
namespace {

bool is_number(const Value& value)
{
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<Decimal>(value);
}

std::string shown(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        return escaped(*text);
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    if (const auto* decimal = std::get_if<Decimal>(&value)) {
        return decimal->digits + decimal->suffix;
    }
    return "–";
}

// A column of a terminal table, as wide as its widest text.
struct Layout {
    std::size_t width = 0;
    bool rightwards = false;
};

std::vector<Layout> laid_out(const Listing& listing)
{
    std::vector<Layout> layout(listing.columns.size());
    for (std::size_t i = 0; i < layout.size(); ++i) {
        layout[i].width = terminal_width(listing.columns[i].title);
        bool numbers = false;
        bool texts = false;
        for (const std::vector<Value>& row : listing.rows) {
            layout[i].width = std::max(layout[i].width, terminal_width(shown(row[i])));
            numbers = numbers || is_number(row[i]);
            texts = texts || std::holds_alternative<std::string>(row[i]);
        }
        layout[i].rightwards = numbers && !texts;
    }
    return layout;
}

void add_padded(std::string& line, const std::string& text, const Layout& layout)
{
    const std::string padding(layout.width - terminal_width(text), ' ');
    line += line.empty() ? "" : "  ";
    line += layout.rightwards ? padding + text : text + padding;
}

void write_trimmed(std::ostream& out, std::string_view line)
{
    const std::size_t last = line.find_last_not_of(' ');
    out << (last == std::string_view::npos ? "" : line.substr(0, last + 1)) << '\n';
}

void print_table(std::ostream& out, const Listing& listing)
{
    const std::vector<Layout> layout = laid_out(listing);
    std::string heading;
    std::string rule;
    for (std::size_t i = 0; i < layout.size(); ++i) {
        add_padded(heading, listing.columns[i].title, layout[i]);
        rule += (i == 0 ? "" : "  ") + std::string(layout[i].width, '-');
    }
    write_trimmed(out, heading);
    write_trimmed(out, rule);
    for (const std::vector<Value>& row : listing.rows) {
        std::string line;
        for (std::size_t i = 0; i < layout.size(); ++i) {
            add_padded(line, shown(row[i]), layout[i]);
        }
        write_trimmed(out, line);
    }
    for (const std::string& note : listing.notes) {
        out << escaped(note) << '\n';
    }
}

void print_rows(std::ostream& out, const Listing& listing, Shape shape)
{
    RowWriter writer(out, listing, shape);
    for (const std::vector<Value>& row : listing.rows) {
        writer.write(row);
    }
    writer.finish(listing.notes);
}

} // namespace

void print(std::ostream& out, const Listing& listing, Shape shape)
{
    switch (shape) {
    case Shape::table:
        print_table(out, listing);
        return;
    case Shape::json:
    case Shape::csv:
        print_rows(out, listing, shape);
        return;
    }
}

} // namespace congto::runtime
