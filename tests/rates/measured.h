// A unit with a table of dossiers in a real store, and what is counted of it.
#pragma once

#include "collector/rates/count.h"
#include "collector/register/procedure.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace congto::test {

// A dossier with a code of its own: online, level full, processing, received 2026-01-05, at body
// H44.14 for procedure 1.000894, no fee due, no result yet, nothing digitised, no due time.
ADossier dossier();

store::Period january();
store::Period days(std::string_view from, std::string_view to);

// Dossiers that belong to no population, each as good as an indicator could wish, and received and
// settled in January: what a predicate that forgets the population would count. The last is to be
// withdrawn by its source.
std::vector<model::Observation> bystanders();

using Counts = std::pair<std::int64_t, std::int64_t>; // numerator, denominator

class Measured {
public:
    explicit Measured(const std::vector<model::Observation>& table,
                      std::vector<registers::Procedure> procedures = {});

    Measured& on(std::string_view today); // 2026-02-03 unless said
    // Of unit H44; {0, 0} if nothing of it is in reach.
    rates::Figure figure(std::string_view indicator, rates::Population population,
                         store::Period period = january()) const;
    Counts count(std::string_view indicator, rates::Population population,
                 store::Period period = january()) const;
    // By the groups of the question, whose period, population and today are as above.
    std::vector<rates::Group> groups(std::string_view indicator, rates::Question question) const;
    store::UnitId unit() const { return filled_.unit("H44"); }
    FilledStore& filled() { return filled_; }
    TestSpool& spool() { return spool_; }

private:
    FilledStore filled_;
    TestSpool spool_;
    registers::ProcedureRegister procedures_;
    model::Day today_;
};

} // namespace congto::test
