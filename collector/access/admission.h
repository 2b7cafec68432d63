// Whose certificates are taken, known at once.
#pragma once

#include "config/runtime/clock.h"
#include "proto/identity/agent_name.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace SQLite {
class Database;
}

namespace congto::access {

// What a line showed and checked.
struct Shown {
    std::string serial;
    identity::AgentName name; // empty: nobody's
    model::Moment issued_at;  // not before
};
Shown shown_by(const identity::Certificate& certificate);

// What was revoked is refused. Any thread may ask; what commands and enrolments change is seen when
// somebody looks.
class Admission {
public:
    // Throws as access_file.h.
    explicit Admission(const std::filesystem::path& access_file);
    ~Admission();
    Admission(const Admission&) = delete;
    Admission& operator=(const Admission&) = delete;

    // Reads what changed. Whether anything did.
    bool look();
    // Why it is not taken; none: it is. Throws runtime::Unavailable: that cannot be read now, and
    // what was read before does not say.
    std::optional<std::string> refusal_of(const Shown& shown);

private:
    void read();
    bool is_revoked(const Shown& shown, const std::string& name);

    std::mutex guard_;
    std::unique_ptr<SQLite::Database> access_;
    std::int64_t version_ = 0;
    std::set<std::string> revoked_; // serials
    // By "H44/main": what is not on record and from before is no good.
    std::map<std::string, runtime::Instant> agents_;
};

} // namespace congto::access
