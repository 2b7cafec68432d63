// The tables of OpenCPS that a reader needs, and its words.
#pragma once

#include "tests/province/dossier.h"
#include "tests/province/rows.h"

#include <string_view>
#include <vector>

namespace congto::province::opencps {

// In the order of tables().
enum TableIndex : std::size_t { dossiers, payments, files, services, employees };

std::vector<Table> tables(Engine engine);
// The word of dossierStatus.
std::string_view status_word(const Dossier& dossier);

} // namespace congto::province::opencps
