#include "collector/rates/page_part.h"

#include <cstddef>
#include <sstream>

namespace congto::rates {
namespace {

constexpr std::size_t kWidth = 100;

// Columns of a terminal: UTF-8's continuation bytes take none.
std::size_t columns_of(std::string_view text)
{
    std::size_t columns = 0;
    for (const char byte : text) {
        columns += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
    }
    return columns;
}

} // namespace

void add_part(std::string& page, std::string_view heading, const std::string& text)
{
    page += "\n" + std::string(heading) + "\n";
    std::string line = "   ";
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        if (columns_of(line) + 1 + columns_of(word) > kWidth) {
            page += line + "\n";
            line = "   ";
        }
        line += " " + word;
    }
    page += line + "\n";
}

} // namespace congto::rates
