// What was denied to who asked for a certificate: counted, and entered in the trail as far as
// strangers cannot fill it.
#pragma once

#include "collector/access/pace.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace SQLite {
class Database;
}

namespace congto::access {

// `used`: a token that was used, by another key than asks now: the line was copied, or stolen.
enum class Denied : std::uint8_t { malformed, unknown, used, forbidden, too_many };

// As metrics and log have it: "too_many".
const char* word_of(Denied why);

struct NotEnrolled {
    Denied why = Denied::malformed;
    std::string detail; // a sentence for whoever asked
    std::string
        about{}; // whose token or certificate it was: "token 7 of H44/main"; empty: nobody's here
};

struct Token;
std::string about(const Token& token);
NotEnrolled no_request();
// Of a token that nobody has used: why it is not good for this unit; none: it is.
std::optional<NotEnrolled> fault_of_token(const Token& token, const std::string& unit,
                                          runtime::Instant now);

// What is about a token or certificate of this collector has a pace of its own: rubbish does not
// keep a theft out of the trail. One thread's, but for counts().
class Denials {
public:
    Denials();

    void count(Denied why);
    // Within the caller's transaction. `act`: "agent enrol".
    void note(SQLite::Database& access, const std::string& from, const std::string& act,
              const NotEnrolled& denied, runtime::Instant now);
    // By cause, since the start.
    // Any thread, and at once.
    std::map<std::string, std::uint64_t> counts() const;

private:
    EntryPace of_known_;
    EntryPace of_others_;
    mutable std::mutex guard_; // of counts_
    std::map<std::string, std::uint64_t> counts_{
        {"malformed", 0}, {"unknown", 0}, {"used", 0}, {"forbidden", 0}, {"too_many", 0}};
};

} // namespace congto::access
