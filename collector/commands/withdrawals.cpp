#include "collector/commands/commands.h"
#include "collector/commands/deciding.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/commands/withdrawals_listing.h"
#include "collector/register/registers.h"
#include "collector/register/withdrawal.h"
#include "collector/store/reader.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>

namespace congto::collector {
namespace {

using registers::WithdrawalDecision;

constexpr const char* kHelp =
    R"(Dossiers that a source no longer shows leave the figures by themselves when they are few: up to
20, or 2 % of a day and 0.1 % of a month, by the day opened, within 35 days. More than that, or a
day emptied, is held: the figures stay, the days are disputed, and somebody decides. Ask the unit
first: was a backup restored, a right lost, a filter changed, old data purged?

  congto-collector withdrawals list
  congto-collector withdrawals accept --unit H44 --month 2026-08 --reason "test rows, letter 12"
      they leave the rates, and stay visible as withdrawn
  congto-collector withdrawals reject --unit H44 --source onestop --from 2020-01-01
          --to 2020-12-31 --reason "purged at the source; counted as last seen"
      they stay in the rates; the days stay disputed, as decided

A decision is an entry of the register ledger with its reason and who made it. A running collector
takes it up within seconds; else the next one does. It is of what was held when it was made: a day
of which more is held by then waits for another one. A dossier that the source shows again is
simply shown again.)";

struct Options {
    std::shared_ptr<Whereabouts> where;
    std::string unit;
    std::string source;
    std::string month;
    std::string from;
    std::string to;
    bool all = false;
    std::string reason;
};

struct ListOptions {
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
    bool days = false;
};

std::string quoted(const std::string& text)
{
    return '"' + runtime::escaped(text) + '"';
}

// Every day there can be, when all are meant.
store::Period days_of(const Options& options)
{
    const int given = (options.month.empty() ? 0 : 1) + (options.all ? 1 : 0) +
                      (options.from.empty() && options.to.empty() ? 0 : 1);
    if (given != 1) {
        throw runtime::BadSettings("say which days, once: --month 2026-08, --from and --to, or "
                                   "--all");
    }
    if (options.all) {
        return {*model::parse_day("1900-01-01"), *model::parse_day("2199-12-31")};
    }
    if (const auto month = model::parse_month(options.month)) {
        return {model::first_day(*month), model::last_day(*month)};
    }
    if (!options.month.empty()) {
        throw runtime::BadSettings("--month: " + quoted(options.month) +
                                   " is not a month like 2026-08");
    }
    const auto from = model::parse_day(options.from);
    const auto to = model::parse_day(options.to);
    if (!from || !to) {
        throw runtime::BadSettings(std::string(from ? "--to: " : "--from: ") +
                                   quoted(from ? options.to : options.from) +
                                   " is not a day like 2026-08-31");
    }
    if (*to < *from) {
        throw runtime::BadSettings("--to: " + quoted(options.to) + " is before --from");
    }
    return {*from, *to};
}

std::vector<store::HeldDay> chosen_days(const store::Reader& reader, const Options& options,
                                        const store::Period& days)
{
    const auto units = registers::read_unit_register(reader.database());
    if (!units.knows(options.unit)) {
        throw runtime::BadSettings("--unit: " + quoted(options.unit) +
                                   " is no unit of the unit register");
    }
    std::vector<store::HeldDay> held = reader.held_days();
    std::erase_if(held, [&](const store::HeldDay& day) {
        const registers::Unit* unit = units.with_id(day.of.unit);
        return unit == nullptr || unit->code != options.unit ||
               (!options.source.empty() && day.source != options.source) || day.day < days.from ||
               days.to < day.day;
    });
    if (held.empty()) {
        throw runtime::BadSettings("nothing is held of " + options.unit +
                                   (options.source.empty() ? "" : ", " + options.source) +
                                   " on these days; congto-collector withdrawals list shows what "
                                   "is");
    }
    return held;
}

// One decision for each source, over the days asked for.
std::vector<WithdrawalDecision> decisions_on(const std::vector<store::HeldDay>& held,
                                             const store::Period& days,
                                             WithdrawalDecision::Verdict verdict)
{
    std::map<store::SourceOfUnit, WithdrawalDecision> by_source;
    for (const store::HeldDay& day : held) {
        WithdrawalDecision& decision = by_source[day.of];
        decision.verdict = verdict;
        decision.unit = day.of.unit;
        decision.source = day.of.source;
        decision.source_name = day.source;
        decision.from = days.from;
        decision.to = days.to;
        decision.held_through = std::max(decision.held_through, day.since);
    }
    std::vector<WithdrawalDecision> decisions;
    for (auto& [of, decision] : by_source) {
        decisions.push_back(std::move(decision));
    }
    return decisions;
}

int decide(const Options& options, WithdrawalDecision::Verdict verdict)
{
    const store::Period days = days_of(options);
    const store::StateDirectory state = options.where->state();
    const store::Reader reader = store::Reader::open(state);
    const auto held = chosen_days(reader, options, days);
    enter_decisions(state, reader, decisions_on(held, days, verdict), options.reason);
    std::int64_t dossiers = 0;
    for (const store::HeldDay& day : held) {
        dossiers += day.held;
    }
    std::cout << (verdict == WithdrawalDecision::Verdict::accept ? "accepted: " : "rejected: ")
              << dossiers << " dossiers of " << held.size() << " days of " << options.unit
              << (verdict == WithdrawalDecision::Verdict::accept ? " leave" : " stay in")
              << " the figures; a running collector takes it up within seconds\n";
    return 0;
}

int list(const ListOptions& options)
{
    const store::StateDirectory state = options.where->state();
    const store::Reader reader = store::Reader::open(state);
    const auto decided =
        registers::decisions_after(reader.database(), reader.decided_through()).size();
    runtime::print(
        std::cout,
        withdrawals_listing(reader.held_days(), registers::read_unit_register(reader.database()),
                            options.days ? By::day : By::month, static_cast<std::int64_t>(decided)),
        options.shape->shape());
    return 0;
}

void add_decision(CLI::App& both, Chosen& chosen, const char* name, const char* description,
                  WithdrawalDecision::Verdict verdict)
{
    CLI::App* command = both.add_subcommand(name, description);
    auto options = std::make_shared<Options>();
    options->where = add_whereabouts(*command);
    command->add_option("--unit", options->unit, "The unit: H44")->required()->type_name("CODE");
    command->add_option("--source", options->source, "Only of this source")->type_name("NAME");
    command->add_option("--month", options->month, "Opened in this month: 2026-08")
        ->type_name("MONTH");
    command->add_option("--from", options->from, "Opened on this day or later (with --to)")
        ->type_name("DAY");
    command->add_option("--to", options->to, "Opened on this day or earlier")->type_name("DAY");
    command->add_flag("--all", options->all, "Opened on any day");
    command->add_option("--reason", options->reason, "Why, for whoever asks later")
        ->required()
        ->type_name("TEXT");
    command->callback(
        [&chosen, options, verdict] { chosen = [=] { return decide(*options, verdict); }; });
}

} // namespace

void add_withdrawals(CLI::App& app, Chosen& chosen)
{
    auto* all = app.add_subcommand("withdrawals", "Decide on dossiers that sources no longer show")
                    ->require_subcommand(1);
    all->footer(kHelp);
    CLI::App* listing = all->add_subcommand("list", "Show what is held");
    auto options = std::make_shared<ListOptions>();
    options->where = add_whereabouts(*listing);
    listing->add_flag("--days", options->days, "A row a day instead of a month");
    options->shape = add_shape_options(*listing);
    listing->callback([&chosen, options] { chosen = [options] { return list(*options); }; });
    add_decision(*all, chosen, "accept", "Agree that they are gone: they leave the rates",
                 WithdrawalDecision::Verdict::accept);
    add_decision(*all, chosen, "reject", "Disagree: they stay in the rates",
                 WithdrawalDecision::Verdict::reject);
}

} // namespace congto::collector
