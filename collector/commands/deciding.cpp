#include "collector/commands/deciding.h"

#include "collector/register/registers.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <SQLiteCpp/Database.h>

#include <fstream>
#include <optional>
#include <pwd.h>
#include <string>
#include <unistd.h>
#include <utility>

namespace congto::collector {
namespace {

// The store has taken up decisions these registers do not hold.
void require_as_new(std::int64_t decided, SQLite::Database& registers,
                    const std::filesystem::path& file)
{
    const auto known = registers::decisions_after(registers, 0);
    if (decided > (known.empty() ? 0 : known.back().number)) {
        throw runtime::BadSettings(
            file.string() + ": is older than the store, which has taken up " +
            std::to_string(decided) + " decisions; restore both from one backup");
    }
}

// Who signed in on this machine, whatever he has become since: the kernel keeps it, sudo and su do
// not change it. None: nobody did, as in a service.
std::optional<uid_t> login_account()
{
    constexpr uid_t kNobody = 4294967295;
    uid_t account = kNobody;
    std::ifstream("/proc/self/loginuid") >> account;
    return account == kNobody ? std::nullopt : std::optional(account);
}

} // namespace

std::string name_of(unsigned account)
{
    const passwd* user = getpwuid(account);
    return user == nullptr ? "user " + std::to_string(account) : user->pw_name;
}

std::string who_decides()
{
    const std::string runs = name_of(getuid());
    const auto signed_in = login_account();
    return !signed_in || *signed_in == getuid() ? runs : name_of(*signed_in) + " as " + runs;
}

upkeep::ByWhom by_this_account()
{
    return {"operator " + who_decides(), runtime::SystemClock().now()};
}

void enter_decisions(const store::StateDirectory& state, const store::Reader& reader,
                     std::vector<registers::WithdrawalDecision> decisions,
                     const std::string& reason)
{
    if (reason.find_first_not_of(" \t") == std::string::npos) {
        throw runtime::BadSettings("--reason: is empty; a decision needs one");
    }
    for (registers::WithdrawalDecision& decision : decisions) {
        decision.at = runtime::SystemClock().now();
        decision.reason = runtime::escaped(reason); // one line
        decision.decided_by = who_decides();
    }
    const auto registers = registers::open_for_import(state.register_file());
    require_as_new(reader.decided_through(), *registers, state.register_file());
    registers::enter_decisions(*registers, std::move(decisions));
}

} // namespace congto::collector
