#include "collector/commands/balances.h"
#include "collector/commands/certificate_files.h"
#include "collector/commands/certificate_watch.h"
#include "collector/commands/commands.h"
#include "collector/commands/decisions.h"
#include "collector/commands/erasing.h"
#include "collector/commands/handed_imports.h"
#include "collector/commands/identifying.h"
#include "collector/commands/known_units.h"
#include "collector/commands/listening_file.h"
#include "collector/commands/refusing.h"
#include "collector/commands/serving.h"
#include "collector/commands/settings.h"
#include "collector/commands/trail_watch.h"
#include "collector/intake/server.h"
#include "collector/reporting/service.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"
#include "config/runtime/own_folder.h"
#include "config/runtime/service_manager.h"
#include "proto/identity/tls_floor.h"

#include <CLI/CLI.hpp>

#include <atomic>
#include <csignal>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Receives from agents until SIGTERM or SIGINT: then it tells them, commits what has been received, and
ends. The address it listens on is in the log and in the file `listening` of the state directory;
where people come to ([http]), in the file `http-listening`.

  congto-collector run
  congto-collector run --settings collector.toml
  congto-collector run --state ./state      defaults, plain text on 127.0.0.1:7400

Exit status: 0 stopped; 65 the store is damaged; 69 another collector runs there, or the address is
taken; 78 the settings must be mended.)";

constexpr const char* kPlaintext =
    "agents are not asked who they are: plain text, for this machine only";

// How often the registers are looked at for what operators decided.
constexpr std::chrono::seconds kLook{1};

// SIGTERM and SIGINT, blocked before any thread is made so that none is interrupted.
class Ending {
public:
    Ending()
    {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGTERM);
        sigaddset(&signals_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }

    // True: a signal came within this time.
    bool comes_within(std::chrono::seconds time) const
    {
        const timespec wait{time.count(), 0};
        return sigtimedwait(&signals_, nullptr, &wait) >= 0;
    }

private:
    sigset_t signals_{};
};

std::vector<runtime::Metric> together(const std::vector<std::vector<runtime::Metric>>& parts)
{
    std::vector<runtime::Metric> all;
    for (const auto& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

void warn_of_plaintext(const Identifying& identifying)
{
    if (!identifying.listening().tls) {
        runtime::log(runtime::Severity::warning, kPlaintext);
    }
}

// With certificates' files that can be used, by the account whose state it is.
Settings sound_settings(const Whereabouts& where)
{
    std::vector<std::string> faults;
    Settings settings = where.settings(faults);
    check_certificate_files(settings, faults);
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    runtime::require_own_folder(store::StateDirectory{settings.state}.store_file(),
                                "congto-collector run");
    for (const std::string& doubt : doubts_of_certificate_files(settings)) {
        runtime::log(runtime::Severity::warning, "a certificate's file is to be mended",
                     {{"detail", doubt}});
    }
    return settings;
}

int run(const Settings& settings)
{
    runtime::set_log_level(settings.log_level);
    identity::require_tls_1_3();
    const Ending ending;
    const store::StateDirectory state{settings.state};
    runtime::SystemClock clock;
    auto store = store::open_store(state, settings.store);
    Decisions decisions(state.register_file(), store->decided_through());
    std::error_code none_there;
    std::filesystem::remove(state.listening_file(), none_there); // of one that was killed
    KnownUnits units(state.register_file(), clock);
    std::atomic<bool> damaged = false;
    Identifying identifying(settings, clock);
    intake::ServerParts parts{
        identifying.listening(),
        settings.limits,
        [&](std::string_view code) { return units.with_code(code); },
        [&] {
            damaged = true;
            kill(getpid(), SIGTERM);
        },
        reporting::make_service(state, settings.detectors, identifying.certificate_check()),
        identifying.admission(),
        identifying.certificate_use()};
    // Ends after the server: no agent is served, unwatched, while a page under way takes its time.
    const Serving serving(settings, identifying.listening(), clock);
    intake::Server server(std::move(parts), std::move(store), clock);
    const HandedImports imports(state, intake::Player(server.surroundings()));
    CertificateWatch certificates(watched_certificates(settings), clock);
    TrailWatch trail(state.access_file(), clock);
    Refusing refusing(state.access_file(), server.refusals(), identifying, clock);
    Balances balances(state, settings.metrics_file, clock, [&] {
        return together({certificates.metrics(), refusing.metrics(), serving.metrics()});
    });
    Erasing erasing(state, settings.keep_fingerprints, clock);
    identifying.open_enrolment(server.address());
    // Whoever waits for the file may enrol at once.
    const ListeningFile listening(state.listening_file(), server.address());
    runtime::log(runtime::Severity::info, "collector listens", {{"address", server.address()}});
    warn_of_plaintext(identifying);
    runtime::Watchdog watchdog(clock);
    runtime::tell_ready("listens on " + server.address());
    while (!ending.comes_within(kLook)) {
        for (const store::Decision& decision : decisions.fresh()) {
            server.decide(decision);
        }
        if (identifying.look()) {
            server.check_certificates();
        }
        certificates.look();
        trail.look();
        erasing.look();
        refusing.look();
        balances.look();
        watchdog.went_round();
    }
    runtime::tell_stopping();
    runtime::log(runtime::Severity::info, "collector stops");
    return damaged ? runtime::kExitCorrupt : 0;
}

} // namespace

void add_run(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("run", "Receive from agents until stopped");
    command->footer(kHelp);
    auto where = add_whereabouts(*command);
    command->callback(
        [&chosen, where] { chosen = [where] { return run(sound_settings(*where)); }; });
}

} // namespace congto::collector
