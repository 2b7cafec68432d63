// A program's JSON output, looked into by pointer (RFC 6901): "/rows/0/dossiers".
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace congto::test {

class Json {
public:
    // Throws std::runtime_error, with the text, when it is no JSON.
    explicit Json(std::string_view text);

    // Each throws std::runtime_error when nothing of that kind is there.
    long long number(const std::string& pointer) const;
    std::string text(const std::string& pointer) const;
    std::size_t size(const std::string& pointer) const; // of an array
    bool is_null(const std::string& pointer) const;
    bool has(const std::string& pointer) const;

private:
    struct Parsed;
    std::shared_ptr<const Parsed> parsed_;
};

} // namespace congto::test
