#include "tests/e2e/json.h"

#include <boost/json.hpp>

#include <stdexcept>

namespace congto::test {

struct Json::Parsed {
    boost::json::value value;
    std::string source;

    const boost::json::value* find(const std::string& pointer) const
    {
        boost::json::error_code ignored;
        return value.find_pointer(pointer, ignored);
    }
    const boost::json::value& at(const std::string& pointer,
                                 bool (*fits)(const boost::json::value&), const char* kind) const
    {
        const auto* found = find(pointer);
        if (found == nullptr || !fits(*found))
            throw std::runtime_error("no " + std::string(kind) + " at " + pointer + " in " +
                                     source);
        return *found;
    }
};

Json::Json(std::string_view text)
{
    boost::json::error_code fault;
    auto value = boost::json::parse({text.data(), text.size()}, fault);
    if (fault)
        throw std::runtime_error("no JSON: " + fault.message() + ": " + std::string(text));
    parsed_ = std::make_shared<Parsed>(Parsed{std::move(value), std::string(text)});
}

long long Json::number(const std::string& pointer) const
{
    return parsed_
        ->at(
            pointer, [](const auto& value) { return value.is_int64(); }, "whole number")
        .get_int64();
}

std::string Json::text(const std::string& pointer) const
{
    const auto& found = parsed_->at(
        pointer, [](const auto& value) { return value.is_string(); }, "text");
    return {found.get_string().data(), found.get_string().size()};
}

std::size_t Json::size(const std::string& pointer) const
{
    return parsed_
        ->at(
            pointer, [](const auto& value) { return value.is_array(); }, "array")
        .get_array()
        .size();
}

bool Json::is_null(const std::string& pointer) const
{
    return parsed_
        ->at(
            pointer, [](const auto&) { return true; }, "value")
        .is_null();
}

bool Json::has(const std::string& pointer) const
{
    return parsed_->find(pointer) != nullptr;
}

} // namespace congto::test
