#include "collector/commands/commands.h"
#include "collector/commands/settings.h"
#include "collector/register/registers.h"
#include "collector/store/damage.h"
#include "collector/store/reader.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <iostream>

namespace congto::collector {
namespace {

using Faults = std::vector<std::string>;

constexpr const char* kHelp =
    R"(Reads the settings, the certificates' files, the store and the registers, changes nothing, and lists
everything that is wrong. A collector may be running meanwhile. The store is read from end to end,
which takes a minute for every few tens of gigabytes.

  congto-collector check
  congto-collector check --settings collector.toml

Exit status: 0 all is well; 78 something must be mended.)";

void check_tls(const intake::TlsFiles& tls, Faults& faults)
{
    for (const auto& [file, mark] :
         {std::pair(tls.ca, "BEGIN CERTIFICATE"), std::pair(tls.certificate, "BEGIN CERTIFICATE"),
          std::pair(tls.key, "PRIVATE KEY")}) {
        if (file.empty()) {
            continue; // its key is faulty, which is said already
        }
        std::ifstream in(file);
        const std::string content{std::istreambuf_iterator<char>(in), {}};
        if (!in) {
            faults.push_back(file.string() + ": cannot be read");
        } else if (content.find(mark) == std::string::npos) {
            faults.push_back(file.string() + ": holds no \"" + mark + "\" (PEM)");
        }
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

int check(const Whereabouts& where)
{
    Faults faults;
    const Settings settings = where.settings(faults);
    if (settings.listening.tls) {
        check_tls(*settings.listening.tls, faults);
    }
    const std::string found =
        settings.state.empty() ? std::string() : check_state({settings.state}, faults);
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    std::cout << "all is well: " << found << "\n";
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
