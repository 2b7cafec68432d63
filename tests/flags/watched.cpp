#include "tests/flags/watched.h"

#include "collector/register/registers.h"

#include <SQLiteCpp/Database.h>

#include <sstream>
#include <stdexcept>

namespace congto::test {

Watched::Watched(const std::vector<model::Observation>& table) : spool_(filled_, "H44", {"onestop"})
{
    if (!table.empty()) {
        spool_.observe(table);
    }
}

Watched& Watched::reporting(const std::string& csv)
{
    const auto database = registers::open_for_import(filled_.state().register_file());
    registers::import_reported(*database, {csv, "reported.csv"}, test_now());
    return *this;
}

Watched& Watched::with_procedures(std::vector<registers::Procedure> procedures)
{
    procedures_ = registers::ProcedureRegister(std::move(procedures));
    return *this;
}

void Watched::erase(std::string_view last_day)
{
    store::Group group;
    group.decisions.push_back({++decided_,
                               store::Decision::Verdict::erase,
                               {},
                               {{}, *model::parse_day(last_day)},
                               model::Instant{}});
    filled_.store().apply(group, test_now());
}

template <typename Ask>
auto Watched::with_facts(const Ask& ask) const
{
    const auto reader = filled_.reader();
    const auto cells = reader.cells();
    const auto units = registers::read_unit_register(reader.database());
    const auto reported = registers::read_reported_figures(reader.database());
    const auto holdings = reader.holdings();
    const auto bodies = registers::read_body_register(reader.database());
    const auto campaigns = registers::read_campaign_register(reader.database());
    const auto targets = registers::read_target_register(reader.database());
    const model::Instant now = model::start_of(*model::parse_day("2026-03-10"));
    return ask(rates::Facts{*cells, units, procedures_, reported, holdings, now, bodies, campaigns,
                            targets});
}

rates::Question Watched::question(std::string_view month) const
{
    const model::Month asked = model::parse_month(month).value();
    rates::Question question;
    question.period = {model::first_day(asked), model::last_day(asked)};
    question.scope.unit = filled_.unit("H44");
    question.today = *model::parse_day("2026-03-10");
    return question;
}

std::vector<flags::GroupFindings> Watched::groups(const rates::Question& question) const
{
    return with_facts([&](const rates::Facts& facts) {
        return flags::findings(facts, question, rates::Listed::metered, thresholds,
                               flags::Persons::read);
    });
}

flags::GroupFindings Watched::group(std::string_view month) const
{
    const auto all = groups(question(month));
    if (all.size() != 1) {
        throw std::runtime_error("not one unit");
    }
    return all.front();
}

flags::Finding Watched::finding(std::string_view signal, std::string_view month) const
{
    return group(month).findings.at(flags::place_of(signal).value());
}

std::vector<std::int64_t> Watched::count(std::string_view signal) const
{
    const flags::SignalCount count = finding(signal).count;
    return {count.flagged, count.known, count.about};
}

std::string Watched::printed(const flags::FlagArguments& arguments, runtime::Shape shape) const
{
    return with_facts([&](const rates::Facts& facts) {
        std::ostringstream out;
        runtime::print(out, flags::flag_listing(arguments, facts, thresholds, shape), shape);
        return out.str();
    });
}

void add(std::vector<model::Observation>& dossiers, int count, const ADossier& like)
{
    for (int i = 0; i < count; ++i) {
        model::Observation one = like;
        one.id = id_of("H44.14-260105-" + std::to_string(10'000 + dossiers.size()));
        dossiers.push_back(one);
    }
}

} // namespace congto::test
