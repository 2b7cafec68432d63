// A whole collector's knowledge for the answers: three units, sources, registers, reported figures.
#pragma once

#include "collector/rates/comparison.h"
#include "collector/rates/gap_listing.h"
#include "collector/rates/ranking_listing.h"
#include "collector/rates/request.h"
#include "tests/rates/measured.h"

#include <string>
#include <vector>

namespace congto::test {

// H44 (Phú Thọ): seven dossiers of January 2026, two sources wholly collected but for two rows.
// H26 (Hà Nội): a source that was only greeted. G09, Bộ Nội vụ: two dossiers. No other is metered.
// Asked on 2026-02-03.
class Town {
public:
    Town();
    // H44 with these dossiers, wholly collected; no other unit.
    explicit Town(const std::vector<model::Observation>& of_phu_tho);

    Town& reporting(const std::string& csv); // imported as `reported import` would
    Town& with_procedures(const std::string& csv);
    Town& with_bodies(const std::string& csv);
    Town& with_campaigns(const std::string& csv);
    Town& with_targets(const std::string& csv);
    rates::Request understood(const rates::Arguments& arguments) const;
    // What the command prints.
    std::string printed(const rates::Arguments& arguments, runtime::Shape shape) const;
    std::string printed_ranking(const rates::RankingArguments& arguments,
                                runtime::Shape shape) const;
    std::string printed_gap(const rates::GapArguments& arguments, runtime::Shape shape) const;
    // Of the indicators asked for.
    std::vector<rates::Group> groups(const rates::Arguments& arguments) const;
    std::string printed_comparison(const rates::ComparisonArguments& arguments,
                                   runtime::Shape shape) const;
    std::vector<rates::HeadlineRow> rows(const rates::Arguments& arguments) const;
    Town& later(std::chrono::minutes time); // asked so long after what its agents last said
    FilledStore& filled() { return filled_; }
    // A unit with these dossiers, of which its agent says that so many rows are in quarantine;
    // none: it says nothing. `number` tells its spool apart.
    Town& metering(const char* unit, const std::vector<model::Observation>& dossiers,
                   std::uint8_t number, std::optional<std::uint64_t> quarantined = 0);

private:
    template <typename Import>
    Town& taking(Import import, const std::string& csv);
    template <typename Ask>
    auto with_facts(Ask ask) const;

    FilledStore filled_;
    model::Instant now_ = test_now();
};

// January 2026 by unit, received, as a table.
rates::Arguments january_by_unit();

} // namespace congto::test
