#include "tests/e2e/secrets.h"

#include "tests/support/files.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace congto::test {
namespace {

constexpr std::size_t kStart = 8;

template <typename Change>
std::string changed(std::string text, Change change)
{
    std::transform(text.begin(), text.end(), text.begin(), change);
    return text;
}

std::string capitals(const std::string& text)
{
    return changed(
        text, [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
}

std::string small_letters(const std::string& text)
{
    return changed(
        text, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
}

std::string hex(std::string_view bytes)
{
    std::string text;
    for (const unsigned char byte : bytes) {
        text += "0123456789abcdef"[byte >> 4U];
        text += "0123456789abcdef"[byte & 15U];
    }
    return text;
}

std::string for_a_url(std::string_view bytes)
{
    std::string text;
    for (const char c : bytes) {
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            c == '-' || c == '.')
            text += c;
        else
            text += '%' + capitals(hex({&c, 1}));
    }
    return text;
}

// The letters that are the same whatever stands around the bytes, when so many stand before them
// in their group of three.
std::string base64(std::string_view bytes, std::size_t before)
{
    constexpr const char* kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes.remove_prefix((3 - before) % 3);
    std::string text;
    for (; bytes.size() >= 3; bytes.remove_prefix(3)) {
        const auto at = [&](std::size_t i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i]));
        };
        const std::uint32_t three = at(0) << 16U | at(1) << 8U | at(2);
        for (const auto shift : {18U, 12U, 6U, 0U})
            text += kLetters[three >> shift & 63U];
    }
    return text;
}

// Of letters below U+0800, and of three bytes.
std::string utf16(std::string_view text, bool big_end_first)
{
    std::string wide;
    while (!text.empty()) {
        const auto at = [&](std::size_t i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(text.at(i)));
        };
        std::uint32_t letter = at(0);
        std::size_t size = 1;
        if (letter >= 0xE0) {
            letter = (letter & 0x0FU) << 12U | (at(1) & 0x3FU) << 6U | (at(2) & 0x3FU);
            size = 3;
        } else if (letter >= 0x80) {
            letter = (letter & 0x1FU) << 6U | (at(1) & 0x3FU);
            size = 2;
        }
        const char high = static_cast<char>(letter >> 8U);
        const char low = static_cast<char>(letter & 0xFFU);
        wide += big_end_first ? high : low;
        wide += big_end_first ? low : high;
        text.remove_prefix(size);
    }
    return wide;
}

std::uint64_t start_of(const char* bytes)
{
    std::uint64_t start = 0;
    std::memcpy(&start, bytes, kStart);
    return start;
}

std::uint16_t two_of(const char* bytes)
{
    std::uint16_t two = 0;
    std::memcpy(&two, bytes, sizeof two);
    return two;
}

bool is_sqlite(std::string_view bytes)
{
    return bytes.starts_with("SQLite format 3");
}

} // namespace

void Secrets::add(const std::string& label, const std::string& secret)
{
    if (secret.size() < kStart)
        throw std::runtime_error("too short to be searched for: " + secret);
    for (const auto& text :
         std::set<std::string>{secret, capitals(secret), small_letters(secret)}) {
        add_form(label, text);
        add_form(label, utf16(text, false));
        add_form(label, utf16(text, true));
        add_form(label, hex(text));
        add_form(label, capitals(hex(text)));
        add_form(label, for_a_url(text));
        for (const std::size_t before : {0U, 1U, 2U})
            add_form(label, base64(text, before));
    }
}

void Secrets::add_form(const std::string& label, std::string bytes)
{
    if (bytes.size() < kStart)
        return; // of a short secret, in base64
    const auto start = start_of(bytes.data());
    starts_.set(two_of(bytes.data()));
    forms_.emplace(start, Form{std::move(bytes), label});
}

std::set<std::string> Secrets::in(std::string_view bytes) const
{
    std::set<std::string> found;
    for (std::size_t at = 0; at + kStart <= bytes.size(); ++at) {
        if (!starts_[two_of(bytes.data() + at)])
            continue;
        const auto [first, last] = forms_.equal_range(start_of(bytes.data() + at));
        for (auto form = first; form != last; ++form)
            if (bytes.substr(at).starts_with(form->second.bytes))
                found.insert(form->second.label);
    }
    return found;
}

std::set<std::string> Secrets::in_file(const std::filesystem::path& file) const
{
    const auto bytes = read_file(file);
    auto found = in(bytes);
    found.merge(in(unpacked(bytes)));
    found.merge(in(file.filename().string()));
    if (is_sqlite(bytes))
        found.merge(in(rows_of(file)));
    return found;
}

std::set<std::string> Secrets::in_folder(const std::filesystem::path& folder) const
{
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            found.merge(in_file(entry.path()));
    return found;
}

std::string rows_of(const std::filesystem::path& file)
{
    std::string all;
    const SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
    SQLite::Statement tables(database, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (tables.executeStep()) {
        SQLite::Statement rows(database,
                               "SELECT * FROM \"" + tables.getColumn(0).getString() + '"');
        while (rows.executeStep()) {
            for (int i = 0; i < rows.getColumnCount(); ++i) {
                const auto value = rows.getColumn(i).getString();
                all += value + '\n' + unpacked(value);
            }
        }
    }
    return all;
}

std::string unpacked(std::string_view bytes)
{
    constexpr std::string_view kMagic = "\x28\xB5\x2F\xFD";
    constexpr std::size_t kMost = 64U << 20U;
    std::string all;
    for (auto at = bytes.find(kMagic); at != std::string_view::npos;
         at = bytes.find(kMagic, at + 1)) {
        const auto frame = bytes.substr(at);
        const auto length = ZSTD_findFrameCompressedSize(frame.data(), frame.size());
        const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
        if (ZSTD_isError(length) != 0 || size > kMost)
            continue;
        std::string content(size, '\0');
        const auto got = ZSTD_decompress(content.data(), content.size(), frame.data(), length);
        if (ZSTD_isError(got) == 0)
            all += content + '\n';
    }
    return all;
}

} // namespace congto::test
