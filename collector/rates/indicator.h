// The catalogue of indicators: what each rate counts, exactly.
#pragma once

#include "collector/rates/population.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace congto::rates {

// Raised whenever any definition in the catalogue changes; every answer carries it.
inline constexpr int kCatalogueEdition = 3;

// What the procedure register says of a result paper, for the procedure and the day it counts on.
enum class ResultPaper : std::uint8_t { unknown, given, not_given };

// Dossiers of one class within a population: all that an indicator may ask.
struct Subject {
    store::CellClass cls;
    Population population = Population::received;
    ResultPaper paper = ResultPaper::unknown; // known only to indicators that ask the register
};

using Predicate = bool (*)(const Subject&);

// How an indicator finds what it counts.
enum class Reach : std::uint8_t {
    period,          // those of the population with their day in the period
    period_by_paper, // the same, each with what the procedure register says of it
    stock,           // on the basis received, also those still open from before (on_time.h)
    list,            // no dossiers: the procedures of the list a unit issued (lists.h)
    list_in_use,     // the same, with what the dossiers of the period were submitted for
};

// The denominator is asked only of dossiers in the population, the numerator only of those in the
// denominator: a numerator is never the larger. Those that count procedures have no predicates.
struct Indicator {
    std::string_view name; // in JSON, CSV and on the command line
    std::string_view says; // its definition in one line; in full: definitions.h
    Predicate denominator = nullptr;
    Predicate numerator = nullptr;
    // A count shown beside the rate, over the population; null: none.
    std::string_view aside_name = {};
    Predicate aside = nullptr;
    // Dossiers of the denominator of which the source says nothing here. If it is all of them,
    // there is no figure: a source without the column must not read as 0 %. Null: never.
    Predicate untold = nullptr;
    Reach reach = Reach::period;
    bool settled_only = false;
    // The numerator, with assisted entry let in, where the numerator leaves it out: to show it
    // apart. Null: the numerator.
    Predicate whoever_submitted = nullptr;
};

// Its numerator and denominator are numbers of procedures, not of dossiers.
bool counts_procedures(const Indicator& indicator);

// In the order they are listed.
std::span<const Indicator> catalogue();
// Null: there is none of that name.
const Indicator* indicator_named(std::string_view name);

} // namespace congto::rates
