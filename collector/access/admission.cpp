#include "collector/access/admission.h"

#include "collector/access/access_file.h"
#include "collector/access/columns.h"
#include "collector/access/issued.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::access {

Shown shown_by(const identity::Certificate& certificate)
{
    return {certificate.serial(), identity::holder_of(certificate).value_or(identity::AgentName{}),
            certificate.not_before()};
}

Admission::Admission(const std::filesystem::path& access_file)
    : access_(open_for_reading(access_file))
{
    read();
}

Admission::~Admission() = default;

bool Admission::look()
{
    const std::lock_guard lock(guard_);
    if (access_->execAndGet("PRAGMA data_version").getInt64() == version_) {
        return false;
    }
    read();
    return true;
}

std::optional<std::string> Admission::refusal_of(const Shown& shown)
{
    const std::lock_guard lock(guard_);
    const std::string name = identity::text_of(shown.name);
    if (!is_revoked(shown, name)) {
        return std::nullopt;
    }
    return "the certificate of " + name + " was revoked; ask the " +
           (shown.name.unit == identity::kMinistry ? "operator of the collector for another"
                                                   : "ministry, and enrol the agent anew");
}

bool Admission::is_revoked(const Shown& shown, const std::string& name)
{
    if (revoked_.contains(shown.serial)) {
        return true;
    }
    const auto agent = agents_.find(name);
    if (agent == agents_.end() || shown.issued_at >= agent->second) {
        return false;
    }
    // Or given to the agent that moment, and good from a little before.
    try {
        const auto on_record = issued_with_serial(*access_, shown.serial);
        return !on_record || on_record->revoked;
    } catch (const SQLite::Exception& failure) {
        throw runtime::Unavailable("whether the certificate of " + name +
                                   " was revoked cannot be read now: " + failure.what());
    }
}

// Whole, or as it was.
void Admission::read()
{
    SQLite::Transaction snapshot(*access_);
    const std::int64_t version = access_->execAndGet("PRAGMA data_version").getInt64();
    std::set<std::string> revoked;
    std::map<std::string, runtime::Instant> agents;
    SQLite::Statement serials(*access_, "SELECT serial FROM certificate WHERE revoked IS NOT NULL");
    while (serials.executeStep()) {
        revoked.insert(serials.getColumn(0).getString());
    }
    SQLite::Statement rows(*access_, "SELECT unit, agent, at FROM ended_agent");
    while (rows.executeStep()) {
        agents.emplace(
            identity::text_of({rows.getColumn(0).getString(), rows.getColumn(1).getString()}),
            instant_in(rows.getColumn(2)));
    }
    revoked_.swap(revoked);
    agents_.swap(agents);
    version_ = version;
}

} // namespace congto::access
