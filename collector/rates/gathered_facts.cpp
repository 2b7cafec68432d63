#include "collector/rates/gathered_facts.h"

#include "collector/register/registers.h"
#include "config/runtime/clock.h"

namespace congto::rates {

GatheredFacts::GatheredFacts(const store::StateDirectory& state, ReportsOf reports)
    : reader_(store::Reader::open(state)), cells_(reader_.cells()),
      units_(registers::read_unit_register(reader_.database())),
      procedures_(registers::read_procedure_register(reader_.database())),
      reported_(reports == ReportsOf::units ? registers::read_unit_reports(reader_.database())
                                            : registers::read_reported_figures(reader_.database())),
      holdings_(reader_.holdings()), bodies_(registers::read_body_register(reader_.database())),
      campaigns_(registers::read_campaign_register(reader_.database())),
      targets_(registers::read_target_register(reader_.database())),
      now_(runtime::SystemClock().now())
{
}

Facts GatheredFacts::facts() const
{
    return {*cells_, units_,  procedures_, reported_, holdings_,
            now_,    bodies_, campaigns_,  targets_};
}

} // namespace congto::rates
