// A spool in a folder of its own, pages as facts, and a collector that believes nothing.
#pragma once

#include "agent/spool/spool.h"
#include "tests/support/temp_dir.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace congto::test {

// The dossier of a code, opened on one day: equal codes, equal ids.
model::DossierId id_of(std::string_view code);

// What a row says.
struct ARow {
    explicit ARow(std::string key, std::string cursor = "100");
    ARow& shows(std::string_view code, model::Status status = model::Status::received);
    ARow& is_left_out();
    ARow& is_rejected(std::string field = "status", std::string raw = "77");
    ARow& without_word_for(std::string field, std::string raw);

    spool::ReadRow read() const;

    source::Position position;
    std::variant<mapping::Mapped, mapping::Rejection, mapping::LeftOut> outcome;
};

// Decodes every batch, checks numbers and chain, and holds what it was told.
class Receiver {
public:
    // Takes all the spool has and gives no receipt.
    void drain(spool::Spool& spool);
    spool::Receipt receipt() const;
    // What a collector restored to `back` would say, and be.
    void restore(const Receiver& back);
    spool::CollectorStand stand(spool::Verdict verdict) const;

    std::map<std::pair<std::uint16_t, model::DossierId>, model::Status> dossiers;
    std::vector<wire::DecodedBatch> batches;
    std::uint64_t durable = 0;
    wire::Chain chain{};
    spool::Incarnation incarnation{1};
};

struct SpoolBench {
    explicit SpoolBench(std::uint64_t size_limit = 0, std::uint64_t disk_reserve = 0);

    // Closes the file and opens it again.
    void reopen();
    spool::Taken take(std::vector<ARow> rows, std::uint16_t source = 1, source::Position after = {},
                      std::optional<source::Position> settled = {});
    std::size_t dossiers_there();

    // In memory where there is such a place: what is synced is not read back from a platter.
    TempDir folder;
    spool::SpoolSettings settings;
    spool::Owner owner{"H56", {1, 2, 3}};
    std::unique_ptr<spool::Spool> spool;
    Receiver receiver;
};

} // namespace congto::test
