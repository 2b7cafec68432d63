// A spool as `status` shows it: read without disturbing who writes it.
#pragma once

#include "agent/source/source.h"
#include "agent/spool/accounts.h"
#include "agent/spool/standing.h"

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

struct SourceReport {
    NamedSource named;
    source::Position watermark;
    SourceAccounts accounts;
    ReadingNote note;
    std::vector<DayStand> days{}; // ascending
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
};

// One snapshot. Throws Unavailable: there is no file. Throws Corrupt: not a spool, or of another
// edition.
SpoolReport read_report(const std::filesystem::path& file);

} // namespace congto::spool
