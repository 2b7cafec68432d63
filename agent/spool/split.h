// A batch in parts: the same entries with the same numbers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace congto::spool {

struct BatchPart {
    std::string body;
    std::size_t entries = 0;
};

// Bodies of at most `bytes`, in the order of their numbers; a part of one entry is as large as that
// is. Throws MalformedBatch: it is no batch.
std::vector<BatchPart> split(std::string_view body, std::size_t bytes);

} // namespace congto::spool
