#include "collector/register/portal_figures.h"
#include "config/runtime/failure.h"
#include "tests/fuzz/fuzz.h"

using namespace congto;

namespace {

// H44 for as long as dates go.
const registers::UnitRegister& units()
{
    static const registers::UnitRegister register_ = [] {
        registers::Unit unit;
        unit.id = 1;
        unit.code = "H44";
        unit.valid_from = model::parse_day("1900-01-01").value();
        return registers::UnitRegister({unit});
    }();
    return register_;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const registers::PortalReport august{registers::days_of_month(2026, 8),
                                         model::parse_day("2026-09-27"), "portal"};
    try {
        const auto tree = registers::read_portal_tree(fuzz::text_of(bytes, size), "fuzz.json");
        const auto found = registers::figures_of(tree, "fuzz.json", august, units());
        for (const auto& figure : found.figures) {
            const auto rate = registers::parse_rate(figure.rate);
            fuzz::require(rate && !registers::is_over_hundred(*rate));
            fuzz::require(*figure.numerator <= *figure.denominator && *figure.denominator > 0);
        }
    } catch (const runtime::BadSettings& bad) {
        fuzz::require(!bad.faults().empty());
        for (const std::string& fault : bad.faults()) {
            fuzz::require(fault.find('\n') == std::string::npos);
        }
    }
    return 0;
}
