#include "collector/register/row_reader.h"

#include "config/runtime/text.h"

#include <charconv>

namespace congto::registers {

std::string RowReader::quoted(std::string_view heading) const
{
    return '"' + runtime::escaped(sheet_.field(row_, heading)) + '"';
}

std::string RowReader::text(std::string_view heading)
{
    std::string found = text_if(heading);
    if (found.empty()) {
        fault(heading, "is empty");
    }
    return found;
}

std::string RowReader::text_if(std::string_view heading) const
{
    return std::string(sheet_.field(row_, heading));
}

model::Day RowReader::day(std::string_view heading)
{
    if (sheet_.field(row_, heading).empty()) {
        fault(heading, "is empty; write a date like 2026-02-03");
        return {};
    }
    return day_if(heading).value_or(model::Day{});
}

std::optional<model::Day> RowReader::day_if(std::string_view heading)
{
    const std::string_view text = sheet_.field(row_, heading);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto day = model::parse_day(text);
    if (!day) {
        fault(heading, quoted(heading) + " is not a date like 2026-02-03");
    }
    return day;
}

std::optional<std::int64_t> RowReader::count_if(std::string_view heading)
{
    constexpr std::int64_t kMost = 1'000'000'000'000;
    const std::string_view text = sheet_.field(row_, heading);
    if (text.empty()) {
        return std::nullopt;
    }
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size() || count < 0 || count > kMost) {
        fault(heading, quoted(heading) + " is not a number of dossiers: write digits only");
        return std::nullopt;
    }
    return count;
}

std::optional<bool> RowReader::claim_if(std::string_view heading)
{
    const std::string_view text = sheet_.field(row_, heading);
    if (text == "yes" || text == "no") {
        return text == "yes";
    }
    if (!text.empty()) {
        fault(heading, quoted(heading) + " is not yes or no; leave it empty if it is not known");
    }
    return std::nullopt;
}

} // namespace congto::registers
