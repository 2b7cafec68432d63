// A batch the collector will never take.
#include "config/runtime/failure.h"
#include "tests/spool/fixture.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

using namespace congto;
using model::Status;
using test::ARow;
using test::SpoolBench;

TEST_CASE("what is set aside is kept beside the spool, and read and sent again")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A"), ARow("2").shows("B")});
    bench.settle();
    const std::vector<ARow> rows{ARow("1").shows("A", Status::returned), ARow("2").shows("B"),
                                 ARow("3").shows("C")};
    bench.take(rows);
    bench.take({ARow("4").shows("D+1")});
    const auto refused = bench.spool->batch_after(2)->body;
    bench.spool->note_refusal("collector refuses: malformed: the test says so");
    const auto before = bench.spool->stand(1).stand;

    const auto done = bench.spool->set_aside();
    CHECK(done.first_sequence == 3);
    CHECK(done.last_sequence == 4);
    CHECK(test::read_file(done.file) == refused);
    CHECK_FALSE(bench.spool->batch_after(2));
    CHECK(bench.spool->stand(1).stand != before);
    CHECK(bench.day().asked);
    CHECK(bench.day({test::kDay.number + 1}).asked);
    CHECK(bench.spool->audit().empty());
    CHECK_THROWS_AS(bench.spool->set_aside(), runtime::BadSettings);

    CHECK(bench.take(rows).changed == 2);
    CHECK(bench.take({ARow("4").shows("D+1")}).changed == 1);
    bench.settle();
    CHECK(bench.receiver.dossiers.size() == 4);
    CHECK(bench.receiver.dossiers.at({1, test::id_of("A")}) == Status::returned);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("what the collector does not refuse is not set aside")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    CHECK_THROWS_AS(bench.spool->set_aside(), runtime::BadSettings);
    CHECK(bench.dossiers_there() == 1);
}
