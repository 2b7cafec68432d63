// The durable work behind a receipt, done raw.
#pragma once

#include "proto/model/dossier_id.h"
#include "tests/bench/raw_sqlite.h"

#include <filesystem>
#include <vector>

namespace congto::bench {

inline constexpr std::size_t kRowsOfCommit = 10'000;

// Bytes of payload that make a raw row as long as a row of the store's table of dossiers is on the
// average, so that both write as many pages.
std::size_t payload_of_dossier(const std::filesystem::path& store_file);

// Upserts every id into a WITHOUT ROWID table of its own, in the order given, `payload_bytes`
// beside each, 10,000 a commit. Gives the seconds from the first to the last commit's return;
// making the file is not counted.
double upsert_raw(const std::filesystem::path& file, const std::vector<model::DossierId>& ids,
                  std::size_t payload_bytes);

} // namespace congto::bench
