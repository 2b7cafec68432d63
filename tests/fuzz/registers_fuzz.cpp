// Files of registers, by the readers that imports use. The first byte says of which register.
#include "collector/register/body.h"
#include "collector/register/campaign.h"
#include "collector/register/procedure.h"
#include "collector/register/reported.h"
#include "collector/register/target.h"
#include "collector/register/unit_file.h"
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
        unit.name_vi = "A";
        unit.valid_from = model::parse_day("1900-01-01").value();
        return registers::UnitRegister({unit});
    }();
    return register_;
}

const registers::CampaignRegister& campaigns()
{
    static const registers::CampaignRegister register_(
        {{"60 days", model::parse_day("2025-10-10").value(), model::parse_day("2025-12-10").value(),
          "all"}});
    return register_;
}

// Of units, lists, bodies and targets: a first day, and no end before it.
template <typename Row>
void require_days(const std::vector<Row>& rows)
{
    for (const Row& row : rows) {
        fuzz::require(!row.valid_to || row.valid_from <= *row.valid_to);
    }
}

void require_rate(const std::string& written)
{
    const auto rate = registers::parse_rate(written);
    fuzz::require(rate && !registers::is_over_hundred(*rate));
}

void read_reports(std::string_view content)
{
    const auto found = registers::read_reported(content, "fuzz.csv", units(), {});
    for (const auto& figure : found) {
        require_rate(figure.rate);
        fuzz::require(figure.from <= figure.to);
        fuzz::require(figure.numerator.has_value() == figure.denominator.has_value());
    }
    fuzz::require(registers::read_reported(content, "fuzz.csv", units(), found).empty());
}

void read_register(char which, std::string_view content)
{
    switch (which) {
    case 'u':
        require_days(registers::read_units(content, "fuzz.csv"));
        break;
    case 'p':
        require_days(registers::read_procedures(content, "fuzz.csv", units()));
        break;
    case 'b':
        require_days(registers::read_bodies(content, "fuzz.csv", units()));
        break;
    case 't': {
        const auto targets = registers::read_targets(content, "fuzz.csv", units(), campaigns());
        require_days(targets);
        for (const auto& target : targets) {
            require_rate(target.rate);
        }
        break;
    }
    case 'c':
        for (const auto& campaign : registers::read_campaigns(content, "fuzz.csv")) {
            fuzz::require(campaign.from <= campaign.to && !campaign.name.empty());
        }
        break;
    case 'r':
        read_reports(content);
        break;
    default:
        break;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    try {
        read_register(static_cast<char>(bytes[0]), fuzz::text_of(bytes + 1, size - 1));
    } catch (const runtime::BadSettings& bad) {
        fuzz::require(!bad.faults().empty());
        for (const std::string& fault : bad.faults()) {
            fuzz::require(fault.find('\n') == std::string::npos);
        }
    }
    return 0;
}
