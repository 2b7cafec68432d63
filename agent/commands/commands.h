// The agent's sub-commands. Each adds itself: its options, its help, and what runs when chosen.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace congto::agent {

// Set by the sub-command the user chose; returns the exit status.
using Chosen = std::function<int()>;

void add_enroll(CLI::App& app, Chosen& chosen);
void add_run(CLI::App& app, Chosen& chosen);
void add_check(CLI::App& app, Chosen& chosen);
void add_grants(CLI::App& app, Chosen& chosen);
void add_preview(CLI::App& app, Chosen& chosen);
void add_status(CLI::App& app, Chosen& chosen);
void add_reconcile(CLI::App& app, Chosen& chosen);
void add_explain(CLI::App& app, Chosen& chosen);
void add_source(CLI::App& app, Chosen& chosen);
void add_spool(CLI::App& app, Chosen& chosen);
void add_key(CLI::App& app, Chosen& chosen);

// Below `spool`.
void add_spool_export(CLI::App& spool, Chosen& chosen);
void add_spool_take_receipt(CLI::App& spool, Chosen& chosen);

} // namespace congto::agent
