// Registers as what a command prints. CSV has the columns of the file that is imported, so that a
// list can be imported again; a table for people is shorter and never shows a candidate as a code.
#pragma once

#include "collector/register/body.h"
#include "collector/register/campaign.h"
#include "collector/register/procedure.h"
#include "collector/register/reported.h"
#include "collector/register/target.h"
#include "collector/register/unit.h"
#include "config/runtime/table.h"

#include <vector>

namespace congto::registers {

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

} // namespace congto::registers
