#include "collector/access/columns.h"
#include "collector/access/succession.h"
#include "proto/identity/agent_name.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <set>
#include <utility>

namespace congto::access {

using identity::Certificate;

namespace {

// Signed, but nobody went on with them: the answer got lost, or could not be stored. Serials.
std::set<std::string> never_taken_up(SQLite::Database& access)
{
    std::set<std::string> serials;
    SQLite::Statement row(access, "SELECT serial FROM renewal WHERE taken_up IS NULL");
    while (row.executeStep()) {
        serials.insert(row.getColumn(0).getString());
    }
    return serials;
}

} // namespace

std::vector<Issued> left_behind(SQLite::Database& access, const Authority& authority,
                                runtime::Instant now, std::chrono::milliseconds renewable)
{
    const auto passed_over = never_taken_up(access);
    std::map<std::string, Issued> latest;
    for (Issued& one : issued_certificates(access)) { // by time
        if (!one.revoked && !passed_over.contains(one.serial)) {
            latest.insert_or_assign(identity::text_of({one.unit, one.agent}), std::move(one));
        }
    }
    std::vector<Issued> left;
    for (auto& [name, one] : latest) {
        const auto certificate = Certificate::from_der(one.der);
        const bool is_renewed = one.unit != identity::kMinistry;
        if (certificate && !certificate->is_signed_by(authority.certificate()) &&
            one.over_at + (is_renewed ? renewable : std::chrono::milliseconds(0)) > now) {
            left.push_back(std::move(one));
        }
    }
    return left;
}

int revoke_signed_by_others(SQLite::Database& access, const Authority& authority,
                            runtime::Instant now)
{
    int revoked = 0;
    SQLite::Statement update(access, "UPDATE certificate SET revoked = ? WHERE serial = ?");
    for (const Issued& one : issued_certificates(access)) {
        const auto certificate = Certificate::from_der(one.der);
        if (one.revoked || (certificate && certificate->is_signed_by(authority.certificate()))) {
            continue;
        }
        update.bind(1, number_of(now));
        update.bind(2, one.serial);
        revoked += update.exec();
        update.reset();
    }
    return revoked;
}

} // namespace congto::access
