#include "collector/flags/findings.h"

#include "collector/flags/gathered.h"

#include <algorithm>
#include <set>

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
    case Untold::erased:
        return "no fingerprints of it had come when those of its months were erased";
    case Untold::one_unit:
        return "read of one unit at a time: give --unit, or its --detector";
    case Untold::not_reported:
        return "nothing reported with its numbers for exactly these days";
    case Untold::not_measured:
        return "reported, but nothing is measured that it could be compared with";
    case Untold::unit_only:
        return "known of units alone";
    case Untold::too_few:
        return "no such days are over, or too few dossiers are on them or before them";
    case Untold::not_together:
        return "not known of a body and a procedure together";
    case Untold::no_procedures:
        return "known of units and bodies alone";
    case Untold::several_sources:
        return "several sources number codes of the same body and day";
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
    std::set<GroupKey> told;
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
        told.insert(key);
    };
    for (const rates::Group& group :
         rates::answered(facts, question, listed, {rates::indicator_named("online_submission")})) {
        add({group.unit, group.code}, group.figures.front().none);
    }
    // Of these nothing is left in the rates, or nothing ever came: their codes were numbered.
    for (const auto& [key, counts] : gathered.sequenced()) {
        if (!told.contains(key)) {
            left.try_emplace(key);
        }
    }
    const Groups gone = left;
    for (const auto& [key, counts] : gone) {
        add(key, rates::NoFigure::no_dossiers);
    }
    return all;
}

} // namespace congto::flags
