// What export and receipt files say, for a person.
#pragma once

#include "proto/wire/recording.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace congto::intake {

// Whose an export file is, by its greeting.
struct ExportFile {
    std::string unit;
    std::string spool; // the first 8 digits of its id
    std::uint64_t first_sequence = 0;
    std::uint64_t last_sequence = 0;
};

// What became of an export file.
struct RecordedAnswer {
    enum class Verdict : std::uint8_t { none, resume, abandon, reread };

    ExportFile of;
    wire::Seal answers{};
    std::string incarnation;
    Verdict verdict = Verdict::none; // none: it was refused before
    std::uint64_t durable_before = 0;
    std::uint64_t durable = 0;
    // Since the spool began.
    std::uint64_t applied = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t rejected = 0;
    // Day claims by their verdicts.
    std::uint64_t verified = 0;
    std::uint64_t differing = 0;
    std::uint64_t disputed = 0;
    std::string refusal; // "key_differs: …"; empty: none

    bool tells_of_days() const { return verified + differing + disputed != 0; }
};

// Throw as wire::RecordingReader. The first reads the beginning alone.
ExportFile look_at_export(const std::filesystem::path& file);
RecordedAnswer read_recorded_answer(const std::filesystem::path& receipt);

} // namespace congto::intake
