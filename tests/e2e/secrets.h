// What must not be found, and a search that finds it in whatever form it is.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace congto::test {

// Each secret has a label that says where it was planted ("name in status").
class Secrets {
public:
    // Eight bytes or more, whole or as the part of a longer value that makes it one's own.
    void add(const std::string& label, const std::string& secret);

    // Labels of the secrets the bytes hold: as they are, in capitals or small letters, as UTF-16 of
    // either order, hexadecimal, base64, or escaped for a URL.
    std::set<std::string> in(std::string_view bytes) const;
    // … the file holds, or what can be unpacked from it: rows of SQLite, frames of zstd. Its name
    // counts too.
    std::set<std::string> in_file(const std::filesystem::path& file) const;
    // … any file below the folder holds.
    std::set<std::string> in_folder(const std::filesystem::path& folder) const;

private:
    struct Form {
        std::string bytes;
        std::string label;
    };
    void add_form(const std::string& label, std::string bytes);

    std::unordered_multimap<std::uint64_t, Form> forms_; // by their first eight bytes
    std::bitset<1U << 16U> starts_;                      // by their first two
};

// The bytes of every value of every table, and of the zstd frames in them; nothing: no SQLite file.
std::string rows_of(const std::filesystem::path& file);
// The frames of zstd in the bytes, unpacked.
std::string unpacked(std::string_view bytes);

} // namespace congto::test
