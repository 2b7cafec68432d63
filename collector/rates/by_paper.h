// Cells with what the procedure register says of each dossier's procedure on its day.
#pragma once

#include "collector/rates/count.h"

#include <vector>

namespace congto::rates {

// Part of a group, with one answer of the register.
struct PaperGroup {
    store::UnitId unit = 0;
    std::string code; // as the question groups
    ResultPaper paper = ResultPaper::unknown;
    std::vector<store::CellCount> counts;
};

// Where the answer changes within the period, the period is counted in parts; a part that cannot be
// counted (bodies have whole months only) leaves the whole procedure unknown. Bodies are asked of
// the procedures month by month: the period must be whole months then.
std::vector<PaperGroup> by_paper(const store::Cells& cells,
                                 const registers::ProcedureRegister& procedures,
                                 const Question& question);

// Whether by_paper can answer: bodies over whole months, everything else over any days.
bool paper_can_be_told(const Question& question);

} // namespace congto::rates
