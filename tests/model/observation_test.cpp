#include "proto/model/observation.h"

#include <catch2/catch.hpp>

#include <type_traits>

using namespace congto::model;
using namespace std::chrono_literals;

static_assert(std::is_trivially_copyable_v<DossierState>);

namespace {

Moment noon(const char* day)
{
    return start_of(*parse_day(day)) + 12h;
}

DossierState with_all_times(Status status)
{
    DossierState state;
    state.status = status;
    state.times = {noon("2026-02-01"), noon("2026-02-02"), noon("2026-02-03"),
                   noon("2026-02-04"), noon("2026-02-05"), noon("2026-02-06")};
    return state;
}

} // namespace

TEST_CASE("a dossier counts as received on the day it was received, never another")
{
    DossierState state = with_all_times(Status::received);
    CHECK(received_day(state) == parse_day("2026-02-02"));
    state.times.received.reset();
    CHECK_FALSE(received_day(state));
}

TEST_CASE("a settled dossier counts on the day it was resolved")
{
    CHECK(settled_day(with_all_times(Status::resolved)) == parse_day("2026-02-04"));
    CHECK(settled_day(with_all_times(Status::returned)) == parse_day("2026-02-04"));
    CHECK(settled_day(with_all_times(Status::withdrawn)) == parse_day("2026-02-04"));
}

TEST_CASE("without a resolved time, returned and withdrawn dossiers count on their own")
{
    const auto settled = [](Status status) {
        DossierState state = with_all_times(status);
        state.times.resolved.reset();
        return settled_day(state);
    };
    CHECK(settled(Status::returned) == parse_day("2026-02-05"));
    CHECK(settled(Status::withdrawn) == parse_day("2026-02-06"));
    CHECK_FALSE(settled(Status::resolved));
}

TEST_CASE("a dossier that is not settled has no day settled, whatever times it has")
{
    for (const Status status :
         {Status::registered, Status::received, Status::refused, Status::processing,
          Status::supplement_asked, Status::payment_asked, Status::stopped}) {
        CHECK_FALSE(settled_at(with_all_times(status)));
        CHECK_FALSE(settled_day(with_all_times(status)));
    }
}
