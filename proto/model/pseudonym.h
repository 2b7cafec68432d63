// From a dossier code to its pseudonym, by the unit's key.
#pragma once

#include "proto/model/dossier_id.h"
#include "proto/model/fingerprint.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace congto::model {

// The unit's secret key for pseudonyms: 32 bytes, held in a file as 64 hexadecimal digits and a
// newline, readable by its owner alone. It never leaves the unit. One thread at a time.
class UnitKey {
public:
    explicit UnitKey(const std::array<std::uint8_t, 32>& bytes);
    // Throws runtime::BadSettings: file missing, of another form, or readable by others.
    static UnitKey from_file(const std::filesystem::path& path);
    // Writes a new random key, mode 0600. Throws runtime::BadSettings if the file exists.
    static void create_file(const std::filesystem::path& path);
    UnitKey(UnitKey&&) noexcept;
    UnitKey& operator=(UnitKey&&) noexcept;
    ~UnitKey();

    // `canonical_code` as canonical_dossier_code gives it, not empty.
    DossierId pseudonym(std::string_view canonical_code, Day opened);
    // The first 6 bytes of HMAC-SHA-256(key, "congto fingerprint v1" ‖ month ‖ person): the month
    // as 4 bytes, big-endian, the person by canonical_dossier_code. Not known: nothing is left of
    // it.
    Fingerprint fingerprint(std::string_view person, Month month);
    // First 8 bytes of HMAC-SHA-256(key, "congto key id v1").
    std::array<std::uint8_t, 8> id();

private:
    struct Keyed;
    std::unique_ptr<Keyed> keyed_;
};

} // namespace congto::model
