// The words a dossier is described by. Their numbers are on the wire, in stores and in digests: a
// number is never reassigned, a new word takes a new number.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace congto::model {

// Level of the procedure when the dossier was submitted (mức độ).
enum class Level : std::uint8_t { unknown = 0, full = 1, partial = 2, information_only = 3 };

// How the dossier came in (kênh nộp). `data_entry` and `migrated` are on neither side of any rate;
// `unknown` counts in the denominator, never in a numerator.
enum class Channel : std::uint8_t {
    unknown = 0,
    online = 1,
    online_assisted = 2,
    counter = 3,
    post = 4,
    data_entry = 5,
    migrated = 6,
};

// Status of the dossier: the official codes of TrangThaiHoSo. There is no unknown: a row whose
// status cannot be had is quarantined.
enum class Status : std::uint8_t {
    registered = 1,
    received = 2,
    refused = 3,
    processing = 4,
    supplement_asked = 5,
    payment_asked = 6,
    withdrawn = 7,
    stopped = 8,
    resolved = 9,
    returned = 10,
};

// `due`: an amount is owed and not paid yet. `paid_online`: a gateway transaction exists.
enum class Fee : std::uint8_t {
    unknown = 0,
    none_due = 1,
    paid_online = 2,
    paid_offline = 3,
    due = 4
};

enum class Result : std::uint8_t {
    unknown = 0,
    none_yet = 1,
    electronic = 2,
    post = 3,
    counter = 4
};

// What of the dossier was digitised (số hóa): nothing, its components, its result, or both.
enum class Digitised : std::uint8_t { unknown = 0, none = 1, components = 2, result = 3, both = 4 };

// Every word by its name as written in mappings, CSV and JSON; none: no such word.
std::string_view name_of(Level level);
std::string_view name_of(Channel channel);
std::string_view name_of(Status status);
std::string_view name_of(Fee fee);
std::string_view name_of(Result result);
std::string_view name_of(Digitised digitised);

template <typename Word>
std::optional<Word> word_named(std::string_view name);

// A number from the wire or a store; none: not one of the word's numbers.
template <typename Word>
std::optional<Word> word_numbered(std::uint8_t number);

// One bit of evidence about how a dossier really went (detectors D1 to D17 name their causes).
// Computed by the agent from columns that never leave the unit.
enum class Evidence : std::uint8_t {
    official_account = 0,       // D1: created by an official's or post clerk's account
    instant_reception = 1,      // D2: received within seconds of submission, or in a burst of codes
    malformed_identity = 2,     // D4: dummy or malformed identity number
    submitted_is_received = 3,  // D5: both times equal to the second
    paper_originals = 4,        // D6: paper originals taken in
    no_applicant_file = 5,      // D6: no file from the applicant
    closed_at_once = 6,         // D10: created and closed within minutes
    no_gateway_transaction = 7, // D11: fee marked paid online, no gateway transaction
    no_processing_step = 8,     // D15: resolved with no step in between
    counter_visit = 9,          // any other trace of the applicant at a counter
};
inline constexpr std::size_t kEvidenceBits = 10;

std::string_view name_of(Evidence bit);

// Which bits the source's mapping can tell at all, and which of them hold. seen ⊆ known: a bit that
// is not known is not zero.
struct EvidenceBits {
    std::uint32_t known = 0;
    std::uint32_t seen = 0;

    bool operator==(const EvidenceBits&) const = default;
    void set(Evidence bit, bool holds);
    bool knows(Evidence bit) const { return (known >> static_cast<unsigned>(bit) & 1U) != 0; }
    bool sees(Evidence bit) const { return (seen >> static_cast<unsigned>(bit) & 1U) != 0; }
};

} // namespace congto::model
