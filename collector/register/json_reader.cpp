#include "collector/register/json_reader.h"

#include "collector/register/written_rate.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace congto::registers {
namespace {

using boost::json::value;

constexpr std::int64_t kMost = 1'000'000'000'000;
constexpr std::size_t kMostShown = 60;

// "3:17" of the byte at `offset`: line and column, both from 1.
std::string place_of(std::string_view content, std::size_t offset)
{
    const std::string_view before = content.substr(0, offset);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto begin = before.rfind('\n') + 1; // npos + 1 is 0
    return std::to_string(line) + ':' + std::to_string(offset - begin + 1);
}

value parsed(std::string_view content, const std::string& file)
{
    const auto refused = [&](std::size_t offset, const std::string& why) {
        return runtime::BadSettings(file + ':' + place_of(content, offset) +
                                    ": is not JSON: " + why);
    };
    boost::json::stream_parser parser;
    boost::json::error_code fault;
    const std::size_t taken = parser.write_some(content.data(), content.size(), fault);
    if (fault) {
        throw refused(taken, fault.message());
    }
    if (const auto rest = content.find_first_not_of(" \t\r\n", taken);
        rest != std::string_view::npos) {
        throw refused(rest, "something follows the document's end");
    }
    parser.finish(fault);
    if (fault) {
        throw refused(content.size(), "the file ends in the middle of it");
    }
    return parser.release();
}

// The shortest digits that are this number: 79.03 stays 79.03.
std::string digits_of(double number)
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                   std::chars_format::fixed);
    return end.ec == std::errc() ? std::string(digits.data(), end.ptr) : std::string();
}

std::string digits_of(const value& number)
{
    if (number.is_double()) {
        return digits_of(number.get_double());
    }
    return number.is_int64() ? std::to_string(number.get_int64()) : std::string();
}

} // namespace

JsonReader::JsonReader(std::string_view content, std::string file) : file_(std::move(file))
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (content.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
        content.remove_prefix(kByteOrderMark.size());
    }
    root_ = std::make_unique<value>(parsed(content, file_));
}

JsonReader::~JsonReader() = default;

const boost::json::object* JsonReader::object_at(const value& found, const std::string& path)
{
    if (!found.is_object()) {
        fault(path, shown_json(found) + " is not an object");
    }
    return found.if_object();
}

const boost::json::array* JsonReader::array_at(const value& found, const std::string& path)
{
    if (!found.is_array()) {
        fault(path, shown_json(found) + " is not an array");
    }
    return found.if_array();
}

const boost::json::object* JsonReader::object_if(const value& found, const std::string& path)
{
    return found.is_null() ? nullptr : object_at(found, path);
}

const boost::json::array* JsonReader::array_if(const value& found, const std::string& path)
{
    return found.is_null() ? nullptr : array_at(found, path);
}

std::optional<std::string> JsonReader::text_at(const value& found, const std::string& path)
{
    if (found.is_null()) {
        return std::nullopt;
    }
    if (!found.is_string()) {
        fault(path, shown_json(found) + " is not a text");
        return std::nullopt;
    }
    return std::string(found.get_string().data(), found.get_string().size());
}

std::optional<std::int64_t> JsonReader::count_at(const value& found, const std::string& path)
{
    if (found.is_null()) {
        return std::nullopt;
    }
    if (!found.is_int64() || found.get_int64() < 0 || found.get_int64() > kMost) {
        fault(path, shown_json(found) + " is not a whole number from 0 to 10^12");
        return std::nullopt;
    }
    return found.get_int64();
}

std::optional<std::string> JsonReader::rate_at(const value& found, const std::string& path)
{
    if (found.is_null()) {
        return std::nullopt;
    }
    std::string digits = digits_of(found);
    const auto rate = parse_rate(digits);
    if (!rate) {
        fault(path, shown_json(found) + " is not a rate in per cent with at most four decimals");
        return std::nullopt;
    }
    if (is_over_hundred(*rate)) {
        fault(path, digits + " is over 100 %");
        return std::nullopt;
    }
    return digits;
}

std::optional<std::string> JsonReader::text_in(const boost::json::object& of,
                                               const std::string& path, std::string_view name)
{
    const value* found = of.if_contains({name.data(), name.size()});
    return found == nullptr ? std::nullopt : text_at(*found, path + '.' + std::string(name));
}

std::optional<std::int64_t> JsonReader::count_in(const boost::json::object& of,
                                                 const std::string& path, std::string_view name)
{
    const value* found = of.if_contains({name.data(), name.size()});
    return found == nullptr ? std::nullopt : count_at(*found, path + '.' + std::string(name));
}

void JsonReader::fault(const std::string& path, const std::string& what)
{
    faults_.push_back(file_ + ": " + runtime::escaped(path) + ": " + what);
}

void JsonReader::finish() const
{
    if (!faults_.empty()) {
        throw runtime::BadSettings(faults_);
    }
}

std::string shown_json(const value& found)
{
    const std::string text = runtime::escaped(boost::json::serialize(found));
    return text.size() <= kMostShown ? text : text.substr(0, kMostShown) + "…";
}

} // namespace congto::registers
