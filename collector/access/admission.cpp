#include "collector/access/admission.h"

#include "collector/access/access_file.h"
#include "collector/access/columns.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::access {

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
    const auto agent = agents_.find(text_of(shown.name));
    auto on_record = revoked_.find(shown.serial);
    if (agent != agents_.end() && on_record == revoked_.end()) {
        read(); // issued a moment ago, to an agent that was revoked before
        on_record = revoked_.find(shown.serial);
    }
    const bool is_revoked = on_record != revoked_.end()
                                ? on_record->second
                                : agent != agents_.end() && shown.issued_at < agent->second;
    return is_revoked ? std::optional("the certificate of " + text_of(shown.name) +
                                      " was revoked; ask the ministry, and enrol the agent anew")
                      : std::nullopt;
}

void Admission::read()
{
    SQLite::Transaction snapshot(*access_);
    version_ = access_->execAndGet("PRAGMA data_version").getInt64();
    revoked_.clear();
    agents_.clear();
    SQLite::Statement certificates(*access_, "SELECT serial, revoked IS NOT NULL FROM certificate");
    while (certificates.executeStep()) {
        revoked_.emplace(certificates.getColumn(0).getString(),
                         certificates.getColumn(1).getInt() != 0);
    }
    SQLite::Statement agents(*access_, "SELECT unit, agent, at FROM revoked_agent");
    while (agents.executeStep()) {
        agents_.emplace(text_of({agents.getColumn(0).getString(), agents.getColumn(1).getString()}),
                        instant_in(agents.getColumn(2)));
    }
}

} // namespace congto::access
