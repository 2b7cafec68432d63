#include "collector/commands/commands.h"
#include "collector/commands/settings.h"
#include "collector/commands/verified.h"
#include "collector/register/registers.h"
#include "config/runtime/failure.h"
#include "config/runtime/progress.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <iostream>
#include <optional>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Proves that the store agrees with itself, in this order:

  1. every page of store.db and register.db is what was written, and the chain of the registers' ledger
     holds;
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
            units_.reset(); // which is a finding already
        }
    }

    std::string name_of(store::UnitId id) const
    {
        const registers::Unit* unit = units_ ? units_->with_id(id) : nullptr;
        if (unit == nullptr) {
            return "unit " + std::to_string(id);
        }
        return unit->code.empty() ? unit->name_vi : unit->code;
    }

private:
    std::optional<registers::UnitRegister> units_;
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

} // namespace

int show_verified(const store::StateDirectory& state, upkeep::Proof proof)
{
    runtime::Progress progress;
    const upkeep::Verified verified = upkeep::verify(state, proof, progress);
    progress.clear();
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
              << "  congto-collector rebuild    if the ledger is not named above\n"
              << "  congto-collector restore    from a backup, if it is; agents send again what "
                 "the backup lacks\n";
    show_days(verified.days, UnitNames(state));
    return runtime::kExitCorrupt;
}

void add_verify(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("verify", "Prove that ledger, dossiers and counts agree");
    command->footer(kHelp);
    auto where = add_whereabouts(*command);
    command->callback([&chosen, where] {
        chosen = [where] { return show_verified(where->state(), upkeep::Proof::whole); };
    });
}

} // namespace congto::collector
