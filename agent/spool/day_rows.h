// The rows the index shows of one day opened, and which of them a reading of the day has met.
//
// What is met is kept in a temporary table, so that neither memory nor the spool grows with the
// day. A crash forgets it, and the day is read anew.
#pragma once

#include "agent/spool/day_table.h"
#include "agent/spool/query.h"
#include "agent/spool/shown.h"
#include "proto/model/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace congto::spool {

struct ShownRow {
    std::string key; // as the source writes it
    Shown shown;
};

class DayRows {
public:
    explicit DayRows(SQLite::Database& database);

    // Nothing of the source is met yet.
    void begin(std::uint16_t source);
    void meet(std::uint16_t source, const std::vector<model::DossierId>& dossiers);
    // Rows not met, with dossiers above `after`; in the order of dossiers.
    std::vector<ShownRow> unmet(std::uint16_t source, model::Day day,
                                const std::optional<model::DossierId>& after, std::size_t limit);
    std::vector<model::DossierId> dossiers(std::uint16_t source, model::Day day,
                                           const std::optional<model::DossierId>& after,
                                           std::size_t limit);
    DaySums sums(std::uint16_t source, model::Day day);

    // All of them are to be spooled again when they are read.
    void spool_again(std::uint16_t source, model::Day day);
    std::vector<ShownRow> to_spool_again(std::uint16_t source, model::Day day, std::size_t limit);

private:
    Query begin_;
    Query meet_;
    Query unmet_;
    Query dossiers_;
    Query sums_;
    Query spool_again_;
    Query to_spool_again_;
};

} // namespace congto::spool
