#include "collector/commands/sources_listing.h"

#include <string>

namespace congto::collector {
namespace {

using runtime::Value;

// "onestop 120, archive 3"
Value shadows_of(const store::SourcePlace& place)
{
    std::string text;
    for (const store::Shadow& shadow : place.shadowed_by) {
        text += (text.empty() ? "" : ", ") + shadow.source + " " + std::to_string(shadow.dossiers);
    }
    return text.empty() ? Value() : Value(text);
}

} // namespace

runtime::Listing sources_listing(const std::vector<store::SourcePlace>& places,
                                 const registers::UnitRegister& units, std::int64_t waiting)
{
    runtime::Listing listing;
    listing.columns = {{"unit", "Unit"},         {"place", "Place"},
                       {"source", "Source"},     {"shown", "Shown"},
                       {"held", "Held"},         {"counting", "Counting"},
                       {"shadowed", "Shadowed"}, {"shadowed_by", "Shadowed by"}};
    for (const store::SourcePlace& place : places) {
        listing.rows.push_back({shown_unit(units, place.of.unit), place.place, place.source,
                                place.shown, place.held, place.counting(), place.shadowed(),
                                shadows_of(place)});
    }
    if (listing.rows.empty()) {
        listing.notes.emplace_back("No agent has greeted yet.");
    }
    if (waiting > 0) {
        listing.notes.push_back(std::to_string(waiting) +
                                " decision(s) wait for a running collector.");
    }
    return listing;
}

} // namespace congto::collector
