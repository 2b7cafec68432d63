#include "collector/register/listings.h"

namespace congto::registers {
namespace {

runtime::Value count_if(const std::optional<Imported>& imported, std::int64_t Imported::*count)
{
    return imported ? runtime::Value{(*imported).*count} : runtime::Value{};
}

} // namespace

runtime::Listing ledger_listing(const std::vector<LedgerEntry>& entries,
                                std::optional<std::int64_t> broken, runtime::Shape shape)
{
    runtime::Listing listing;
    listing.columns = {{"entry", "Entry"},      {"at", "At"},           {"act", "Act"},
                       {"added", "Added"},      {"changed", "Changed"}, {"removed", "Removed"},
                       {"bytes", "Bytes kept"}, {"chain", "Chain"}};
    constexpr std::size_t kShownDigits = 12; // enough to tell chains apart by eye
    for (const auto& entry : entries) {
        const bool table = shape == runtime::Shape::table;
        listing.rows.push_back({entry.number,
                                model::text_of(std::chrono::floor<std::chrono::seconds>(entry.at)),
                                entry.act, count_if(entry.imported, &Imported::added),
                                count_if(entry.imported, &Imported::changed),
                                count_if(entry.imported, &Imported::removed), entry.bytes,
                                table ? entry.chain.substr(0, kShownDigits) : entry.chain});
    }
    listing.facts = {{"first_broken_entry", broken ? runtime::Value{*broken} : runtime::Value{}}};
    if (broken) {
        listing.notes.push_back("entry " + std::to_string(*broken) +
                                " does not follow from the one before it: the register was altered "
                                "or damaged; restore it from a backup");
    } else {
        listing.notes.emplace_back("the chain holds");
    }
    for (const auto& entry : entries) {
        if (!entry.refused.empty()) {
            listing.notes.push_back(entry.refused);
        }
    }
    return listing;
}

} // namespace congto::registers
