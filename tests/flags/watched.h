// A unit with a table of dossiers in a real store, and what its signals come to.
#pragma once

#include "collector/flags/flag_listing.h"
#include "tests/rates/measured.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::test {

// Asked on 2026-03-10 of unit H44 in January 2026, unless said.
class Watched {
public:
    explicit Watched(const std::vector<model::Observation>& table = {});

    Watched& reporting(const std::string& csv); // imported as `reported import` would
    Watched& with_procedures(std::vector<registers::Procedure> procedures);
    // Of H44 as a whole.
    flags::GroupFindings group(std::string_view month = "2026-01") const;
    flags::Finding finding(std::string_view signal, std::string_view month = "2026-01") const;
    // flagged, known, about
    std::vector<std::int64_t> count(std::string_view signal) const;
    std::vector<flags::GroupFindings> groups(const rates::Question& question) const;
    std::string printed(const flags::FlagArguments& arguments, runtime::Shape shape) const;
    rates::Question question(std::string_view month = "2026-01") const;

    flags::Thresholds thresholds;
    store::Reader reader() const { return filled_.reader(); }
    FilledStore& filled() { return filled_; }
    // Fingerprints of months that ended by that day.
    void erase(std::string_view last_day);
    TestSpool& spool() { return spool_; }

private:
    template <typename Ask>
    auto with_facts(const Ask& ask) const;

    FilledStore filled_;
    TestSpool spool_;
    registers::ProcedureRegister procedures_;
    std::int64_t decided_ = 0;
};

// So many like this one, each with a code of its own.
void add(std::vector<model::Observation>& dossiers, int count, const ADossier& like);

} // namespace congto::test
