// Rows that cannot be counted, and those that wait for a dossier another row shows.
#pragma once

#include "agent/source/source.h"
#include "agent/spool/query.h"
#include "proto/model/dossier_id.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::spool {

struct QuarantinedRow {
    source::Position position;
    std::string field;
    std::string reason;
    std::string raw; // a status only; else empty
    // The dossier another row shows, and after which position this row is read again; none: it was
    // read with its day, and what is known of a position stays.
    std::optional<model::DossierId> wanted;
    std::optional<source::Position> before;
};

class Quarantine {
public:
    explicit Quarantine(SQLite::Database& database);

    enum class Put : std::uint8_t { added, altered, as_before };
    Put put(std::uint16_t source, const QuarantinedRow& row);
    // False: it was not there.
    bool remove(std::uint16_t source, std::string_view row_key);

    // Keys after the one given, in order.
    std::vector<std::string> after(std::uint16_t source, std::string_view key, std::size_t limit);

    // Rows that wait for the dossier are to be read again. True: one of them with its day.
    bool revisit_those_waiting_for(std::uint16_t source, const model::DossierId& dossier);
    std::vector<source::Position> revisits(std::uint16_t source, std::size_t limit);
    // What stands after this position was read. False: it was not to be.
    bool revisited(std::uint16_t source, const source::Position& after);

private:
    Query same_;
    Query exists_;
    Query put_;
    Query remove_;
    Query after_;
    Query revisit_;
    Query by_day_;
    Query revisits_;
    Query revisited_;
};

} // namespace congto::spool
