// Files on disk, not only written.
#pragma once

#include <filesystem>

namespace congto::upkeep {

// Throws runtime::Unavailable: the disk did not take it.
void write_out_file(const std::filesystem::path& file);

} // namespace congto::upkeep
