// What a running collector sees of access.db when it cannot do everything with it.
#include "collector/commands/identifying.h"

#include "collector/access/access_file.h"
#include "collector/access/renewals.h"
#include "proto/identity/private_key.h"
#include "tests/runtime/standard_error.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::collector;

namespace {

struct Running {
    Running()
    {
        settings.state = dir.path();
        settings.identification.hosts = {"localhost"};
        const store::StateDirectory state{settings.state};
        access::create(state.access_file());
        std::filesystem::create_directory(state.authority_folder());
        access::Authority::create(state.authority_file(), state.authority_key_file(), clock.now());
        identifying = std::make_unique<Identifying>(settings, clock);
        identifying->look();
    }

    std::unique_ptr<SQLite::Database> book() const
    {
        return access::open_for_writing(store::StateDirectory{settings.state}.access_file());
    }
    // To H44/main.
    void give(const std::string& serial) const
    {
        access::Issued one;
        one.serial = serial;
        one.unit = "H44";
        one.agent = "main";
        one.public_key = "key";
        one.issued_at = one.over_at = clock.now();
        access::note(*book(), one);
    }
    intake::Certified shown(const std::string& serial) const
    {
        return {"H44", "main", serial, std::chrono::floor<std::chrono::seconds>(clock.now()), {}};
    }

    test::TempDir dir;
    mutable test::ManualClock clock;
    Settings settings;
    std::unique_ptr<Identifying> identifying;
};

} // namespace

TEST_CASE("a revocation is seen also when nothing can be written, which is said once")
{
    Running here;
    here.give("a1");
    here.give("b2");
    access::note_renewal(*here.book(), *access::issued_with_serial(*here.book(), "b2"), "a1");
    // As a full disk, or a file of another user.
    here.book()->exec("CREATE TRIGGER full BEFORE UPDATE ON renewal BEGIN SELECT RAISE(ABORT, "
                      "'disk full'); END");
    here.identifying->certificate_use()(here.shown("b2"));
    const auto admission = here.identifying->admission();
    REQUIRE_FALSE(admission(here.shown("b2")));
    const std::string said = runtime::test::standard_error_of([&] {
        here.identifying->look();
        here.identifying->look();
    });
    const auto first = said.find("disk full");
    CHECK(first != std::string::npos);
    CHECK(said.find("disk full", first + 1) == std::string::npos);

    here.book()->exec("UPDATE certificate SET revoked = 1 WHERE serial = 'b2'");
    CHECK(here.identifying->look());
    CHECK(admission(here.shown("b2")));

    here.book()->exec("DROP TRIGGER full");
    CHECK(runtime::test::standard_error_of([&] { here.identifying->look(); }).find("mended") !=
          std::string::npos);
    CHECK(access::followed_at(*here.book(), "a1"));
}
