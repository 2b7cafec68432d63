#include "collector/access/access_file.h"
#include "collector/access/audit.h"
#include "collector/access/key_file.h"
#include "collector/access/succession.h"
#include "collector/commands/authority_parts.h"
#include "collector/commands/deciding.h"
#include "collector/commands/settings.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/new_file.h"
#include "config/runtime/own_folder.h"
#include "proto/identity/agent_name.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/SQLiteCpp.h>

#include <iostream>
#include <optional>

namespace congto::collector {
namespace {

constexpr const char* kRenewHelp =
    R"(Makes the next authority, with a key of its own. It signs from now on; the one before is taken beside
it until `authority drop`. A running collector takes it up within half a minute. Agents learn of it with
their next certificate; those that know only the one before go on believing the collector, whose
certificate is then sent with one in which the one before vouches for the new one.

The old key is gone afterwards: copy the folder authority to its safe place again.)";

constexpr const char* kRequestHelp =
    R"(Lets an authority from elsewhere, such as the ministry's, vouch for this one:

  congto-collector authority request --out congto.csr
      a key that stays here, and a signing request of it; the same one each time
  congto-collector authority take congto.pem
      the certificate that was made for it; it signs from now on, as after `authority renew`

Whoever signs the request must let it be an authority (CA:TRUE, keyCertSign), leave its name as it is and
give it a subject key identifier. With OpenSSL: -extfile with
  basicConstraints=critical,CA:TRUE,pathlen:0
  keyUsage=critical,keyCertSign,cRLSign
  subjectKeyIdentifier=hash
  authorityKeyIdentifier=keyid:always)";

constexpr const char* kTakeHelp =
    R"(FILE (PEM) holds the certificate that was made for `authority request`, then those above it, to the
root. It is checked before anything is changed. Agents believe that certificate, and not what stands above
it: whatever else the authority above signs says nothing here.)";

constexpr const char* kDropHelp =
    R"(Takes the authority before out of the file: what it signed is taken no more, and streams with it end.
Refused while somebody has nothing else: agents that have not renewed since, or were not seen with the
new certificate yet, also those that are away and may still renew, and programs of the ministry. Wait for them, sign them anew, or revoke them; or --force:
then these agents must enrol anew.)";

constexpr std::size_t kMostNamed = 20;
constexpr const char* kTryAgain = "nothing was changed; try again";

struct Options {
    std::shared_ptr<Whereabouts> where;
    std::filesystem::path file;
    bool force = false;
};

std::string time_of(runtime::Instant instant)
{
    return model::text_of(std::chrono::floor<std::chrono::seconds>(instant));
}

// One who changes it at a time, with its entry in the trail, made before the folder is changed.
// Nobody reads meanwhile: who reads can keep a commit from being done.
class Change {
public:
    explicit Change(const Whereabouts& where)
        : settings(where.settings()),
          folder(store::StateDirectory{settings.state}.authority_folder()),
          access(access::open_for_writing(store::StateDirectory{settings.state}.access_file()))
    {
        if (!settings.identification.has_own_authority()) {
            throw runtime::BadSettings("the authority is the one of [tls] ca_file: change the "
                                       "files; a running collector takes them up by itself");
        }
        runtime::require_own_folder(where.state().authority_file(), "congto-collector authority");
        tried("nothing was changed; wait until nobody reads or writes it, and try again",
              [&] { transaction_.emplace(*access, SQLite::TransactionBehavior::EXCLUSIVE); });
    }

    template <typename Work>
    void tried(const char* otherwise, Work work)
    {
        try {
            work();
        } catch (const SQLite::Exception& failure) {
            throw runtime::Unavailable(access->getFilename() + ": cannot be written now (" +
                                       failure.what() + "); " + otherwise);
        }
    }
    // What will be done.
    void enter(const std::string& act, const std::string& object, const std::string& detail)
    {
        tried(kTryAgain, [&] {
            access::enter(*access, {now, "operator " + who_decides(), act, object, detail});
        });
    }
    void done()
    {
        tried("the authority was changed, and the audit trail does not have it; note it elsewhere",
              [&] { transaction_->commit(); });
    }

    const Settings settings;
    const access::AuthorityFolder folder;
    const std::unique_ptr<SQLite::Database> access;
    const runtime::Instant now = runtime::SystemClock().now();

private:
    std::optional<SQLite::Transaction> transaction_;
};

int tell_who_signs(const access::Authority& authority)
{
    const identity::Certificate& signs = authority.certificate();
    std::cout << "signs now: " << signs.fingerprint() << ", until "
              << model::text_of(signs.not_after()) << "\n"
              << "still taken: " << authority.all().back().fingerprint()
              << "; congto-collector authority drop ends that, once agents have renewed\n"
              << "copy the folder authority to its safe place again\n";
    return 0;
}

int renew(const Options& options)
{
    Change change(*options.where);
    const std::string before = change.folder.load().certificate().fingerprint();
    change.folder.renew(change.now, [&](const identity::Certificate& next) {
        change.enter("authority renew", next.fingerprint(), "after " + before);
    });
    change.done();
    return tell_who_signs(change.folder.load());
}

int request(const Options& options)
{
    runtime::NewFile file(options.file, runtime::NewFile::Place::may_be_taken);
    Change change(*options.where);
    change.enter("authority request", options.file.filename().string(), {});
    const std::string made = change.folder.request();
    change.done(); // a stick may be slow, and nobody is to wait for it
    file.write(made);
    file.finish();
    std::cout << "made " << options.file.string()
              << "; when it is signed: congto-collector authority take FILE\n";
    return 0;
}

int take(const Options& options)
{
    Change change(*options.where);
    const std::string before = change.folder.load().certificate().fingerprint();
    change.folder.take(access::read_certificates(options.file),
                       change.settings.identification.hosts, change.now,
                       [&](const identity::Certificate& next) {
                           change.enter("authority take", next.fingerprint(), "after " + before);
                       });
    change.done();
    return tell_who_signs(change.folder.load());
}

void require_nobody_left(const std::vector<access::Issued>& left, runtime::Instant now)
{
    if (left.empty()) {
        return;
    }
    std::vector<std::string> faults{
        std::to_string(left.size()) + (left.size() == 1 ? " has" : " have") +
        " nothing of the authority that signs now; wait until they renewed, revoke them, or "
        "--force:"};
    for (const access::Issued& one : left) {
        if (faults.size() > kMostNamed) {
            faults.emplace_back("…");
            break;
        }
        faults.push_back("  " + identity::text_of({one.unit, one.agent}) +
                         (one.over_at > now ? ", good until " : ", over since ") +
                         time_of(one.over_at));
    }
    throw runtime::BadSettings(std::move(faults));
}

int drop(const Options& options)
{
    Change change(*options.where);
    const access::Authority authority = change.folder.load();
    if (authority.all().size() == 1) {
        throw runtime::BadSettings("no other authority is taken than the one that signs");
    }
    const auto left = access::left_behind(*change.access, authority, change.now,
                                          change.settings.identification.rules.renewable);
    if (!options.force) {
        require_nobody_left(left, change.now);
    }
    int revoked = 0;
    change.tried(kTryAgain, [&] {
        revoked = access::revoke_signed_by_others(*change.access, authority, change.now);
    });
    change.enter("authority drop", authority.all().back().fingerprint(),
                 std::to_string(revoked) + " certificates are taken no more; " +
                     std::to_string(left.size()) + " had no other");
    change.folder.drop_others();
    change.done();
    std::cout << "dropped: " << authority.all().back().fingerprint() << "; " << revoked
              << (revoked == 1 ? " certificate is" : " certificates are") << " taken no more\n"
              << "copy the folder authority to its safe place again\n";
    return 0;
}

std::shared_ptr<Options> add_change(CLI::App& command, const char* help, Chosen& chosen,
                                    int (*change)(const Options&))
{
    command.footer(help);
    auto options = std::make_shared<Options>();
    options->where = add_whereabouts(command);
    command.callback(
        [&chosen, options, change] { chosen = [options, change] { return change(*options); }; });
    return options;
}

} // namespace

void add_authority_changes(CLI::App& authority, Chosen& chosen)
{
    auto* renewing = authority.add_subcommand("renew", "Let a new authority sign from now on");
    add_change(*renewing, kRenewHelp, chosen, renew);
    auto* requesting = authority.add_subcommand("request", "Ask another authority to vouch");
    auto asked = add_change(*requesting, kRequestHelp, chosen, request);
    requesting->add_option("--out", asked->file, "Where the signing request is written (PEM)")
        ->required()
        ->type_name("FILE");
    auto* taking = authority.add_subcommand("take", "Let a requested authority sign from now on");
    auto taken = add_change(*taking, kTakeHelp, chosen, take);
    taking->add_option("file", taken->file, "The certificate, and those above it (PEM)")
        ->required()
        ->type_name("FILE");
    auto* dropping = authority.add_subcommand("drop", "Take the authority before no more");
    auto dropped = add_change(*dropping, kDropHelp, chosen, drop);
    dropping->add_flag("--force", dropped->force, "Also when agents must then enrol anew");
}

} // namespace congto::collector
