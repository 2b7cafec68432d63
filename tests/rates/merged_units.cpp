#include "tests/rates/merged_units.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

namespace congto::test {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

// The register as it was before the mergers, so that agents of the old units can greet.
std::string units_before()
{
    const std::string until = "\t2025-06-30\tH60\tTỉnh Tuyên Quang\t";
    const std::string began =
        "H60\tprovince\tTỉnh Tuyên Quang\tTuyen Quang\t2025-07-01\t\t\t\t08\t";
    std::string units(registers::shipped_units());
    units = replaced(units, "\tHa Giang\t2020-07-22" + until, "\tHa Giang\t2020-07-22\t\t\t\t");
    units =
        replaced(units, "\tTuyen Quang\t2020-07-22" + until, "\tTuyen Quang\t2020-07-22\t\t\t\t");
    units = replaced(units, began + "confirmed", began.substr(3) + "unconfirmed");
    return replaced(units, "\t2025-02-28\tG09\tBộ Nội vụ\t", "\t\t\t\t");
}

} // namespace

const char* const kBodiesThroughMergers =
    "code,unit,name_vi,kind,valid_from,valid_to,successor_code\n"
    "H22.20,H22,A,district,2020-07-22,2025-06-30,H60.100\n"
    "H60.14,H60,B,district,2020-07-22,2025-06-30,H60.100\n"
    "H60.100,H60,C,commune,2025-07-01,,\n"
    "G07.1,G07,D,department,2020-07-22,2025-02-28,G09.1\n"
    "G09.1,G09,E,department,2020-07-22,,\n"
    "7,H22,F,other,2020-07-22,2025-06-30,\n"
    "7,H60,F,other,2020-07-22,2025-06-30,\n"
    "7,G07,F,other,2020-07-22,2025-02-28,\n"
    "7,G09,F,other,2020-07-22,,\n";

MergedUnits::MergedUnits() : names_{"H22", "old H60", "G07", "G09", "H60"}
{
    import_units(units_before());
    std::uint8_t number = 0;
    for (const auto& name : names_) {
        if (name == "H60") {
            import_units(std::string(registers::shipped_units()));
        }
        const std::string code = name == "old H60" ? "H60" : name;
        agents_.try_emplace(name, filled_, code, std::vector<std::string>{"onestop"}, ++number);
        unit_names_[filled_.unit(code)] = name;
    }
    REQUIRE(unit_names_.size() == names_.size());
}

std::string MergedUnits::name_of(store::UnitId unit) const
{
    const auto found = unit_names_.find(unit);
    return found == unit_names_.end() ? "unit " + std::to_string(unit) : found->second;
}

void MergedUnits::import_units(const std::string& content)
{
    const auto database = registers::open_for_import(filled_.state().register_file());
    registers::import_units(*database, {content, "units.tsv"}, test_now());
}

MergedUnits& MergedUnits::with_bodies(const std::string& lines)
{
    const auto database = registers::open_for_import(filled_.state().register_file());
    registers::import_bodies(*database, {lines, "bodies.csv"}, test_now());
    return *this;
}

MergedUnits& MergedUnits::with_procedures(const std::string& lines)
{
    const auto database = registers::open_for_import(filled_.state().register_file());
    registers::import_procedures(*database, {lines, "procedures.csv"}, test_now());
    return *this;
}

} // namespace congto::test
