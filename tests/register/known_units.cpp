#include "tests/register/known_units.h"

#include "collector/register/registers.h"
#include "collector/register/unit_file.h"

namespace congto::test {

const registers::UnitRegister& shipped_register()
{
    static const registers::UnitRegister known([] {
        auto units = registers::read_units(registers::shipped_units(), "units.tsv");
        registers::UnitId id = 0;
        for (auto& unit : units) {
            unit.id = ++id;
        }
        return units;
    }());
    return known;
}

registers::UnitId unit_of(std::string_view code, std::string_view on)
{
    return shipped_register().valid_on(code, day(on))->id;
}

model::Day day(std::string_view text)
{
    return model::parse_day(text).value();
}

std::vector<registers::Unit> both_h44()
{
    registers::Unit before;
    before.id = 1;
    before.code = "H44";
    before.valid_from = day("2020-07-22");
    before.valid_to = day("2025-06-30");
    registers::Unit after = before;
    after.id = 2;
    after.valid_from = day("2025-07-01");
    after.valid_to.reset();
    return {before, after};
}

} // namespace congto::test
