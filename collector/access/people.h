// People who sign in, and programs of theirs: who is this, and what does he see?
#pragma once

#include "collector/access/pace.h"
#include "collector/access/session.h"
#include "collector/access/viewer.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

namespace congto::access {

struct Account;

struct PeopleRules {
    SessionLife session;
    // Sign-ins tried.
    std::size_t per_minute = 120;
    std::size_t per_minute_of_one = 10; // host
};

struct Session {
    Viewer viewer;
    std::string anti_forgery; // what every form of it must carry back; session.h
};

struct SignedIn {
    std::string secret; // for the cookie, and kept nowhere; session.h
    Session session;
};

enum class Refused : std::uint8_t { wrong, too_many };

struct NotSignedIn {
    Refused why = Refused::wrong;
    std::string detail; // one sentence, the same for every cause of `wrong`
};

// Any thread may ask. Each call that changes anything is one transaction with its entry in the
// audit trail. All throw runtime::Unavailable: access.db is held for too long or cannot be written,
// or there is no memory for a hash.
class People {
public:
    // `clock` must outlive it.
    People(std::filesystem::path access_file, PeopleRules rules, runtime::Clock& clock);

    using Outcome = std::variant<SignedIn, NotSignedIn>;
    // Takes tenths of a second and 64 MiB, whether there is such an account or not; two at a time.
    // How often a password may be tried from there: tries.h.
    Outcome sign_in(const std::string& account, const std::string& password,
                    const std::string& from);
    // A proxy has checked who it is. For accounts that have no password.
    Outcome sign_in_by_proxy(const std::string& account, const std::string& from);
    // None: there is none, or it is over.
    std::optional<Session> session(const std::string& secret);
    void sign_out(const std::string& secret, const std::string& from);
    // Why it is not changed; none: it is, and every other session of the account is over. Wrong
    // ones count as when signing in.
    std::optional<std::string> change_password(const std::string& secret,
                                               const std::string& old_one,
                                               const std::string& new_one, const std::string& from);

    // Whose API token it is; none: nobody's, or it is good no more.
    std::optional<Viewer> token_holder(const std::string& text, const std::string& from);

    // What somebody else refused ("forged form", "figures of another unit"): counted, and entered
    // in the trail as far as its pace lets.
    // By account for who is signed in, else by host.
    void note_refusal(const std::string& from, const std::string& act, const std::string& object,
                      const std::string& detail, const std::string& account = {});
    // How many there were since the start, by act; those of this class too.
    std::map<std::string, std::uint64_t> refusals() const;

private:
    struct Try;

    bool is_too_often(const std::string& from);
    Try counted_try(const std::string& account, const std::string& from);
    SignedIn begin(SQLite::Database& access, const Account& account, const std::string& from,
                   const std::string& how);
    void in_transaction(const std::function<void(SQLite::Database&)>& work) const;
    // What is as well left out when the file is held, or full: nobody waits for it.
    void if_it_can_be(const std::function<void(SQLite::Database&)>& work) const;
    void in_snapshot(const std::function<void(SQLite::Database&)>& work) const;

    std::filesystem::path file_;
    PeopleRules rules_;
    runtime::Clock& clock_;
    mutable std::mutex guard_;
    Pace pace_;
    Pace pace_of_known_; // hosts from which somebody signed in, when all turns are taken
    EntryPace entries_;
    EntryPace entries_of_known_; // of accounts
    Pace by_proxy_;              // likewise
    std::map<std::string, std::uint64_t> refusals_;
};

} // namespace congto::access
