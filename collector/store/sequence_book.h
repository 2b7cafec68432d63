// How codes were numbered, by the last claim of each day.
#pragma once

#include "collector/store/day_standing.h"
#include "collector/store/statement.h"
#include "proto/wire/batch.h"

namespace congto::store {

class SequenceBook {
public:
    explicit SequenceBook(sqlite3* connection);

    // What the claim tells stands in place of what was told of the day before; it may tell nothing.
    void replace(const SourceOfUnit& of, const wire::DayClaim& claim);

private:
    Statement remove_;
    Statement insert_;
};

} // namespace congto::store
