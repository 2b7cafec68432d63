// Whose certificates are taken, known at once.
#pragma once

#include "collector/access/agent_name.h"
#include "config/runtime/clock.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace SQLite {
class Database;
}

namespace congto::access {

// What a line showed and checked.
struct Shown {
    std::string serial;
    AgentName name;
    model::Moment issued_at; // not before
};

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
    // Why it is not taken; none: it is.
    std::optional<std::string> refusal_of(const Shown& shown);

private:
    void read();

    std::mutex guard_;
    std::unique_ptr<SQLite::Database> access_;
    std::int64_t version_ = 0;
    std::map<std::string, bool> revoked_;            // on record, by serial
    std::map<std::string, runtime::Instant> agents_; // revoked, by "H44/main"
};

} // namespace congto::access
