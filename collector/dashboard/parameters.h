// A query as the arguments of a command: read one by one; faults gather.
#pragma once

#include "collector/dashboard/fields.h"
#include "collector/rates/period_asked.h"
#include "config/runtime/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::dashboard {

class Parameters {
public:
    // `query` must outlive it.
    explicit Parameters(const Fields& query) : query_(query) {}

    // Left as it is where the query does not say.
    void take(std::string_view name, std::optional<std::string>& argument);
    void take(std::string_view name, std::string& argument);
    // "all-time", "all-time=true"
    void take(std::string_view name, bool& argument);
    // month, quarter, year, from, to, campaign, all-time
    void take_period(rates::PeriodArguments& period);
    // format: json unless csv
    runtime::Shape take_shape();

    // Parameters that are there several times, that cannot be, and that nobody took: ask last.
    std::vector<std::string> faults() const;

private:
    std::optional<std::string> taken(std::string_view name);

    const Fields& query_;
    std::vector<std::string> known_;
    std::vector<std::string> faults_;
};

} // namespace congto::dashboard
