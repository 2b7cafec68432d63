#include "collector/upkeep/backup.h"

#include "collector/access/access_file.h"
#include "collector/access/restored.h"
#include "collector/register/registers.h"
#include "collector/store/sqlite_store.h"
#include "collector/store/statement.h"
#include "collector/store/unfinished_file.h"
#include "collector/upkeep/database_copy.h"
#include "collector/upkeep/integrity.h"
#include "collector/upkeep/store_files.h"
#include "collector/upkeep/unfinished_folder.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>
#include <system_error>

namespace congto::upkeep {
namespace {

// Both are read again from end to end: a backup is worth what comes back from it. `damaged` begins
// the line that says what was found, `remedy` ends it.
struct Words {
    std::string damaged;
    std::string remedy;
};

BackedUp read_again(const std::filesystem::path& store_file,
                    const std::filesystem::path& register_file,
                    const std::optional<std::filesystem::path>& access_file, const Words& words,
                    runtime::Progress& progress)
{
    Findings findings;
    const auto store = open_store_for_reading(store_file);
    check_pages(store->getHandle(), store_file.filename().string(), findings, progress);
    check_ledger_ends(store->getHandle(), findings);
    check_registers(register_file, findings, progress);
    if (access_file) {
        check_access(*access_file, findings, progress);
    }
    if (!findings.empty()) {
        throw runtime::Corrupt(words.damaged + ": " + findings.lines().front() + "; " +
                               words.remedy);
    }
    return {std::filesystem::file_size(store_file) + std::filesystem::file_size(register_file),
            numbers_durable(store->getHandle())};
}

void require_files(const std::filesystem::path& backup)
{
    std::vector<std::string> missing;
    const store::StateDirectory from{backup};
    for (const std::filesystem::path& file : {from.store_file(), from.register_file()}) {
        std::error_code unseen;
        if (!std::filesystem::exists(file, unseen)) {
            missing.push_back(file.string() + ": is missing; name the folder of a backup");
        }
    }
    if (!missing.empty()) {
        throw runtime::BadSettings(std::move(missing));
    }
}

void require_no_state(const store::StateDirectory& state)
{
    std::vector<std::string> there;
    for (const std::filesystem::path& file :
         {state.store_file(), state.register_file(), state.access_file()}) {
        std::error_code unseen;
        if (std::filesystem::exists(file, unseen)) {
            there.push_back(file.string() +
                            ": is there already; move it away, or restore to another --state");
        }
    }
    if (!there.empty()) {
        throw runtime::BadSettings(std::move(there));
    }
}

// Who may do what: a state that is read alone has none.
bool is_there(const std::filesystem::path& file)
{
    std::error_code unseen;
    return std::filesystem::exists(file, unseen);
}

} // namespace

// The store first: the registers, copied later, then have every unit the store speaks of, since
// none is ever removed; the other way round they might lack one.
BackedUp back_up(const store::StateDirectory& state, const std::filesystem::path& to,
                 const ByWhom& by, runtime::Progress& progress)
{
    const auto store = open_store_for_reading(state.store_file());
    UnfinishedFolder folder(to);
    const store::StateDirectory copies{folder.path()};
    copy_database(*store, copies.store_file(), progress);
    const auto registers = registers::open_for_reading(state.register_file());
    copy_database(*registers, copies.register_file(), progress);
    std::optional<std::filesystem::path> copied_access;
    if (is_there(state.access_file())) {
        copied_access = copies.access_file();
        enter(state.access_file(), by, "backup", std::filesystem::absolute(to).string());
        copy_database(*access::open_for_reading(state.access_file()), *copied_access, progress);
    }
    const Words words{folder.path().string() + ": what was copied is damaged, and was removed",
                      "see `congto-collector verify`, and `check` the disk"};
    const BackedUp done =
        read_again(copies.store_file(), copies.register_file(), copied_access, words, progress);
    folder.finish();
    return done;
}

// The store comes last, as when it is made: where it is, all is.
BackedUp restore(const std::filesystem::path& backup, const store::StateDirectory& state,
                 const ByWhom& by, runtime::Progress& progress)
{
    require_files(backup);
    require_no_state(state);
    const store::StateDirectory from{backup};
    store::make_state_directory(state);
    const auto lock = store::lock_state(state);
    store::UnfinishedFile new_store(state.store_file());
    store::UnfinishedFile new_registers(state.register_file());
    copy_database(*open_store_for_reading(from.store_file()), new_store.path(), progress);
    copy_database(*registers::open_for_reading(from.register_file()), new_registers.path(),
                  progress);
    std::optional<store::UnfinishedFile> new_access;
    if (is_there(from.access_file())) {
        new_access.emplace(state.access_file());
        copy_database(*access::open_for_reading(from.access_file()), new_access->path(), progress);
        access::note_restored(*access::open_for_writing(new_access->path()), by.actor, by.at);
    }
    store::begin_incarnation(new_store.path(), by.at);
    const Words words{backup.string() +
                          ": this backup is damaged, and nothing was restored from it",
                      "restore another one"};
    const BackedUp done =
        read_again(new_store.path(), new_registers.path(),
                   new_access ? std::optional(new_access->path()) : std::nullopt, words, progress);
    if (new_access) {
        new_access->finish();
    }
    new_registers.finish();
    new_store.finish();
    return done;
}

} // namespace congto::upkeep
