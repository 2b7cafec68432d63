#include "collector/register/change.h"

namespace congto::registers {
namespace {

runtime::Value text_if(const std::string& text)
{
    return text.empty() ? runtime::Value{} : runtime::Value{text};
}

} // namespace

std::string_view name_of(LineFate fate)
{
    switch (fate) {
    case LineFate::added:
        return "added";
    case LineFate::changed:
        return "changed";
    case LineFate::removed:
        return "removed";
    }
    return "";
}

Imported Changes::count() const
{
    Imported imported;
    imported.unchanged = unchanged;
    imported.notes = notes;
    for (const auto& line : lines) {
        switch (line.fate) {
        case LineFate::added:
            ++imported.added;
            break;
        case LineFate::changed:
            ++imported.changed;
            break;
        case LineFate::removed:
            ++imported.removed;
            break;
        }
    }
    return imported;
}

runtime::Listing changes_listing(const Changes& changes)
{
    runtime::Listing listing;
    listing.columns = {{"fate", "Line is"},
                       {"line", "Line"},
                       {"column", "Column"},
                       {"before", "Before"},
                       {"after", "After"}};
    for (const auto& line : changes.lines) {
        const std::string fate(name_of(line.fate));
        if (line.fields.empty()) {
            listing.rows.push_back({fate, line.line, {}, {}, {}});
        }
        for (const auto& field : line.fields) {
            listing.rows.push_back(
                {fate, line.line, field.column, text_if(field.before), text_if(field.after)});
        }
    }
    listing.notes = changes.notes;
    const Imported count = changes.count();
    listing.facts = {{"added", count.added},
                     {"changed", count.changed},
                     {"removed", count.removed},
                     {"unchanged", count.unchanged}};
    return listing;
}

} // namespace congto::registers
