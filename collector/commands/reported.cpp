#include "collector/commands/register_command.h"
#include "collector/commands/reported_parts.h"
#include "collector/register/listings.h"

namespace congto::collector {
namespace {

constexpr RegisterWords kWords{
    "Figures that were reported, to stand beside what is measured",
    R"(The file adds figures; nothing reported is ever changed or removed. A correction is a new report
with its own day. As CSV (columns body and counted_as may stand beside these):

  unit,month,indicator,numerator,denominator,rate,origin,reported_on
  H44,2026-08,end_to_end,,,92.4,report 118/BC,2026-09-05

from and to may stand instead of month. indicator is one that rates --help lists, or
procedures_full or procedures_in_use. numerator and denominator may both be empty; else the rate
must be what they give, cut or rounded at its last digit.

Or as JSON, an answer of the national portal's public reporting: of its trees on online
submission, progress and payment, or with metrics. It gives figures and plain numbers of the unit
and its bodies. They are kept as they were reported, also where they contradict each other:
reported contradictions shows where. What the file does not say itself is said here:

  congto-collector reported import reported.csv
  congto-collector reported import tree.json --origin "national portal" \
      --month 2026-08 --reported-on 2026-09-27)"};

runtime::Listing list(SQLite::Database& registers, runtime::Shape shape)
{
    return registers::reported_listing(registers::read_reported_figures(registers),
                                       registers::read_unit_register(registers), shape);
}

} // namespace

void add_reported(CLI::App& app, Chosen& chosen)
{
    auto said = std::make_shared<PortalOptions>();
    const auto import = [said](const registers::RegisterFile& file) {
        if (registers::looks_like_json(file.content)) {
            return registers::portal_import(said->report());
        }
        said->require_none(file.file);
        require_text(file);
        return registers::import_of(registers::kReported);
    };
    const RegisterCommand made =
        add_register_command(app, chosen, kWords, registers::kReported, list, import);
    add_portal_options(*made.import, *said);
    add_compare(*made.whole, chosen);
    add_contradictions(*made.whole, chosen);
}

} // namespace congto::collector
