// Places of a ranking as rows.
#pragma once

#include "collector/rates/named_values.h"
#include "collector/rates/ranking.h"

namespace congto::rates {

class RankingRows {
public:
    // Both must outlive it.
    RankingRows(const Facts& facts, const RankingQuestion& asked, runtime::Shape shape)
        : facts_(facts), asked_(asked), shape_(shape)
    {
    }

    NamedRow of(const RankedTable& table, const Place& place) const;
    // Of all of a table as one.
    NamedRow together(const RankedTable& table) const;

private:
    NamedRow who(const RankedTable& table, const Place& place) const;
    NamedRow figures(const Place& place) const;
    NamedRow for_people(const Place& place) const;
    NamedRow for_programs(const Place& place) const;
    std::string remark(const Place& place) const;

    const Facts& facts_;
    const RankingQuestion& asked_;
    runtime::Shape shape_;
};

} // namespace congto::rates
