// A question about rates and its answer, from cells, registers and what is known of the sources.
#pragma once

#include "collector/rates/count.h"
#include "collector/rates/coverage.h"
#include "collector/rates/unit_reading.h"
#include "collector/register/body.h"
#include "collector/register/campaign.h"
#include "collector/register/procedure.h"
#include "collector/register/reported.h"
#include "collector/register/target.h"
#include "collector/register/unit.h"
#include "collector/store/cells.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace congto::rates {

// All of one moment, `now`. Must outlive what is asked of it.
struct Facts {
    const store::Cells& cells;
    const registers::UnitRegister& units;
    const registers::ProcedureRegister& procedures;
    const std::vector<registers::ReportedFigure>& reported;
    const std::vector<store::SourceHolding>& holdings;
    model::Instant now;
    const registers::BodyRegister& bodies;
    const registers::CampaignRegister& campaigns;
    const registers::TargetRegister& targets;
    // How `cells` were made to show units; null: as held. Holdings are as held.
    const UnitReading* reading = nullptr;
};

// Which units a list by unit holds when it is not asked of one: those with a source, or all that
// were valid in the period.
enum class Listed : std::uint8_t { metered, every_unit };

// The national order: provinces, then ministries, by code; units without a confirmed code last.
// Grouped by unit, a unit that is listed but has no dossiers has figures that say why.
std::vector<Group> answered(const Facts& facts, const Question& question, Listed listed,
                            const std::vector<const Indicator*>& indicators);

// What the main table shows of a unit, body or procedure.
struct HeadlineRow {
    store::UnitId unit = 0;
    std::string code; // body or procedure, when grouped by it
    Figure online_submission;
    Figure end_to_end;
    Figure proven;            // on the settled basis, whatever the question's
    std::int64_t undated = 0; // of the population, without a day on the basis: in no figure
    // Of units alone. The latest figure reported of end_to_end for exactly the period.
    std::optional<registers::ReportedFigure> reported;
    // Of the unit whose rows these are; of all where it is not asked by unit.
    std::optional<Coverage> coverage;
};

std::vector<HeadlineRow> headline(const Facts& facts, const Question& question, Listed listed);

// Of the units that are shown: metered where a unit is that may hold their dossiers.
using Meterings = std::map<store::UnitId, Metering>;
Meterings shown_meterings(const Facts& facts, const store::Period& period);

// The coverage of units over a question's days.
class Coverages {
public:
    Coverages(const Facts& facts, const Question& question);

    // 0: all units together. Where units are read as old or new ones: of all sources that may hold
    // what is shown under the unit.
    std::optional<Coverage> of(store::UnitId unit) const;
    // All of that kind together.
    std::optional<Coverage> of_kind(registers::UnitKind kind) const;

private:
    const Facts& facts_;
    std::vector<store::SourceVerification> verifications_;
};

// reported − measured in points; none: either is missing.
std::optional<std::string> gap_of(const HeadlineRow& row);

} // namespace congto::rates
