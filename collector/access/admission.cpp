#include "collector/access/admission.h"

#include "collector/access/access_file.h"
#include "collector/access/columns.h"

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
    if (agents_.contains(name) && !revoked_.contains(shown.serial)) {
        try {
            read(); // issued a moment ago, to an agent that was revoked before
        } catch (const std::exception&) {
            return "whether the certificate of " + name + " was revoked cannot be read now";
        }
    }
    const auto agent = agents_.find(name);
    const auto on_record = revoked_.find(shown.serial);
    const bool is_revoked = on_record != revoked_.end()
                                ? on_record->second
                                : agent != agents_.end() && shown.issued_at < agent->second;
    return is_revoked ? std::optional("the certificate of " + name + " was revoked; ask the " +
                                      (shown.name.unit == identity::kMinistry
                                           ? "operator of the collector for another"
                                           : "ministry, and enrol the agent anew"))
                      : std::nullopt;
}

// Whole, or as it was.
void Admission::read()
{
    SQLite::Transaction snapshot(*access_);
    const std::int64_t version = access_->execAndGet("PRAGMA data_version").getInt64();
    std::map<std::string, bool> revoked;
    std::map<std::string, runtime::Instant> agents;
    SQLite::Statement certificates(
        *access_,
        "SELECT serial, revoked IS NOT NULL FROM certificate AS one WHERE revoked IS NOT "
        "NULL OR EXISTS (SELECT 1 FROM revoked_agent AS agent WHERE agent.unit = one.unit "
        "AND agent.agent = one.agent)");
    while (certificates.executeStep()) {
        revoked.emplace(certificates.getColumn(0).getString(),
                        certificates.getColumn(1).getInt() != 0);
    }
    SQLite::Statement rows(*access_, "SELECT unit, agent, at FROM revoked_agent");
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
