#include "collector/dashboard/parameters.h"

#include "config/runtime/text.h"

#include <algorithm>
#include <set>

namespace congto::dashboard {
namespace {

constexpr std::size_t kLongestShown = 64;

std::string quoted(std::string_view text)
{
    return '"' + runtime::escaped(text.substr(0, kLongestShown)) + '"';
}

} // namespace

std::optional<std::string> Parameters::taken(std::string_view name)
{
    known_.emplace_back(name);
    const auto is_it = [&](const auto& field) { return field.first == name; };
    if (std::count_if(query_.begin(), query_.end(), is_it) > 1) {
        faults_.push_back(std::string(name) + ": is there several times; give it once");
        return std::nullopt;
    }
    return only(query_, name);
}

void Parameters::take(std::string_view name, std::optional<std::string>& argument)
{
    if (auto text = taken(name)) {
        argument = std::move(text);
    }
}

void Parameters::take(std::string_view name, std::string& argument)
{
    argument = taken(name).value_or(argument);
}

void Parameters::take(std::string_view name, bool& argument)
{
    const auto text = taken(name);
    if (text && !text->empty() && *text != "true") {
        faults_.push_back(std::string(name) + ": " + quoted(*text) +
                          " is not true; leave it out where it is not so");
    }
    argument = argument || text;
}

void Parameters::take_period(rates::PeriodArguments& period)
{
    take("month", period.month);
    take("quarter", period.quarter);
    take("year", period.year);
    take("from", period.from);
    take("to", period.to);
    take("campaign", period.campaign);
    take("all-time", period.all_time);
}

runtime::Shape Parameters::take_shape()
{
    const std::string format = taken("format").value_or("json");
    if (format != "json" && format != "csv") {
        faults_.push_back("format: " + quoted(format) + " is not one of json, csv");
    }
    return format == "csv" ? runtime::Shape::csv : runtime::Shape::json;
}

std::vector<std::string> Parameters::faults() const
{
    std::vector<std::string> all = faults_;
    std::string names;
    for (const std::string& name : known_) {
        names += (names.empty() ? "" : ", ") + name;
    }
    std::set<std::string_view> told;
    for (const auto& [name, value] : query_) {
        const bool known = std::find(known_.begin(), known_.end(), name) != known_.end();
        if (!known && told.insert(name).second) {
            all.push_back(quoted(name) + " is no parameter of this; it has " + names);
        }
    }
    return all;
}

} // namespace congto::dashboard
