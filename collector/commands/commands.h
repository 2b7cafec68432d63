// The collector's sub-commands. Each adds itself: its options, its help, and what runs when chosen.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace congto::collector {

// Set by the sub-command the user chose; returns the exit status.
using Chosen = std::function<int()>;

void add_init(CLI::App& app, Chosen& chosen);
void add_run(CLI::App& app, Chosen& chosen);
void add_check(CLI::App& app, Chosen& chosen);
void add_verify(CLI::App& app, Chosen& chosen);
void add_rebuild(CLI::App& app, Chosen& chosen);
void add_backup(CLI::App& app, Chosen& chosen);
void add_restore(CLI::App& app, Chosen& chosen);
void add_import(CLI::App& app, Chosen& chosen);
void add_token(CLI::App& app, Chosen& chosen);
void add_agents(CLI::App& app, Chosen& chosen);
void add_certificates(CLI::App& app, Chosen& chosen);
void add_account(CLI::App& app, Chosen& chosen);
void add_api_token(CLI::App& app, Chosen& chosen);
void add_authority(CLI::App& app, Chosen& chosen);
void add_audit(CLI::App& app, Chosen& chosen);
void add_rates(CLI::App& app, Chosen& chosen);
void add_ranking(CLI::App& app, Chosen& chosen);
void add_gap(CLI::App& app, Chosen& chosen);
void add_dossiers(CLI::App& app, Chosen& chosen);
void add_flags(CLI::App& app, Chosen& chosen);
void add_indicators(CLI::App& app, Chosen& chosen);
void add_sources(CLI::App& app, Chosen& chosen);
void add_withdrawals(CLI::App& app, Chosen& chosen);
void add_fingerprints(CLI::App& app, Chosen& chosen);
void add_units(CLI::App& app, Chosen& chosen);
void add_bodies(CLI::App& app, Chosen& chosen);
void add_procedures(CLI::App& app, Chosen& chosen);
void add_campaigns(CLI::App& app, Chosen& chosen);
void add_targets(CLI::App& app, Chosen& chosen);
void add_reported(CLI::App& app, Chosen& chosen);
void add_registers(CLI::App& app, Chosen& chosen);

} // namespace congto::collector
