// A spool full of made-up dossiers, as reading would have left it.
#pragma once

#include "agent/spool/spool.h"
#include "proto/model/dossier_id.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace congto::bench {

inline constexpr std::string_view kUnit = "H44";
inline constexpr std::string_view kSource = "onestop";
inline constexpr std::size_t kRowsOfFilledPage = 5000;

// Any key will do: the ids are made up.
spool::Owner made_up_owner();

// Opens the spool in `file` and spools the dossiers of these ids in this order, page by page.
std::unique_ptr<spool::Spool> filled_spool(const std::filesystem::path& file,
                                           const std::vector<model::DossierId>& ids);

} // namespace congto::bench
