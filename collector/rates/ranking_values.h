// Places of a ranking as rows.
#pragma once

#include "collector/rates/bodies_over.h"
#include "collector/rates/named_values.h"
#include "collector/rates/ranking.h"

#include <optional>

namespace congto::rates {

class RankingRows {
public:
    // Both must outlive it.
    RankingRows(const Facts& facts, const RankingQuestion& asked, runtime::Shape shape)
        : facts_(facts), asked_(asked), shape_(shape)
    {
        if (asked.question.grouping == store::Grouping::body) {
            bodies_.emplace(facts, *asked.question.scope.unit, asked.question.period);
        }
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
    std::optional<BodiesOver> bodies_; // where bodies are ranked
};

} // namespace congto::rates
