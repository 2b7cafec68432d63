// What an operator's decision changed for an agent: days it claimed that were disputed, and are
// verified since it was agreed that what is gone is gone.
#pragma once

#include "collector/store/statement.h"
#include "collector/store/store.h"

#include <vector>

namespace congto::store {

class DecidedDays {
public:
    explicit DecidedDays(sqlite3* connection);

    // Of the days of which something was held when this spool last claimed them, or since, those
    // that stand verified by that claim. Told again, they change nothing at the agent; so nobody
    // keeps what was told. A day that is claimed again is verified by the receipt of that claim.
    std::vector<DayVerdict> verified(SpoolNumber spool);
    struct Verified {
        SpoolNumber spool = 0;
        SpoolId spool_id{};
        DayVerdict verdict;
    };
    // … of the days of a decision, whoever claimed them.
    std::vector<Verified> verified(const Decision& decision);

private:
    Statement of_spool_;
    Statement of_decision_;
};

} // namespace congto::store
