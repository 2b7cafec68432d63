#include "tests/rates/measured.h"

#include <stdexcept>

namespace congto::test {

ADossier dossier()
{
    static int last = 10'000;
    return a_dossier("H44.14-260105-" + std::to_string(++last));
}

store::Period days(std::string_view from, std::string_view to)
{
    return {model::parse_day(from).value(), model::parse_day(to).value()};
}

store::Period january()
{
    return days("2026-01-01", "2026-01-31");
}

std::vector<model::Observation> bystanders()
{
    using namespace model;
    const auto perfect = [] {
        return dossier()
            .fee(Fee::paid_online)
            .result(Result::electronic)
            .digitised(Digitised::both)
            .due("2026-03-01");
    };
    return {
        perfect().status(Status::registered),
        perfect().status(Status::refused),
        perfect().resolved("2026-01-10").via(Channel::data_entry),
        perfect().resolved("2026-01-10").via(Channel::migrated),
        perfect().via(Channel::data_entry),
        perfect().via(Channel::migrated),
        perfect().received("2025-12-31").resolved("2025-12-31"),
        perfect().received("2026-02-01").resolved("2026-02-01"),
        perfect().resolved("2026-01-10"),
    };
}

Measured::Measured(const std::vector<model::Observation>& table,
                   std::vector<registers::Procedure> procedures)
    : spool_(filled_, "H44", {"onestop"}), procedures_(std::move(procedures)),
      today_(model::day_of(test_now()))
{
    auto all = bystanders();
    const model::DossierId gone = all.back().id;
    all.insert(all.end(), table.begin(), table.end());
    spool_.observe(all);
    spool_.withdraw({gone});
}

Measured& Measured::on(std::string_view today)
{
    today_ = model::parse_day(today).value();
    return *this;
}

std::vector<rates::Group> Measured::groups(std::string_view indicator,
                                           rates::Question question) const
{
    const auto* asked = rates::indicator_named(indicator);
    if (asked == nullptr) {
        throw std::runtime_error("no such indicator");
    }
    const auto reader = filled_.reader();
    question.today = today_;
    return rates::counted(*reader.cells(), procedures_, question, {asked});
}

rates::Figure Measured::figure(std::string_view indicator, rates::Population population,
                               store::Period period) const
{
    rates::Question question;
    question.period = period;
    question.population = population;
    const auto found = groups(indicator, question);
    if (found.size() > 1) {
        throw std::runtime_error("one unit, several groups");
    }
    return found.empty() ? rates::Figure{} : found.front().figures.front();
}

Counts Measured::count(std::string_view indicator, rates::Population population,
                       store::Period period) const
{
    const auto found = figure(indicator, population, period).count;
    return {found.numerator, found.denominator};
}

} // namespace congto::test
