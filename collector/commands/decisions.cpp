#include "collector/commands/decisions.h"

#include "collector/register/registers.h"
#include "collector/register/withdrawal.h"
#include "config/runtime/log.h"

#include <SQLiteCpp/Database.h>

#include <exception>
#include <iterator>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>

namespace congto::collector {
namespace {

store::Decision as_store_knows(const registers::WithdrawalDecision& decided)
{
    store::Decision decision{decided.number, // the numbers of verdicts are the same on both sides
                             static_cast<store::Decision::Verdict>(decided.verdict),
                             {decided.unit, decided.source},
                             {decided.from, decided.to},
                             decided.held_through};
    if (decision.verdict == store::Decision::Verdict::order) {
        std::istringstream names(decided.source_name);
        decision.order = {std::istream_iterator<std::string>(names), {}};
    }
    return decision;
}

} // namespace

Decisions::Decisions(std::filesystem::path register_file, std::int64_t after)
    : file_(std::move(register_file)), after_(after)
{
}

std::vector<store::Decision> Decisions::fresh()
{
    std::error_code failure;
    const auto changed = std::filesystem::last_write_time(file_, failure);
    if (failure || changed == read_of_) {
        return {};
    }
    try {
        std::vector<store::Decision> fresh;
        const auto registers = registers::open_for_reading(file_);
        for (const auto& decided : registers::decisions_after(*registers, after_)) {
            fresh.push_back(as_store_knows(decided));
            after_ = decided.number;
        }
        read_of_ = changed;
        unreadable_ = false;
        return fresh;
    } catch (const std::exception& why) { // SQLite's own too: they come later
        if (!std::exchange(unreadable_, true)) {
            runtime::log(runtime::Severity::warning, "decisions cannot be read for now",
                         {{"detail", why.what()}});
        }
        return {};
    }
}

} // namespace congto::collector
