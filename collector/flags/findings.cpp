#include "collector/flags/findings.h"

#include "collector/flags/gathered.h"

#include <algorithm>

namespace congto::flags {
namespace {

void nothing_told(GroupFindings& group, Untold why)
{
    for (Finding& finding : group.findings) {
        finding.none = why;
    }
}

} // namespace

std::string_view text_of(Untold reason)
{
    switch (reason) {
    case Untold::not_metered:
        return "not metered";
    case Untold::not_read:
        return "not read yet";
    case Untold::no_dossiers:
        return "no dossiers it would be about";
    case Untold::mapping:
        return "the source's mapping does not tell";
    case Untold::not_sent:
        return "the unit's agents tell nothing of it";
    case Untold::one_unit:
        return "read of one unit at a time: give --unit, or its --detector";
    case Untold::not_reported:
        return "nothing reported with its numbers for exactly these days";
    case Untold::unit_only:
        return "known of units alone";
    case Untold::too_few:
        return "no such days are over, or too few dossiers are on them or before them";
    case Untold::not_together:
        return "not known of a body and a procedure together";
    }
    return "";
}

std::int64_t GroupFindings::signals_over() const
{
    return std::count_if(findings.begin(), findings.end(),
                         [](const Finding& finding) { return finding.over; });
}

std::vector<GroupFindings> findings(const rates::Facts& facts, const rates::Question& question,
                                    rates::Listed listed, const Thresholds& thresholds,
                                    Persons persons)
{
    const Gathered gathered(facts, question, thresholds, persons);
    std::vector<GroupFindings> all;
    Groups left = gathered.groups();
    const auto add = [&](const GroupKey& key, std::optional<rates::NoFigure> none) {
        GroupFindings& group = all.emplace_back();
        group.unit = key.first;
        group.code = key.second;
        group.none = none;
        if (none == rates::NoFigure::not_metered || none == rates::NoFigure::not_read) {
            nothing_told(group, none == rates::NoFigure::not_metered ? Untold::not_metered
                                                                     : Untold::not_read);
        } else {
            gathered.tell(group);
        }
        left.erase(key);
    };
    for (const rates::Group& group :
         rates::answered(facts, question, listed, {rates::indicator_named("online_submission")})) {
        add({group.unit, group.code}, group.figures.front().none);
    }
    // Of these nothing is left in the rates.
    const Groups gone = left;
    for (const auto& [key, counts] : gone) {
        add(key, rates::NoFigure::no_dossiers);
    }
    return all;
}

} // namespace congto::flags
