#include "tests/rates/town.h"

#include "collector/register/registers.h"

#include <SQLiteCpp/Database.h>

#include <sstream>

namespace congto::test {
namespace {

using namespace model;

std::vector<Observation> dossiers_of_phu_tho()
{
    return {
        dossier().resolved("2026-01-09").result(Result::electronic).due("2026-01-12"),
        dossier().resolved("2026-01-09").result(Result::counter).fee(Fee::paid_offline),
        dossier().of("2.000815").fee(Fee::paid_online).resolved("2026-01-20").result(Result::post),
        dossier().of("2.000815").level(Level::partial),
        dossier().at("H44.20").via(Channel::online_assisted),
        dossier().at("H44.20").via(Channel::counter).resolved("2026-01-31"),
        dossier().at("H44.20").via(Channel::unknown),
        dossier().status(Status::returned).received("2025-12-30"), // settled on a day nobody knows
        dossier().status(Status::returned).received("2025-12-30").via(Channel::migrated),
    };
}

store::ProgressNote progress(const TestSpool& spool, std::uint16_t source, std::uint64_t mapped)
{
    store::ProgressNote note;
    note.spool = spool.welcome().spool;
    note.source = source;
    note.known_at = test_now();
    note.mapped = mapped;
    note.unread = 0;
    return note;
}

} // namespace

rates::Arguments january_by_unit()
{
    rates::Arguments arguments;
    arguments.month = "2026-01";
    return arguments;
}

Town::Town()
{
    TestSpool phu_tho(filled_, "H44", {"onestop", "land"}, 1);
    phu_tho.observe(dossiers_of_phu_tho());
    TestSpool ha_noi(filled_, "H26", {"onestop"}, 2);
    TestSpool home_affairs(filled_, "G09", {"onestop"}, 3);
    home_affairs.observe({dossier().at("G09.01").resolved("2026-01-15"),
                          dossier().at("G09.01").resolved("2026-02-02").via(Channel::counter)});
    store::Group group;
    group.progress = {progress(phu_tho, 1, 9), progress(phu_tho, 2, 0),
                      progress(home_affairs, 1, 2)};
    group.progress[1].quarantined = 2;
    group.progress[2].unread.reset();
    filled_.store().apply(group, test_now());
}

Town::Town(const std::vector<Observation>& of_phu_tho)
{
    TestSpool spool(filled_, "H44", {"onestop"}, 1);
    spool.observe(of_phu_tho);
    store::Group group;
    group.progress = {progress(spool, 1, of_phu_tho.size())};
    filled_.store().apply(group, test_now());
}

Town& Town::metering(const char* unit, const std::vector<Observation>& dossiers,
                     std::uint8_t number, std::optional<std::uint64_t> quarantined)
{
    TestSpool spool(filled_, unit, {"onestop"}, number);
    if (!dossiers.empty()) {
        spool.observe(dossiers);
    }
    if (quarantined) {
        store::Group group;
        group.progress = {progress(spool, 1, dossiers.size())};
        group.progress[0].quarantined = *quarantined;
        filled_.store().apply(group, test_now());
    }
    return *this;
}

template <typename Import>
Town& Town::taking(Import import, const std::string& csv)
{
    const auto database = registers::open_for_import(filled_.state().register_file());
    import(*database, registers::RegisterFile{csv, "register.csv"}, test_now());
    return *this;
}

Town& Town::reporting(const std::string& csv)
{
    return taking(registers::import_reported, csv);
}

Town& Town::with_procedures(const std::string& csv)
{
    return taking(registers::import_procedures, csv);
}

Town& Town::with_bodies(const std::string& csv)
{
    return taking(registers::import_bodies, csv);
}

Town& Town::with_campaigns(const std::string& csv)
{
    return taking(registers::import_campaigns, csv);
}

Town& Town::with_targets(const std::string& csv)
{
    return taking(registers::import_targets, csv);
}

Town& Town::later(std::chrono::minutes time)
{
    now_ += time;
    return *this;
}

template <typename Ask>
auto Town::with_facts(Ask ask) const
{
    const auto reader = filled_.reader();
    const auto cells = reader.cells();
    const auto units = registers::read_unit_register(reader.database());
    const auto procedures = registers::read_procedure_register(reader.database());
    const auto reported = registers::read_reported_figures(reader.database());
    const auto holdings = reader.holdings();
    const auto bodies = registers::read_body_register(reader.database());
    const auto campaigns = registers::read_campaign_register(reader.database());
    const auto targets = registers::read_target_register(reader.database());
    return ask(rates::Facts{*cells, units, procedures, reported, holdings, now_, bodies, campaigns,
                            targets});
}

rates::Request Town::understood(const rates::Arguments& arguments) const
{
    return with_facts(
        [&](const rates::Facts& facts) { return rates::understood(arguments, facts); });
}

std::string Town::printed(const rates::Arguments& arguments, runtime::Shape shape) const
{
    return with_facts([&](const rates::Facts& facts) {
        std::ostringstream out;
        const auto request = rates::understood(arguments, facts);
        runtime::print(out, rates::answer(request, facts, shape), shape);
        return out.str();
    });
}

std::string Town::printed_ranking(const rates::RankingArguments& arguments,
                                  runtime::Shape shape) const
{
    return with_facts([&](const rates::Facts& facts) {
        std::ostringstream out;
        rates::print_ranking(out, arguments, facts, shape);
        return out.str();
    });
}

std::string Town::printed_gap(const rates::GapArguments& arguments, runtime::Shape shape) const
{
    return with_facts([&](const rates::Facts& facts) {
        std::ostringstream out;
        runtime::print(out, rates::gap_listing(arguments, facts, shape), shape);
        return out.str();
    });
}

std::vector<rates::Group> Town::groups(const rates::Arguments& arguments) const
{
    return with_facts([&](const rates::Facts& facts) {
        const auto request = rates::understood(arguments, facts);
        return rates::answered(facts, request.question, request.listed, request.indicators);
    });
}

std::string Town::printed_comparison(const rates::ComparisonArguments& arguments,
                                     runtime::Shape shape) const
{
    return with_facts([&](const rates::Facts& facts) {
        std::ostringstream out;
        runtime::print(out, rates::comparison_listing(arguments, facts, shape), shape);
        return out.str();
    });
}

std::vector<rates::HeadlineRow> Town::rows(const rates::Arguments& arguments) const
{
    return with_facts([&](const rates::Facts& facts) {
        const auto request = rates::understood(arguments, facts);
        return rates::headline(facts, request.question, request.listed);
    });
}

} // namespace congto::test
