#include "agent/commands/check_source.h"

#include "agent/commands/look_at_source.h"
#include "agent/source/inspect.h"
#include "config/runtime/failure.h"

namespace congto::agent {
namespace {

void add_all(const runtime::BadSettings& bad, Complaints& complaints)
{
    complaints.faults.insert(complaints.faults.end(), bad.faults().begin(), bad.faults().end());
}

// A mapping may be used on a source of another dialect only by mistake.
const source::Queries* queries_of(const mapping::Mapping& mapping,
                                  const source::SqlSettings& settings, Complaints& complaints)
{
    try {
        return &mapping.queries_of(settings);
    } catch (const runtime::BadSettings& bad) {
        add_all(bad, complaints);
        return nullptr;
    }
}

// False: it is no use to connect by it.
bool check_connection_file(const source::SqlSettings& settings, Complaints& complaints)
{
    using std::filesystem::perms;
    std::error_code failed;
    const auto status = std::filesystem::status(settings.connection_file, failed);
    if (failed || !std::filesystem::is_regular_file(status)) {
        complaints.faults.push_back(settings.connection_file.string() +
                                    ": connection file of source " + settings.name +
                                    " is not there; write one line into it, mode 0600");
        return false;
    }
    if ((status.permissions() & perms::others_all) != perms::none) {
        complaints.faults.push_back(settings.connection_file.string() +
                                    ": others may read this file, which holds a password; "
                                    "chmod o-rwx");
    }
    if (auto fault = source::fault_of_connection_file(settings)) {
        complaints.faults.push_back(std::move(*fault));
        return false;
    }
    return true;
}

} // namespace

mapping::KnownAccounts check_accounts(const std::optional<std::filesystem::path>& file,
                                      Complaints& complaints)
{
    try {
        auto accounts = mapping::read_accounts(file);
        if (accounts) {
            const model::Day today = model::day_of(runtime::SystemClock().now());
            complaints.notes.push_back(
                file->string() + ": holds " + std::to_string(accounts->size()) +
                " accounts, valid today " + std::to_string(accounts->valid_on(today)));
        }
        return accounts;
    } catch (const runtime::BadSettings& bad) {
        add_all(bad, complaints);
        return std::make_shared<const mapping::Accounts>();
    }
}

std::optional<mapping::Mapping> read_mapping(const std::filesystem::path& file,
                                             const mapping::KnownAccounts& accounts,
                                             Complaints& complaints)
{
    try {
        return mapping::Mapping::from_file(file, accounts);
    } catch (const runtime::BadSettings& bad) {
        add_all(bad, complaints);
        return std::nullopt;
    }
}

void check_source(const source::SqlSettings& settings, const mapping::KnownAccounts& accounts,
                  runtime::Clock& clock, Complaints& complaints)
{
    // What the settings lack they have told themselves.
    const bool may_connect =
        !settings.connection_file.empty() && check_connection_file(settings, complaints);
    if (settings.mapping.empty()) {
        return;
    }
    auto mapping = read_mapping(settings.mapping, accounts, complaints);
    const source::Queries* queries = mapping ? queries_of(*mapping, settings, complaints) : nullptr;
    if (queries == nullptr || !may_connect) {
        return;
    }
    try {
        const source::Inspection answers(settings, *queries);
    } catch (const runtime::Unavailable& away) {
        complaints.away.emplace_back(away.what());
        return;
    }
    LookAtSource(settings, *queries, *mapping, clock, complaints).at_all();
}

} // namespace congto::agent
