// Registers as what a command prints. CSV has the columns of the file that is imported, so that a
// list can be imported again; a table for people is shorter and never shows a candidate as a code.
#pragma once

#include "collector/register/body.h"
#include "collector/register/campaign.h"
#include "collector/register/procedure.h"
#include "collector/register/reported.h"
#include "collector/register/target.h"
#include "collector/register/unit.h"
#include "collector/register/versions.h"
#include "config/runtime/table.h"

#include <vector>

namespace congto::registers {

// A unit's code, or its name where it has none. For people with what that does not say: another
// unit may have had the code before `on` or have it since.
runtime::Value unit_value(const UnitRegister& units, UnitId id, model::Day on,
                          runtime::Shape shape);

runtime::Listing units_listing(const UnitRegister& units, runtime::Shape shape);
runtime::Listing procedures_listing(const ProcedureRegister& procedures, const UnitRegister& units,
                                    runtime::Shape shape);
runtime::Listing bodies_listing(const BodyRegister& bodies, const UnitRegister& units,
                                runtime::Shape shape);
runtime::Listing campaigns_listing(const CampaignRegister& campaigns, runtime::Shape shape);
runtime::Listing targets_listing(const TargetRegister& targets, const UnitRegister& units,
                                 runtime::Shape shape);
runtime::Listing reported_listing(const std::vector<ReportedFigure>& figures,
                                  const UnitRegister& units, runtime::Shape shape);
// With the first entry that does not follow from the one before it.
runtime::Listing ledger_listing(const std::vector<LedgerEntry>& entries,
                                std::optional<std::int64_t> broken, runtime::Shape shape);

} // namespace congto::registers
