// Fingerprints that come when their month was erased already: a back-fill of years before.
#include "tests/store/a_dossier.h"
#include "tests/store/erased.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;
using Lines = std::vector<std::string>;

namespace {

struct Late {
    std::int64_t in_ledger()
    {
        SQLite::Database database(filled.state().store_file().string());
        return database.execAndGet("SELECT count(*) FROM ledger_fingerprint").getInt64();
    }
    void erase(std::string_view through) { decide(filled, erasing(through, ++decided)); }

    FilledStore filled;
    TestSpool spool{filled, "H44", {"one"}};
    std::int64_t decided = 0;
};

} // namespace

TEST_CASE("of a dossier never shown before it is kept until the next erasure, and counted")
{
    Late late;
    late.erase("2026-01");
    const auto receipt = late.spool.observe({a_dossier("H44.14-260115-1").by(1).for_applicant(1),
                                             a_dossier("H44.14-260203-1").by(2).for_applicant(2)});
    CHECK(receipt.applied == 2);
    CHECK(fingerprinted(late.filled, "2026-01") == 1);
    CHECK(fingerprinted(late.filled, "2026-02") == 1);
    CHECK(late.in_ledger() == 2);
    late.erase("2026-01");
    CHECK(frozen(late.filled, "2026-01").size() == 1);
    CHECK(fingerprinted(late.filled, "2026-01") == 0);
    CHECK(fingerprinted(late.filled, "2026-02") == 1);
    CHECK(late.in_ledger() == 1);
}

TEST_CASE("what is alike is added to what was frozen before")
{
    Late late;
    const auto like = [](const std::string& code) {
        return a_dossier("H44.14-260115-" + code).by(1).for_applicant(1);
    };
    late.spool.observe({like("1"), like("2")});
    late.erase("2026-01");
    late.spool.observe({like("3")});
    late.erase("2026-01");
    CHECK(frozen(late.filled, "2026-01") ==
          Lines{"H44.14 1.000894 1 1 1", "H44.14 1.000894 1 2 2"});
    late.spool.observe({like("4")});
    late.erase("2026-01");
    CHECK(frozen(late.filled, "2026-01") ==
          Lines{"H44.14 1.000894 1 1 2", "H44.14 1.000894 1 2 2"});
}

TEST_CASE("of a dossier that was shown before the erasure it is not kept: it would count twice")
{
    Late late;
    late.spool.observe({a_dossier("H44.14-260115-1").by(1).for_applicant(1)});
    late.erase("2026-01");
    const auto receipt = late.spool.observe(
        {a_dossier("H44.14-260115-1").by(1).for_applicant(1).returned("2026-01-20")});
    CHECK(receipt.applied == 2);
    CHECK(fingerprinted(late.filled, "2026-01") == 0);
    CHECK(late.in_ledger() == 0);
}

TEST_CASE("what is kept follows what the source tells until it is erased")
{
    Late late;
    late.erase("2026-01");
    late.spool.observe({a_dossier("H44.14-260115-1").by(1).for_applicant(1)});
    late.spool.observe(
        {a_dossier("H44.14-260115-1").by(2).for_applicant(2).submitted("2026-01-14")});
    CHECK(fingerprinted(late.filled, "2026-01") == 1);
    CHECK(late.in_ledger() == 2);
    const store::Reader reader = late.filled.reader();
    reader.cells()->fingerprinted(late.filled.unit("H44"), month("2026-01"),
                                  [](const store::FingerprintedDossier& one) {
                                      CHECK(one.fingerprints.submitter.back() == 2);
                                  });
}
