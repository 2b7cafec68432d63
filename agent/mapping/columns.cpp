#include "agent/mapping/columns.h"

#include <algorithm>

namespace congto::mapping {
namespace {

std::string lower(std::string_view text)
{
    std::string lowered(text);
    for (char& c : lowered) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return lowered;
}

} // namespace

Slot Columns::add(std::string_view name, std::string mention)
{
    const std::string wanted = lower(name);
    const auto found = std::find(names_.begin(), names_.end(), wanted);
    const auto slot = static_cast<Slot>(found - names_.begin());
    if (found == names_.end()) {
        names_.push_back(wanted);
        mentions_.push_back(std::move(mention));
    }
    return slot;
}

std::vector<Columns::Missing> Columns::bind(const std::vector<std::string>& page_columns)
{
    std::vector<std::string> given;
    std::transform(page_columns.begin(), page_columns.end(), std::back_inserter(given), lower);
    std::vector<Missing> missing;
    places_.clear();
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const auto found = std::find(given.begin(), given.end(), names_[i]);
        places_.push_back(static_cast<std::size_t>(found - given.begin()));
        if (found == given.end()) {
            missing.push_back({names_[i], mentions_[i]});
        }
    }
    page_width_ = missing.empty() ? given.size() : 0;
    return missing;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t start = text.find_first_not_of(kBlank);
    if (start == std::string_view::npos) {
        return {};
    }
    return text.substr(start, text.find_last_not_of(kBlank) + 1 - start);
}

} // namespace congto::mapping
