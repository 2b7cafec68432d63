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

// The dossier of a code: equal codes, equal ids. Opened on kDay, or as many days later as a digit
// after a '+' says ("A+2").
inline constexpr model::Day kDay{0x5000};
model::DossierId id_of(std::string_view code);

// What a row says.
struct ARow {
    explicit ARow(std::string key, std::string cursor = "100");
    ARow& shows(std::string_view code, model::Status status = model::Status::received);
    ARow& is_left_out();
    ARow& is_rejected(std::string field = "status", std::string raw = "77");
    // Their fingerprints begin with these numbers; 0: not known.
    ARow& by(std::uint8_t submitter, std::uint8_t applicant);
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

    // What it would say of the claims drained since the last call.
    std::vector<spool::DayVerdict> verdicts();

    std::map<std::pair<std::uint16_t, model::DossierId>, model::Status> dossiers;
    std::map<std::pair<std::uint16_t, model::DossierId>, std::uint64_t> digests;
    std::vector<wire::DecodedBatch> batches;
    std::uint64_t durable = 0;
    wire::Chain chain{};
    spool::Incarnation incarnation{1};

private:
    void apply(const wire::DecodedBatch& batch, std::uint64_t first_sequence);
    void take_away(std::uint16_t source, const model::DossierId& id);
    spool::DayVerdict judged(std::uint16_t source, const wire::DayClaim& claim,
                             std::uint64_t sequence) const;

    std::vector<spool::DayVerdict> verdicts_;
};

struct SpoolBench {
    explicit SpoolBench(std::uint64_t size_limit = 0, std::uint64_t disk_reserve = 0);

    // Closes the file and opens it again.
    void reopen();
    spool::Taken take(std::vector<ARow> rows, std::uint16_t source = 1, source::Position after = {},
                      std::optional<source::Position> settled = {});
    std::size_t dossiers_there();
    // Reads the day: these are its rows, and only `there` are found when asked for by key.
    spool::DayEnded read_day(const std::vector<ARow>& rows, const std::vector<ARow>& there = {},
                             model::Day day = kDay, std::uint16_t source = 1);
    // All is sent, receipted and judged.
    void settle();
    spool::DayStand day(model::Day day = kDay, std::uint16_t source = 1);

    // What read_day() tells of the day's codes.
    std::vector<wire::DaySequence> sequences;

    // In memory where there is such a place: what is synced is not read back from a platter.
    TempDir folder;
    spool::SpoolSettings settings;
    spool::Owner owner{"H56", {1, 2, 3}};
    std::unique_ptr<spool::Spool> spool;
    Receiver receiver;
};

} // namespace congto::test
