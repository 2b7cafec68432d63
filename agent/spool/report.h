// A spool as `status` shows it: read without disturbing who writes it.
#pragma once

#include "agent/source/source.h"
#include "agent/spool/accounts.h"
#include "agent/spool/standing.h"
#include "proto/model/time.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace congto::spool {

// Rows in quarantine for the same reason.
struct QuarantineCount {
    std::string source;
    std::string field;
    std::string reason;
    std::string raw; // of a status; else empty
    std::uint64_t rows = 0;
};

// Rows whose coded value has no word.
struct UnknownCount {
    std::string source;
    std::string field;
    std::string raw;
    std::uint64_t rows = 0;
};

// A batch that was set aside, and what came of its days and those after it.
struct SetAsideReport {
    model::Instant at;
    std::uint64_t first_sequence = 0;
    std::uint64_t last_sequence = 0;
    std::string reason; // what the collector said
    std::filesystem::path file;
    std::uint64_t days = 0;     // of which something was taken back
    std::uint64_t claimed = 0;  // … of these, read and claimed again since
    std::uint64_t verified = 0; // … and verified
};

struct SourceReport {
    NamedSource named;
    source::Position watermark;
    SourceAccounts accounts;
    ReadingNote note;
    std::vector<DayStand> days{}; // ascending
    Hindrances hindrances{};
};

struct SpoolReport {
    SpoolId id{};
    std::string unit;
    KeyId key_id{};
    std::string refusal;
    Accounts accounts;
    std::uint64_t batches = 0;
    std::uint64_t batch_bytes = 0;
    std::vector<SourceReport> sources;
    std::vector<QuarantineCount> quarantine; // most rows first
    std::vector<UnknownCount> unknown;       // most rows first
    std::vector<SetAsideReport> set_aside;   // newest first
};

// One snapshot. Throws Unavailable: there is no file. Throws Corrupt: not a spool, or of another
// edition.
SpoolReport read_report(const std::filesystem::path& file);

} // namespace congto::spool
