#include "agent/spool/accounts.h"

namespace congto::spool {
namespace {

void require_equal(std::vector<std::string>& faults, const char* equation, std::uint64_t left,
                   std::uint64_t right)
{
    if (left != right) {
        faults.push_back(std::string(equation) + ": " + std::to_string(left) + " is not " +
                         std::to_string(right));
    }
}

} // namespace

std::vector<std::string> imbalances(const Accounts& accounts)
{
    std::vector<std::string> faults;
    std::uint64_t numbered = 0;
    for (const SourceAccounts& source : accounts.sources) {
        require_equal(faults, "read = left_out + quarantined + unchanged + changed", source.read,
                      source.left_out + source.quarantined + source.unchanged + source.changed);
        numbered +=
            source.changed + source.withdrawals + source.removals + source.lists + source.claims;
    }
    require_equal(faults,
                  "assigned + taken_back = changed + withdrawals + removals + lists + claims",
                  accounts.assigned + accounts.taken_back, numbered);
    require_equal(faults, "assigned = receipted + pending", accounts.assigned,
                  accounts.receipted + accounts.pending);
    require_equal(faults, "applied + unchanged_there + rejected = split_through",
                  accounts.applied + accounts.unchanged_there + accounts.rejected,
                  accounts.split_through);
    if (accounts.split_through > accounts.receipted) {
        faults.push_back("split_through <= receipted: " + std::to_string(accounts.split_through) +
                         " is more than " + std::to_string(accounts.receipted));
    }
    return faults;
}

} // namespace congto::spool
