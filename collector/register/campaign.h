// Campaigns: days with a name, and targets of their own.
#pragma once

#include "proto/model/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace congto::registers {

struct Campaign {
    std::string name;
    model::Day from;
    model::Day to;    // included
    std::string text; // what it asks for; may be empty

    bool operator==(const Campaign&) const = default;
};

// The register of campaigns at one moment: immutable, ordered by first day, then name.
class CampaignRegister {
public:
    CampaignRegister() = default;
    explicit CampaignRegister(std::vector<Campaign> campaigns);

    const std::vector<Campaign>& all() const { return campaigns_; }
    const Campaign* named(std::string_view name) const; // null: none

private:
    std::vector<Campaign> campaigns_;
};

// The campaigns of a file: columns name, from, to, text. Throws runtime::BadSettings with every
// fault: a name that is missing or on two lines, a date that is none, an end before the beginning.
std::vector<Campaign> read_campaigns(std::string_view content, const std::string& file);

} // namespace congto::registers
