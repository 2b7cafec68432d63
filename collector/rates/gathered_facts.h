// Everything an answer is made from, read at one moment.
#pragma once

#include "collector/rates/answer.h"
#include "collector/store/reader.h"
#include "collector/store/state_directory.h"

#include <memory>
#include <vector>

namespace congto::rates {

// Reports of bodies may be a hundred times as many as those of units.
enum class ReportsOf : std::uint8_t { units, bodies_too };

// One snapshot of the store and the registers beside it. Keep it short: it holds back checkpoints.
class GatheredFacts {
public:
    // Throws what the reading of stores and registers throws.
    explicit GatheredFacts(const store::StateDirectory& state,
                           ReportsOf reports = ReportsOf::units);

    // As long as this lives.
    Facts facts() const;
    // The store, in the snapshot of the facts.
    SQLite::Database& database() const { return reader_.database(); }

private:
    store::Reader reader_;
    std::unique_ptr<store::Cells> cells_;
    registers::UnitRegister units_;
    registers::ProcedureRegister procedures_;
    std::vector<registers::ReportedFigure> reported_;
    std::vector<store::SourceHolding> holdings_;
    registers::BodyRegister bodies_;
    registers::CampaignRegister campaigns_;
    registers::TargetRegister targets_;
    model::Instant now_;
};

} // namespace congto::rates
