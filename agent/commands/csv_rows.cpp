#include "agent/commands/csv_rows.h"

#include "config/runtime/failure.h"

namespace congto::agent {

CsvRows::CsvRows(const std::filesystem::path& file) : file_(file), in_(file, std::ios::binary)
{
    constexpr const char* kByteOrderMark = "\xEF\xBB\xBF";
    if (!in_ || std::filesystem::is_directory(file)) {
        throw runtime::BadSettings(file.string() +
                                   ": cannot be read; name a list of congto-collector dossiers, "
                                   "or a pseudonym of 32 hexadecimal digits");
    }
    auto first = read();
    if (!first) {
        refuse("is empty");
    }
    if (first->front().rfind(kByteOrderMark, 0) == 0) {
        first->front().erase(0, 3);
    }
    heading_ = std::move(*first);
}

std::optional<std::vector<std::string>> CsvRows::next()
{
    auto row = read();
    while (row && row->size() == 1 && row->front().empty()) {
        row = read(); // editors leave blank lines
    }
    if (row && row->size() != heading_.size()) {
        refuse("has " + std::to_string(row->size()) + " fields, the heading has " +
               std::to_string(heading_.size()));
    }
    return row;
}

std::optional<std::vector<std::string>> CsvRows::read()
{
    std::vector<std::string> fields;
    std::string field;
    bool quoted = false;
    begun_ = line_;
    for (int c = in_.get(); c != std::ifstream::traits_type::eof(); c = in_.get()) {
        const char letter = static_cast<char>(c);
        if (quoted) {
            line_ += letter == '\n' ? 1 : 0;
            if (letter != '"') {
                field += letter;
            } else if (in_.peek() == '"') {
                field += static_cast<char>(in_.get());
            } else {
                quoted = false;
            }
        } else if (letter == '"' && field.empty()) {
            quoted = true;
        } else if (letter == ',') {
            fields.push_back(std::move(field));
            field.clear();
        } else if (letter == '\n') {
            ++line_;
            fields.push_back(std::move(field));
            return fields;
        } else if (letter != '\r' || in_.peek() != '\n') {
            field += letter;
        }
    }
    if (quoted) {
        refuse("a quoted field does not end");
    }
    if (fields.empty() && field.empty()) {
        return std::nullopt;
    }
    fields.push_back(std::move(field));
    return fields;
}

void CsvRows::refuse(const std::string& why) const
{
    throw runtime::BadSettings(file_.string() + ':' + std::to_string(begun_) + ": " + why);
}

} // namespace congto::agent
