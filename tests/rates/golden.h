// Outputs kept as files, as they should be.
#pragma once

#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace congto::test {

// CONGTO_WRITE_GOLDEN=1 writes the file instead, to be read before committing.
inline void check_golden(const char* name, const std::string& printed)
{
    const auto file = std::filesystem::path(CONGTO_GOLDEN) / name;
    if (std::getenv("CONGTO_WRITE_GOLDEN") != nullptr) {
        write_file(file, printed);
    }
    CHECK(printed == read_file(file));
}

} // namespace congto::test
