// A file of who may do what, an authority, and an enrolment at a time that stands still.
#pragma once

#include "collector/access/access_file.h"
#include "collector/access/audit.h"
#include "collector/access/enrolment.h"
#include "collector/access/token.h"
#include "proto/identity/private_key.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/Database.h>

#include <memory>
#include <string>
#include <vector>

namespace congto::test {

class Enrolling {
public:
    explicit Enrolling(access::EnrolmentRules rules = {})
    {
        access::create(file());
        access::Authority::create(dir.path() / "authority.pem", dir.path() / "authority.key",
                                  clock.now());
        enrolment = std::make_unique<access::Enrolment>(
            file(), std::make_shared<const access::Authority>(authority()), rules, clock);
    }

    std::filesystem::path file() const { return dir.path() / "access.db"; }
    access::Authority authority() const
    {
        return access::Authority::load(dir.path() / "authority.pem", dir.path() / "authority.key");
    }
    std::unique_ptr<SQLite::Database> book() const { return access::open_for_writing(file()); }

    std::string token(const std::string& unit = "H44", const std::string& agent = "main") const
    {
        return access::make_token(*book(), {unit, agent, std::chrono::hours(1)}, "operator test",
                                  clock.now());
    }

    access::Enrolment::Outcome enroll(const std::string& token, const identity::PrivateKey& key,
                                      const std::string& unit = {}) const
    {
        return enrolment->enroll({token, key.signing_request(), unit, "10.0.0.1"});
    }

    access::Enrolment::Outcome renew(const access::Issued& issued, const identity::PrivateKey& by,
                                     const identity::PrivateKey& next) const
    {
        const std::string request = next.signing_request();
        return enrolment->renew(
            {issued.der, request, by.sign(access::renewal_text(request)), "10.0.0.1"});
    }

    // A backup from before anybody enrolled came back.
    void lose_records() const
    {
        book()->exec("DELETE FROM certificate");
        book()->exec("DELETE FROM ended_agent");
    }

    // Newest first.
    std::vector<access::Act> acts() const;

    TempDir dir;
    mutable ManualClock clock;
    std::unique_ptr<access::Enrolment> enrolment;
};

} // namespace congto::test
