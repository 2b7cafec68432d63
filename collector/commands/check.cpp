#include "collector/access/access_file.h"
#include "collector/access/audit.h"
#include "collector/commands/certificate_files.h"
#include "collector/commands/certificate_watch.h"
#include "collector/commands/commands.h"
#include "collector/commands/serving.h"
#include "collector/commands/settings.h"
#include "collector/register/registers.h"
#include "collector/store/damage.h"
#include "collector/store/reader.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <iostream>
#include <system_error>

namespace congto::collector {
namespace {

using Faults = std::vector<std::string>;

constexpr const char* kHelp =
    R"(Reads the settings, the certificates' files, the store, the registers and who may do what, changes
nothing, and lists everything that is wrong, also a certificate that ends within 30 days; else how long
each is good. A collector may be running meanwhile. The store is read from end to end, which takes a
minute for every few tens of gigabytes.

  congto-collector check
  congto-collector check --settings collector.toml

Exit status: 0 all is well; 78 something must be mended.)";

// A file may serve twice.
void add_once(Faults& faults, const std::string& fault)
{
    if (std::find(faults.begin(), faults.end(), fault) == faults.end()) {
        faults.push_back(fault);
    }
}

void check_integrity(SQLite::Database& database, const std::string& file, const char* pragma,
                     std::string_view remedy, Faults& faults)
{
    SQLite::Statement lines(database, pragma);
    while (lines.executeStep()) {
        const std::string line = lines.getColumn(0).getString();
        if (line != "ok") {
            faults.push_back(file + ": " + line + "; " + std::string(remedy));
        }
    }
}

// What the store and the registers hold, in a line.
std::string check_state(const store::StateDirectory& state, Faults& faults)
{
    try {
        const store::Reader reader = store::Reader::open(state);
        check_integrity(reader.database(), state.store_file().string(),
                        "PRAGMA main.quick_check(20)", store::kMendIt, faults);
        check_integrity(reader.database(), state.register_file().string(),
                        "PRAGMA register.quick_check(20)", runtime::kFromBackup, faults);
        std::int64_t dossiers = 0;
        const auto holdings = reader.holdings();
        for (const store::SourceHolding& holding : holdings) {
            dossiers += holding.dossiers;
        }
        const auto units = registers::read_unit_register(reader.database());
        return std::to_string(holdings.size()) + " sources, " + std::to_string(dossiers) +
               " dossiers, " + std::to_string(units.all().size()) + " units in the register";
    } catch (const runtime::Failure& failure) {
        faults.emplace_back(failure.what());
    } catch (const SQLite::Exception& failure) {
        faults.push_back(state.path.string() + ": " + failure.what());
    }
    return {};
}

// Who may do what: pages, edition, and the chain of the audit trail.
void check_who(const store::StateDirectory& state, Faults& faults)
{
    const std::string file = state.access_file().string();
    std::error_code none;
    if (!std::filesystem::exists(state.store_file(), none)) {
        return; // there is no state, which is said already
    }
    try {
        const auto access = access::open_for_reading(state.access_file());
        check_integrity(*access, file, "PRAGMA quick_check(20)", runtime::kFromBackup, faults);
        if (const auto broken = access::first_broken_act(*access)) {
            faults.push_back(file + ": entry " + std::to_string(*broken) +
                             " of the audit trail does not follow from the one before it; "
                             "compare it with a backup");
        }
    } catch (const runtime::Failure& failure) {
        faults.emplace_back(failure.what());
    } catch (const SQLite::Exception& failure) {
        faults.push_back(file + ": " + failure.what());
    }
}

// Their days left, a line each.
std::string check_certificates(const Settings& settings, Faults& faults)
{
    std::string lines;
    for (const WatchedCertificate& watched : watched_certificates(settings)) {
        try {
            const auto end = end_of(watched, runtime::SystemClock().now());
            if (end && end->alarm) {
                faults.push_back(end->detail);
            } else if (end) {
                lines += end->detail + "\n";
            }
        } catch (const runtime::Failure& failure) {
            add_once(faults, failure.what());
        }
    }
    return lines;
}

int check(const Whereabouts& where)
{
    Faults faults;
    const Settings settings = where.settings(faults);
    check_certificate_files(settings, faults);
    for (std::string& doubt : doubts_of_certificate_files(settings)) {
        faults.push_back(std::move(doubt));
    }
    check_http(settings, faults);
    const std::string found =
        settings.state.empty() ? std::string() : check_state({settings.state}, faults);
    std::string days_left;
    if (!settings.state.empty()) {
        check_who({settings.state}, faults);
        days_left = check_certificates(settings, faults);
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    std::cout << "all is well: " << found << "\n" << days_left;
    return 0;
}

} // namespace

void add_check(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("check", "Look for everything that is wrong");
    command->footer(kHelp);
    auto where = add_whereabouts(*command);
    command->callback([&chosen, where] { chosen = [where] { return check(*where); }; });
}

} // namespace congto::collector
