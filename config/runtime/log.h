// One line per event: constant text, then fields. One line per change of state. Nothing personal.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace congto::runtime {

struct Field {
    std::string_view name;
    std::string value;

    Field(std::string_view field, std::string_view text) : name(field), value(text) {}
    Field(std::string_view field, const char* text) : name(field), value(text) {}
    Field(std::string_view field, std::string text) : name(field), value(std::move(text)) {}
    template <typename Number>
    requires std::is_arithmetic_v<Number> Field(std::string_view field, Number number)
        : name(field), value(std::to_string(number))
    {
    }
};

enum class Severity : std::uint8_t { debug, info, warning, error };

// "2026-02-03T07:00:00.123Z warning source is away source=onestop detail=\"…\"" on standard error.
// Where systemd's journal reads it, its severity is told by sd-daemon(3) and the time is the
// journal's:
// "<4>warning source is away …". Values are quoted and their control characters escaped, so that a
// value cannot forge a line. Any thread may call.
void log(Severity severity, std::string_view event, std::initializer_list<Field> fields = {});

// Lines below `least` are not written. Default: info.
void set_log_level(Severity least);

} // namespace congto::runtime
