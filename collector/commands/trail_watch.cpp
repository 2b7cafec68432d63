#include "collector/commands/trail_watch.h"

#include "collector/access/access_file.h"
#include "config/runtime/log.h"

#include <SQLiteCpp/Database.h>

#include <exception>

namespace congto::collector {
namespace {

constexpr std::chrono::minutes kEach{1};
constexpr std::chrono::hours kTold{24};

} // namespace

void TrailWatch::look()
{
    if (clock_.steady() < due_) {
        return;
    }
    due_ = clock_.steady() + kEach;
    try {
        look_now();
    } catch (const std::exception&) {
        // Held by others, or gone: whoever needs the file says so.
    }
}

void TrailWatch::look_now()
{
    const auto access = access::open_for_reading(file_);
    const access::TrailEnd now = access::end_of_trail(*access);
    if (seen_ && access::chain_of(*access, seen_->entries) != seen_->chain) {
        runtime::log(runtime::Severity::error,
                     "the audit trail was cut, or changed, since it was looked at",
                     {{"file", file_.string()},
                      {"was_entries", seen_->entries},
                      {"was_chain", seen_->chain},
                      {"entries", now.entries}});
    }
    seen_ = now;
    if (clock_.steady() >= told_) {
        told_ = clock_.steady() + kTold;
        runtime::log(runtime::Severity::info, "the audit trail ends",
                     {{"entries", now.entries}, {"chain", now.chain}});
    }
}

} // namespace congto::collector
