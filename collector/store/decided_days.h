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

    // Of the days on which removals were ever held, those that stand verified by a claim of this
    // spool. Told again, they change nothing at the agent; so nobody keeps what was told.
    std::vector<DayVerdict> verified(SpoolNumber spool);
    // Spools whose claims stand on days of the decision.
    struct Claiming {
        SpoolNumber spool = 0;
        SpoolId spool_id{};
    };
    std::vector<Claiming> claiming(const Decision& decision);

private:
    Statement verified_;
    Statement claiming_;
};

} // namespace congto::store
