#include "agent/source/parameters.h"

#include "proto/model/time.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace congto::source {
namespace {

bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool continues_name(char c)
{
    return starts_name(c) || (c >= '0' && c <= '9');
}

std::optional<Parameter> parameter_named(std::string_view name)
{
    const auto* found = std::find_if(kParameters.begin(), kParameters.end(),
                                     [name](Parameter one) { return name_of(one) == name; });
    return found == kParameters.end() ? std::nullopt : std::optional(*found);
}

// The length of what starts here: quoted text with its quotes. A doubled quote inside reads as two
// quoted texts side by side, which is as good.
std::size_t quoted_length(std::string_view text)
{
    const std::size_t end = text.find(text.front(), 1);
    return end == std::string_view::npos ? text.size() : end + 1;
}

// Zero: no comment starts here.
std::size_t comment_length(std::string_view text)
{
    if (text.starts_with("--")) {
        return std::min(text.find('\n'), text.size());
    }
    if (text.starts_with("/*") && !text.starts_with("/*+")) {
        const std::size_t end = text.find("*/", 2);
        return end == std::string_view::npos ? text.size() : end + 2;
    }
    return 0;
}

std::size_t name_length(std::string_view text)
{
    if (text.empty() || !starts_name(text.front())) {
        return 0;
    }
    const auto* end = std::find_if_not(text.begin(), text.end(), continues_name);
    return static_cast<std::size_t>(end - text.begin());
}

class Rewriting {
public:
    explicit Rewriting(Marks marks) : marks_(marks) {}

    // Takes one piece of the text and gives its length.
    std::size_t take(std::string_view text)
    {
        if (const std::size_t length = comment_length(text); length != 0) {
            done_.sql += ' ';
            return length;
        }
        const char first = text.front();
        if (first == '\'' || first == '"' || first == '`') {
            return keep(text, quoted_length(text));
        }
        if (text.starts_with("::")) {
            return keep(text, 2);
        }
        const std::size_t length = first == ':' ? name_length(text.substr(1)) : 0;
        if (length == 0) {
            return keep(text, 1);
        }
        add(text.substr(1, length));
        return 1 + length;
    }

    Statement done() && { return std::move(done_); }

private:
    std::size_t keep(std::string_view text, std::size_t length)
    {
        done_.sql += text.substr(0, length);
        return length;
    }

    void add(std::string_view name)
    {
        const std::optional<Parameter> known = parameter_named(name);
        if (!known) {
            done_.unknown.emplace_back(name);
            return;
        }
        done_.parameters.push_back(*known);
        done_.sql +=
            marks_ == Marks::question_marks ? "?" : ":p" + std::to_string(done_.parameters.size());
    }

    Marks marks_;
    Statement done_;
};

} // namespace

std::string_view name_of(Parameter parameter)
{
    switch (parameter) {
    case Parameter::after_cursor:
        return "after_cursor";
    case Parameter::after_key:
        return "after_key";
    case Parameter::limit:
        return "limit";
    case Parameter::day_from:
        return "day_from";
    case Parameter::day_to:
        return "day_to";
    case Parameter::key:
        return "key";
    }
    return "";
}

Values day_values(const std::string& day, const std::string& after_key, std::size_t limit)
{
    const std::optional<model::Day> opened = model::parse_day(day);
    if (!opened) {
        throw std::invalid_argument("no such day: " + day);
    }
    Values values;
    values.after.key = after_key;
    values.limit = limit;
    values.day_from = day;
    values.day_to = model::text_of(model::Day{opened->number + 1});
    return values;
}

bool Statement::has(Parameter parameter) const
{
    return std::find(parameters.begin(), parameters.end(), parameter) != parameters.end();
}

Statement with_own_marks(std::string_view sql, Marks marks)
{
    Rewriting rewriting(marks);
    while (!sql.empty()) {
        sql.remove_prefix(rewriting.take(sql));
    }
    return std::move(rewriting).done();
}

std::string text_of(Parameter parameter, const Values& values)
{
    switch (parameter) {
    case Parameter::after_cursor:
        return values.after.cursor;
    case Parameter::after_key:
        return values.after.key;
    case Parameter::limit:
        return std::to_string(values.limit);
    case Parameter::day_from:
        return values.day_from;
    case Parameter::day_to:
        return values.day_to;
    case Parameter::key:
        return values.key;
    }
    return {};
}

} // namespace congto::source
