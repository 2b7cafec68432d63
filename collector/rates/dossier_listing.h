// A dossier behind a figure as what the command writes.
#pragma once

#include "collector/rates/behind_figure.h"
#include "collector/store/counting_walk.h"
#include "config/runtime/table.h"

#include <vector>

namespace congto::rates {

DossierFacts facts_of(const store::CountingDossier& dossier);

// Columns of dossier_row; the rest of the listing is the caller's.
std::vector<runtime::Column> dossier_columns();
std::vector<runtime::Value> dossier_row(const store::CountingDossier& dossier,
                                        const Judged& judged);

} // namespace congto::rates
