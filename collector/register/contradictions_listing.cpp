#include "collector/register/contradictions.h"

namespace congto::registers {

runtime::Listing contradictions_listing(const std::vector<Contradiction>& all,
                                        const UnitRegister& units, runtime::Shape shape)
{
    using runtime::Value;
    runtime::Listing listing;
    listing.columns = {{"unit", "Unit"},     {"body", "Body"},
                       {"from", "From"},     {"to", "To"},
                       {"kind", "Kind"},     {"says", "What is reported"},
                       {"origin", "Origin"}, {"reported_on", "Reported on"}};
    for (const Contradiction& one : all) {
        const Unit* unit = units.with_id(one.unit);
        listing.rows.push_back({unit == nullptr                  ? std::string()
                                : shape == runtime::Shape::table ? marked_code(*unit, one.to)
                                                                 : shown_code(*unit),
                                one.body.empty() ? Value{} : Value{one.body},
                                model::text_of(one.from), model::text_of(one.to),
                                std::string(one.kind), one.says, one.origin,
                                model::text_of(one.reported_on)});
    }
    if (shape != runtime::Shape::csv) {
        listing.notes.push_back(all.empty()
                                    ? "nothing that was reported contradicts itself"
                                    : std::to_string(all.size()) +
                                          " contradictions; everything is kept as it was reported");
    }
    return listing;
}

} // namespace congto::registers
