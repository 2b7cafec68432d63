// The catalogue of signals: what each detector D1 to D17 counts, exactly.
//
// A signal is a count of dossiers, never a verdict. It says of how many dossiers it could be told;
// what a source's mapping cannot tell is not zero.
#pragma once

#include "collector/store/flag_class.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace congto::flags {

// What the procedure register says of the level offered throughout a dossier's month.
enum class RegisterLevel : std::uint8_t { unknown, full, lower };

// Dossiers of one flag class: all that a signal may ask.
struct Subject {
    store::FlagClass cls;
    RegisterLevel level = RegisterLevel::unknown;
};

using Predicate = bool (*)(const Subject&);

// Where a signal is counted.
enum class Source : std::uint8_t {
    cells,     // dossier by dossier, from flag_cell
    persons,   // dossier by dossier, from fingerprints
    sequences, // from the numbers in dossier codes, by unit and body
    days,      // from the counts of days
    whole,     // of a unit, body or procedure as a whole
    reports,   // against what units reported
};

struct Signal {
    std::string_view detector; // "D1"
    std::string_view name;     // in JSON, CSV and settings; unique
    std::string_view says;     // in a line; in full: pages.h
    std::string_view over;     // threshold unless set otherwise, per cent
    Source source = Source::cells;
    // Of cells: the dossiers it is about, of these those of which it can be told, and of these
    // those that show it. Null elsewhere.
    Predicate about = nullptr;
    Predicate known = nullptr;
    Predicate flagged = nullptr;
    // Whether its dossiers are left out of the numerator in the sensitivity line.
    bool in_sensitivity = false;
};

// By detector.
std::span<const Signal> catalogue();
inline constexpr std::size_t kSignals = 22;

// Its place in the catalogue; none: no signal of that name.
std::optional<std::size_t> place_of(std::string_view name);
// Whether a detector of the catalogue has this id: "D5".
bool is_detector(std::string_view id);

// Shown or held, and of a channel that rates count.
bool is_measured(const Subject& dossier);
// Submitted online, by the applicant or by somebody else.
bool through_the_network(const Subject& dossier);
// In the numerators of the rates: online; and at level full.
bool online(const Subject& dossier);
bool end_to_end(const Subject& dossier);
// The same as the dossier was when it was first read.
bool first_measured(const Subject& dossier);
bool first_online(const Subject& dossier);
bool first_end_to_end(const Subject& dossier);

} // namespace congto::flags
