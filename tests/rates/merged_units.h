// A store through the mergers of 2025: Hà Giang (H22) and Tuyên Quang (H60) became Tuyên Quang
// (H60) on 2025-07-01, the ministry of labour (G07) went into that of home affairs (G09) on
// 2025-03-01. Old and new units have agents of their own, and the new ones hold dossiers of the
// old.
#pragma once

#include "collector/rates/answer.h"
#include "collector/rates/unit_reading.h"
#include "collector/register/registers.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace congto::test {

class MergedUnits {
public:
    MergedUnits();

    // "H22", "old H60", "H60", "G07", "G09".
    TestSpool& agent(const std::string& name) { return agents_.at(name); }
    std::string name_of(store::UnitId unit) const;
    const std::vector<std::string>& names() const { return names_; }
    MergedUnits& with_bodies(const std::string& lines);
    MergedUnits& with_procedures(const std::string& lines);
    template <typename Ask>
    auto with_facts(Ask ask) const
    {
        const auto reader = filled_.reader();
        const auto cells = reader.cells();
        const auto units = registers::read_unit_register(reader.database());
        const auto procedures = registers::read_procedure_register(reader.database());
        const auto bodies = registers::read_body_register(reader.database());
        const auto holdings = reader.holdings();
        const std::vector<registers::ReportedFigure> reported;
        const registers::CampaignRegister campaigns;
        const registers::TargetRegister targets;
        return ask(rates::Facts{*cells, units, procedures, reported, holdings, test_now(), bodies,
                                campaigns, targets});
    }

private:
    void import_units(const std::string& content);

    FilledStore filled_;
    std::vector<std::string> names_;
    std::map<std::string, TestSpool> agents_;
    std::map<store::UnitId, std::string> unit_names_;
};

// Of these bodies those of the old units: H22.20, H60.14 and G07.1; H60.100 and G09.1 are of the
// units that are; and every unit that was had a body 7.
extern const char* const kBodiesThroughMergers;

} // namespace congto::test
