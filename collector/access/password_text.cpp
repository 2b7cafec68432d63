#include "collector/access/password_text.h"

#include "config/runtime/text.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace congto::access {
namespace {

struct Freed {
    void operator()(utf8proc_uint8_t* text) const { std::free(text); }
};

utf8proc_int32_t with_plain_space(utf8proc_int32_t point, void*)
{
    return utf8proc_category(point) == UTF8PROC_CATEGORY_ZS ? ' ' : point;
}

} // namespace

std::optional<std::string> password_text(std::string_view typed)
{
    if (!runtime::is_valid_utf8(typed)) {
        return std::nullopt;
    }
    constexpr auto kForm =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_REJECTNA);
    utf8proc_uint8_t* made = nullptr;
    const auto size = utf8proc_map_custom(reinterpret_cast<const utf8proc_uint8_t*>(typed.data()),
                                          static_cast<utf8proc_ssize_t>(typed.size()), &made, kForm,
                                          with_plain_space, nullptr);
    const std::unique_ptr<utf8proc_uint8_t, Freed> text(made);
    return size < 0 ? std::nullopt
                    : std::optional(std::string(reinterpret_cast<const char*>(text.get()),
                                                static_cast<std::size_t>(size)));
}

} // namespace congto::access
