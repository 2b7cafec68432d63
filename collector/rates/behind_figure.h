// Which dossiers a figure is made of, one by one: the counts of cells, undone.
//
// Whatever count.h counts, this finds dossier by dossier: of those it calls the numerator there are
// as many as the figure's numerator says, and so with the denominator.
#pragma once

#include "collector/rates/count.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace congto::rates {

// On which side of a rate a dossier stands.
enum class Side : std::uint8_t {
    numerator,   // and so in the denominator
    rest,        // in the denominator alone
    not_counted, // of these days, and in neither
};

std::string_view name_of(Side side);

struct Judged {
    Side side = Side::not_counted;
    std::string why; // it is not in the numerator, or not counted: in words; empty: it is in both

    bool operator==(const Judged&) const = default;
};

// What is known of a dossier as it counts.
struct DossierFacts {
    store::CellClass cls;
    std::optional<model::Day> received;
    std::optional<model::Day> settled;
    std::optional<model::Day> open_due; // due day, while received and not settled
    std::string_view body;
    std::string_view procedure; // canonical
};

// Of one unit. One thread.
class BehindFigure {
public:
    // All must outlive it. The question has a unit, and the indicator can answer it (unanswerable).
    BehindFigure(const Indicator& indicator, const Question& question,
                 const registers::ProcedureRegister& procedures);

    // None: the figure has nothing to do with it: of another body or procedure, or of other days.
    std::optional<Judged> judge(const DossierFacts& dossier);

    // Dossiers that a stock takes away without having had them (on_time.h): by so many its
    // denominator, and its numerator, are less than those found.
    const Count& taken_away() const { return taken_away_; }

private:
    std::optional<Judged> of_period(const DossierFacts& dossier);
    std::optional<Judged> of_stock(const DossierFacts& dossier);
    Judged in_population(const Subject& subject) const;
    ResultPaper paper_of(const DossierFacts& dossier);

    const Indicator& indicator_;
    const Question& question_;
    const registers::ProcedureRegister& procedures_;
    bool is_stock_;
    std::map<std::string, std::vector<registers::SpanOfFact>, std::less<>> papers_; // by procedure
    Count taken_away_;
};

} // namespace congto::rates
