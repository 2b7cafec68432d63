#include "config/runtime/settings.h"
#include "config/runtime/text.h"
#include "tests/fuzz/fuzz.h"

using namespace congto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text = fuzz::text_of(bytes, size);
    if (const auto duration = runtime::parse_duration(text)) {
        fuzz::require(duration->count() >= 0);
        fuzz::require(runtime::parse_duration(std::to_string(duration->count()) + "ms") ==
                      duration);
    }
    if (const auto count = runtime::parse_bytes(text)) {
        fuzz::require(runtime::parse_bytes(std::to_string(*count) + "B") == count);
    }
    const std::string shown = runtime::escaped(text);
    fuzz::require(runtime::is_valid_utf8(shown) && shown.find('\n') == std::string::npos);
    fuzz::require(runtime::escaped(shown) == shown);
    fuzz::require(runtime::terminal_width(text) <= 2 * size);
    return 0;
}
