#include "collector/commands/commands.h"
#include "collector/commands/handed_imports.h"
#include "collector/commands/import_saying.h"
#include "collector/commands/known_units.h"
#include "collector/commands/settings.h"
#include "collector/intake/desk.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"
#include "config/runtime/new_file.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <thread>

namespace congto::collector {
namespace {

struct Options {
    std::shared_ptr<Whereabouts> where;
    std::vector<std::filesystem::path> files;
    std::filesystem::path receipt;
    std::string unit;
};

constexpr const char* kHelp =
    R"(Applies what a unit without a line exported (congto-agent spool export), exactly as if it had been
streamed, and writes a receipt file, to be carried back:

  congto-collector import --unit H56 /media/stick/h56        writes /media/stick/h56.receipt
  congto-agent spool take-receipt /media/stick/h56.receipt   there

A file is read from end to end before anything of it is applied; one that was cut or altered is refused.
A running collector is handed the file and applies it; where none runs, this command does. Importing a
file again changes nothing; interrupted, it is imported again and goes on.

Nothing but who carried it vouches for a file: say with --unit whom it came from.

Exit status: 0 everything of the files is durable; 65 a file is broken or refused, a line says why; 69
the store or a file cannot be reached or written, or the collector ended meanwhile; 78 settings or
arguments must be mended.)";

using Answer = std::function<void(const std::filesystem::path& receipt)>;

void hand_over(const store::StateDirectory& state, const std::filesystem::path& file,
               const Answer& answer)
{
    constexpr std::chrono::milliseconds kLook{100};
    const HandedImport handed(state, file);
    runtime::Progress progress;
    progress.begin("the running collector applies the file", 0);
    std::optional<std::filesystem::path> receipt;
    while (!(receipt = handed.receipt())) {
        progress.at(0);
        std::this_thread::sleep_for(kLook);
    }
    progress.clear();
    answer(*receipt);
}

// No collector runs: this program holds the store meanwhile.
void apply(const Settings& settings, const std::filesystem::path& file, const Answer& answer)
{
    const store::StateDirectory state{settings.state};
    runtime::SystemClock clock;
    auto store = store::open_store(state, settings.store);
    KnownUnits units(state.register_file(), clock);
    std::atomic<bool> damaged = false;
    intake::Desk desk({settings.limits,
                       [&](std::string_view code) { return units.with_code(code); },
                       [&] { damaged = true; }},
                      std::move(store), clock);
    intake::Player player(desk.around);
    runtime::Progress progress;
    const std::filesystem::path receipt =
        state.path / ("import-" + std::to_string(::getpid()) + ".receipt");
    const auto end = player.play(file, receipt, {}, progress);
    if (damaged) {
        throw runtime::Corrupt(state.store_file().string() +
                               ": cannot go on; congto-collector verify says what is wrong");
    }
    if (end == intake::Player::End::interrupted) {
        throw runtime::Unavailable(file.string() + ": was not applied; import it again");
    }
    answer(receipt);
    std::filesystem::remove(receipt);
}

// Of a file imported again the first answer tells more: verdicts on days are given once.
bool says_more(const std::filesystem::path& earlier, const intake::RecordedAnswer& now)
{
    try {
        const auto before = intake::read_recorded_answer(earlier);
        return before.answers == now.answers && before.incarnation == now.incarnation &&
               before.verdict == now.verdict && before.refusal.empty() && now.refusal.empty() &&
               before.tells_of_days() && !now.tells_of_days();
    } catch (const runtime::Failure&) {
        return false; // none is there, or it is another file
    }
}

int import_file(const Options& options, const Settings& settings, const std::filesystem::path& file)
{
    const store::StateDirectory state{settings.state};
    const intake::ExportFile of = intake::look_at_export(file);
    if (!options.unit.empty() && of.unit != options.unit) {
        throw runtime::Corrupt(file.string() + ": is of unit " + of.unit + ", not of " +
                               options.unit + "; nothing was applied");
    }
    runtime::Progress progress;
    wire::require_whole(file, wire::Half::agent, progress);
    progress.clear();
    const std::filesystem::path place = options.receipt.empty()
                                            ? std::filesystem::path(file.string() + ".receipt")
                                            : options.receipt;
    // Made before anything is applied: a place that cannot be written is found out now.
    runtime::NewFile copy(place, runtime::NewFile::Place::may_be_taken);
    int status = 0;
    const Answer answer = [&](const std::filesystem::path& receipt) {
        const auto now = intake::read_recorded_answer(receipt);
        if (!says_more(place, now)) {
            std::ifstream in(receipt, std::ios::binary);
            copy.write(std::string(std::istreambuf_iterator<char>(in), {}));
            copy.finish();
        }
        const ImportSaid said = said_of(now);
        status = said.status;
        std::cout << file.string() << ": " << words_for(of) << ": " << said.line << '\n';
        if (const std::string days = days_of(now); !days.empty()) {
            std::cout << days << '\n';
        }
        std::cout << "carry " << place.string() << " back: congto-agent spool take-receipt "
                  << place.filename().string() << '\n';
    };
    if (a_collector_runs(state)) {
        hand_over(state, file, answer);
    } else {
        apply(settings, file, answer);
    }
    return status;
}

// Each file by itself: what is wrong with one keeps no other from being applied.
int import_files(const Options& options)
{
    if (!options.receipt.empty() && options.files.size() > 1) {
        throw runtime::BadSettings("--receipt: names one file, and there are " +
                                   std::to_string(options.files.size()) + " to import");
    }
    const Settings settings = options.where->settings();
    runtime::set_log_level(runtime::Severity::error);
    int status = 0;
    for (const std::filesystem::path& file : options.files) {
        try {
            status = std::max(status, import_file(options, settings, file));
        } catch (const runtime::Corrupt& broken) {
            std::cerr << "congto-collector: " << broken.what() << '\n';
            status = std::max(status, runtime::kExitCorrupt);
        }
    }
    return status;
}

} // namespace

void add_import(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("import", "Apply what a unit without a line exported");
    command->footer(kHelp);
    auto options = std::make_shared<Options>();
    options->where = add_whereabouts(*command);
    command->add_option("FILE", options->files, "Export files")->required();
    command
        ->add_option("--unit", options->unit,
                     "The unit the files came from; one of another unit is refused")
        ->type_name("CODE");
    command
        ->add_option("--receipt", options->receipt,
                     "Where to write the receipt file; else FILE.receipt")
        ->type_name("FILE");
    command->callback(
        [&chosen, options] { chosen = [options] { return import_files(*options); }; });
}

} // namespace congto::collector
