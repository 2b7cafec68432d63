#include "config/runtime/row_writer.h"

#include "config/runtime/json.h"

#include <ostream>

namespace congto::runtime {
namespace {

std::string json_of(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        return json_string(*text);
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    if (const auto* decimal = std::get_if<Decimal>(&value)) {
        return decimal->digits;
    }
    return "null";
}

std::string json_of(const std::vector<Column>& columns, const std::vector<Value>& row)
{
    std::string object = "{";
    for (std::size_t i = 0; i < row.size(); ++i) {
        object += (i == 0 ? "" : ", ") + json_string(columns[i].name) + ": ";
        object += json_of(row[i]);
    }
    return object + "}";
}

std::string csv_of(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    }
    return quoted + '"';
}

std::string csv_of(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        return csv_of(*text);
    }
    if (const auto* decimal = std::get_if<Decimal>(&value)) {
        return csv_of(decimal->digits);
    }
    const auto* number = std::get_if<std::int64_t>(&value);
    return number == nullptr ? "" : std::to_string(*number);
}

} // namespace

RowWriter::RowWriter(std::ostream& out, const Listing& head, Shape shape)
    : out_(out), columns_(head.columns), shape_(shape)
{
    if (shape_ == Shape::json) {
        out_ << "{\n";
        for (const auto& [name, value] : head.facts) {
            out_ << "  " << json_string(name) << ": " << json_of(value) << ",\n";
        }
        out_ << "  \"rows\": [";
        return;
    }
    const char* before = "";
    for (const Column& column : columns_) {
        out_ << before << csv_of(column.name);
        before = ",";
    }
    out_ << "\r\n";
}

void RowWriter::write(const std::vector<Value>& row)
{
    if (shape_ == Shape::json) {
        out_ << (begun_ ? ",\n    " : "\n    ") << json_of(columns_, row);
        begun_ = true;
        return;
    }
    const char* before = "";
    for (const Value& value : row) {
        out_ << before << csv_of(value);
        before = ",";
    }
    out_ << "\r\n";
}

void RowWriter::finish(const std::vector<std::string>& notes)
{
    if (shape_ != Shape::json) {
        return;
    }
    out_ << (begun_ ? "\n  " : "") << "],\n  \"notes\": [";
    const char* before = "";
    for (const std::string& note : notes) {
        out_ << before << json_string(note);
        before = ", ";
    }
    out_ << "]\n}\n";
}

} // namespace congto::runtime
