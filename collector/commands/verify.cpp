#include "collector/commands/commands.h"
#include "collector/commands/settings.h"
#include "collector/commands/verified.h"
#include "collector/register/registers.h"
#include "config/runtime/failure.h"
#include "config/runtime/progress.h"
#include "config/runtime/table.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <iostream>
#include <memory>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Proves that the store agrees with itself, in this order:

  1. every page of store.db, register.db and access.db is what was written, and the chains of the
     registers' ledger and of the audit trail hold;
  2. the ledger has every batch of every agent, in order, without a gap, unchanged since it came (the
     chain of hashes), and ends where the last receipt of its agent does;
  3. the ledger, replayed from its beginning, gives these very dossiers, and as many entries applied,
     unchanged and rejected as receipts say;
  4. the dossiers, counted anew, give these very cells, day sums and sources' numbers.

Then it lists exactly the days, of each source, that are not verified with the source itself, and why:
its agent reads a day from end to end and claims what it found. These are no disagreements.

A collector may run meanwhile: it is compared unit by unit, each at one moment. The replay lies in the
state directory, under no name, and takes about half the room of the store. It is gone at the end,
whatever ends it.

  congto-collector verify
  congto-collector verify --state ./state
  congto-collector verify --json      one object: "store" has what was looked at and every line of
                                      what disagrees, "days" the days not verified, in runs alike

Exit status: 0 all agrees; 65 something does not, a line each; 69 there is no store, or no room.)";

// Units' codes, where the registers can still tell them.
class UnitNames {
public:
    explicit UnitNames(const store::StateDirectory& state)
    {
        try {
            const auto registers = registers::open_for_reading(state.register_file());
            units_ = registers::read_unit_register(*registers);
        } catch (const runtime::Failure&) {
            // Which is a finding already: numbers have to do.
        }
    }

    std::string name_of(store::UnitId id) const { return shown_unit(units_, id); }

private:
    registers::UnitRegister units_;
};

void show_days(const upkeep::DayStandings& days, const UnitNames& units)
{
    if (days.days == 0) {
        return;
    }
    const bool all = days.unverified.empty();
    std::cout << runtime::grouped(days.verified) << " of " << runtime::grouped(days.days)
              << " days are verified with their sources" << (all ? "\n" : "; not yet:\n");
    for (const upkeep::UnverifiedDays& run : days.unverified) {
        const std::string to = run.days == 1 ? "" : " to " + model::text_of(run.to);
        std::cout << "  " << units.name_of(run.unit) << " " << runtime::escaped(run.source) << " "
                  << model::text_of(run.from) << to << " (" << runtime::grouped(run.days)
                  << (run.days == 1 ? " day, " : " days, ") << runtime::grouped(run.dossiers)
                  << " dossiers): " << upkeep::reason_of(run) << "\n";
    }
}

runtime::Value number(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

runtime::Listing store_listing(const upkeep::Verified& verified)
{
    runtime::Listing listing;
    listing.facts = {{"agrees", std::string(verified.findings.empty() ? "yes" : "no")},
                     {"disagreements", number(verified.findings.count())},
                     {"ledger_entries", verified.entries},
                     {"numbers", number(verified.numbers)},
                     {"dossiers", number(verified.dossiers)},
                     {"counts_and_codes", number(verified.others)}};
    listing.columns = {{"disagreement", "disagreement"}};
    for (const std::string& line : verified.findings.lines()) {
        listing.rows.push_back({line});
    }
    return listing;
}

std::string word_of(const upkeep::UnverifiedDays& run)
{
    switch (run.standing) {
    case store::DayStanding::unclaimed:
        return "never_read";
    case store::DayStanding::verified:
        return "verified"; // … but for what is held
    case store::DayStanding::differs:
        return "differs";
    case store::DayStanding::disputed:
        return run.kept ? "rejected" : "disputed";
    }
    return {};
}

runtime::Listing days_listing(const upkeep::DayStandings& days, const UnitNames& units)
{
    runtime::Listing listing;
    listing.facts = {{"days", number(days.days)}, {"verified", number(days.verified)}};
    listing.columns = {{"unit", "unit"}, {"source", "source"},  {"from", "from"},
                       {"to", "to"},     {"days", "days"},      {"dossiers", "dossiers"},
                       {"held", "held"}, {"standing", "stand"}, {"reason", "reason"}};
    for (const upkeep::UnverifiedDays& run : days.unverified) {
        listing.rows.push_back({units.name_of(run.unit), run.source, model::text_of(run.from),
                                model::text_of(run.to), number(run.days), number(run.dossiers),
                                number(run.held), word_of(run), upkeep::reason_of(run)});
    }
    return listing;
}

void print_json(const upkeep::Verified& verified, const UnitNames& units)
{
    std::cout << "{\"store\": ";
    runtime::print(std::cout, store_listing(verified), runtime::Shape::json);
    std::cout << ",\n\"days\": ";
    runtime::print(std::cout, days_listing(verified.days, units), runtime::Shape::json);
    std::cout << "}\n";
}

} // namespace

int show_verified(const store::StateDirectory& state, upkeep::Proof proof, VerifiedAs as)
{
    runtime::Progress progress;
    const upkeep::Verified verified = upkeep::verify(state, proof, progress);
    progress.clear();
    if (as == VerifiedAs::json) {
        print_json(verified, UnitNames(state));
        return verified.findings.empty() ? 0 : runtime::kExitCorrupt;
    }
    for (const std::string& line : verified.findings.lines()) {
        std::cout << runtime::escaped(line) << "\n";
    }
    const std::string looked_at =
        runtime::grouped(static_cast<std::uint64_t>(verified.entries)) + " ledger entries with " +
        runtime::grouped(verified.numbers) + " numbers, " + runtime::grouped(verified.dossiers) +
        " dossiers, " + runtime::grouped(verified.others) + " rows of counts and codes\n";
    if (verified.findings.empty()) {
        std::cout << "all agrees: " << looked_at;
        show_days(verified.days, UnitNames(state));
        return 0;
    }
    std::cout << "does not agree: " << runtime::grouped(verified.findings.count())
              << " disagreements in " << looked_at << "to mend it:\n"
              << "  congto-collector rebuild    if neither the ledger nor register.db is named "
                 "above\n"
              << "  congto-collector restore    from a backup, if one of them is; agents send "
                 "again what the backup lacks\n";
    show_days(verified.days, UnitNames(state));
    return runtime::kExitCorrupt;
}

void add_verify(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("verify", "Prove that ledger, dossiers and counts agree");
    command->footer(kHelp);
    auto where = add_whereabouts(*command);
    auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "One JSON object, for programs");
    command->callback([&chosen, where, as_json] {
        chosen = [where, as_json] {
            return show_verified(where->state(), upkeep::Proof::whole,
                                 *as_json ? VerifiedAs::json : VerifiedAs::text);
        };
    });
}

} // namespace congto::collector
