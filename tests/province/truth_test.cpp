// The simulator's truth against the source itself.
#include "tests/province/stage.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

#include <future>

using namespace congto;
using namespace congto::province;

namespace {

constexpr auto kSqlite = Engine::sqlite3;

std::string dump(Province& province)
{
    const bool opencps = province.state().identity().shape == ShapeName::opencps;
    std::string text;
    for (const std::string table : {opencps ? "opencps_dossier" : "dossier",
                                    opencps ? "opencps_paymentfile" : "payment_request"})
        for (const auto& row : test::query_sql("sqlite3", province.connection(),
                                               "select * from " + table + " order by 1"))
            for (const auto& value : row)
                text += value.value_or("(null)") + '|';
    return text;
}

} // namespace

TEST_CASE("the truth of a back-filled and living OpenCPS equals a recount in SQL")
{
    Province province(ShapeName::opencps, kSqlite, "");
    province.fill_months(8'000);
    check_truth(province);
    LiveOptions options = at_full_speed();
    options.late_share = 0.2;
    options.late_by = std::chrono::milliseconds(200);
    province.live_for(3'000, options);
    check_truth(province);
}

TEST_CASE("the truth of a back-filled and living wide system equals a recount in SQL")
{
    Province province(ShapeName::wide, kSqlite, "");
    province.fill_months(8'000);
    check_truth(province);
    LiveOptions options = at_full_speed();
    options.late_share = 0.2;
    options.late_by = std::chrono::milliseconds(200);
    options.hard_deletes = 0.5;
    const auto happened = province.live_for(3'000, options);
    CHECK(happened.at("hard deleted") > 0);
    check_truth(province);
}

TEST_CASE("the same seed back-fills the same bytes, another seed others")
{
    const auto shape = GENERATE(ShapeName::opencps, ShapeName::wide);
    Province one(shape, kSqlite, "", 3), same(shape, kSqlite, "", 3), other(shape, kSqlite, "", 4);
    one.fill_months(500);
    same.fill_months(500);
    other.fill_months(500);
    CHECK(dump(one) == dump(same));
    CHECK(dump(one) != dump(other));
}

TEST_CASE("a second fill adds dossiers and takes no code twice")
{
    Province province(ShapeName::wide, kSqlite, "");
    province.fill_months(300);
    province.fill_months(300);
    const auto twice = "select count(*) from (select code from dossier where code <> '' "
                       "group by code having count(*) > 1)";
    CHECK(test::count_sql("sqlite3", province.connection(), twice) == 0);
    check_truth(province);
}

TEST_CASE("a fill and a life at the same time take no number and no code twice")
{
    Province province(ShapeName::wide, kSqlite, "");
    province.fill_months(1'000);
    auto living = std::async(std::launch::async, [&] {
        auto state = province.state_again();
        return province.live_for(800, at_full_speed(), state);
    });
    province.fill_months(3'000);
    living.get();
    const auto twice = "select count(*) from (select code from dossier where code <> '' "
                       "group by code having count(*) > 1)";
    CHECK(test::count_sql("sqlite3", province.connection(), twice) == 0);
    check_truth(province);
}

TEST_CASE("everything that can happen to a dossier happens")
{
    Province province(ShapeName::opencps, kSqlite, "");
    province.fill_months(4'000);
    const auto happened = province.live_for(4'000);
    for (const auto* name :
         {"submitted", "received", "refused", "withdrawn", "paid", "payment asked",
          "supplement asked", "supplemented", "extended", "resolved", "stopped", "returned",
          "corrected", "code corrected", "deleted", "restored", "mended", "moved", "late"}) {
        INFO(name);
        CHECK(happened.count(name) == 1);
    }
    CHECK(happened.at("changes") == 4'000);
}

TEST_CASE("several dossiers share one modification time, in the past and live")
{
    Province province(ShapeName::wide, kSqlite, "");
    province.fill_months(2'000);
    const auto largest =
        "select max(n) from (select count(*) as n from dossier group by last_modified)";
    CHECK(test::count_sql("sqlite3", province.connection(), largest) >= 20);
    const auto before =
        "select count(*) from (select last_modified from dossier where last_modified >= "
        "'2026-11-01' group by last_modified having count(*) > 1)";
    CHECK(test::count_sql("sqlite3", province.connection(), before) == 0);
    LiveOptions options = at_full_speed();
    options.tie_share = 0.5;
    province.live_for(500, options);
    CHECK(test::count_sql("sqlite3", province.connection(), before) > 10);
}

TEST_CASE("rows that are no dossiers, flawed rows and undated ones are there in known numbers")
{
    Province province(ShapeName::opencps, kSqlite, "");
    province.fill_months(20'000);
    const auto totals = truth_of(province.state(), {}, kToday).totals;
    for (const auto* kind :
         {"portal_copy", "child", "container", "draft", "unclaimed", "deleted"}) {
        INFO(kind);
        CHECK(totals.left_out.count(kind) == 1);
    }
    for (const auto* field : {"code", "received", "status"}) {
        INFO(field);
        CHECK(totals.quarantined.count(field) == 1);
    }
    CHECK(totals.unknown_channel > 0);
    CHECK(totals.unknown_level > 0);
    CHECK(totals.undated[0] > 0);
    CHECK(totals.undated[1] > 0);
}

TEST_CASE("a province looks like the provinces that were observed")
{
    Province province(ShapeName::opencps, kSqlite, "", 11);
    province.fill_months(30'000);
    const auto truth =
        truth_of(province.state(),
                 {{"all", Month{2026, 1}.first_day(), Month{2026, 10}.last_day()}}, kToday);
    const auto& place = truth.periods[0];
    const auto& received = place.total[0];
    const auto rate = [](const Share& share) {
        return static_cast<double>(share.numerator) / static_cast<double>(share.denominator);
    };
    const auto all = static_cast<double>(received.dossiers);
    CHECK(rate(received.end_to_end) > 0.17);
    CHECK(rate(received.end_to_end) < 0.25);
    CHECK(rate(received.reported) > 0.30);
    CHECK(static_cast<double>(received.paid_online.denominator) / all > 0.50);
    CHECK(static_cast<double>(received.paid_online.denominator) / all < 0.62);
    CHECK(rate(received.paid_online) > 0.80);
    CHECK(rate(received.paid_online) < 0.89);
    std::int64_t largest = 0;
    for (const auto& [code, tally] : place.procedures[0])
        largest = std::max(largest, tally.dossiers);
    CHECK(static_cast<double>(largest) / all > 0.26);
    CHECK(static_cast<double>(largest) / all < 0.31);
    CHECK(rate(place.total[1].on_time) > 0.78);
    CHECK(rate(place.total[1].on_time) < 0.91);
}

TEST_CASE("an open dossier is on time until its due day is over, an ended one for ever")
{
    const Period march{"2026-03", Month{2026, 3}.first_day(), Month{2026, 3}.last_day()};
    const auto noon = [](DayNumber day) { return day * kDay + kDay / 2; };
    Dossier d;
    d.status = Status::processing;
    d.received = noon(march.from - 10);
    d.due = noon(march.to + 5);
    const auto as_of = [&](DayNumber today) { return timing_of(d, Basis::received, march, today); };
    CHECK(as_of(march.to + 5) == Timing::on_time);
    CHECK(as_of(march.to + 6) == Timing::not_on_time);
    d.status = Status::resolved;
    d.resolved = d.due;
    CHECK(as_of(march.to + 90) == Timing::on_time);
    CHECK(timing_of(d, Basis::settled, march, march.to) == Timing::no_part_of_it);
    ++*d.resolved;
    CHECK(as_of(march.to + 90) == Timing::not_on_time);
    d.extended = d.resolved;
    CHECK(as_of(march.to + 90) == Timing::on_time);
}

TEST_CASE("the stock of a period is what came in by its end and had not ended before it")
{
    const Period march{"2026-03", Month{2026, 3}.first_day(), Month{2026, 3}.last_day()};
    Dossier d;
    d.status = Status::returned;
    const auto part = [&](DayNumber received, std::optional<DayNumber> ended) {
        d.received = received * kDay;
        d.resolved = ended ? std::optional(*ended * kDay) : std::nullopt;
        return timing_of(d, Basis::received, march, march.to) != Timing::no_part_of_it;
    };
    CHECK(part(march.from - 9, march.from));
    CHECK_FALSE(part(march.from - 9, march.from - 1));
    CHECK(part(march.to, march.to + 30));
    CHECK_FALSE(part(march.to + 1, march.to + 30));
    CHECK(part(march.from, std::nullopt));
    CHECK_FALSE(part(march.from - 1, std::nullopt)); // it may have ended before
    d.status = Status::withdrawn;
    d.withdrawn = (march.from - 3) * kDay;
    CHECK_FALSE(part(march.from - 9, std::nullopt));
    d.received.reset(); // withdrawn before anybody received it
    CHECK(timing_of(d, Basis::received, march, march.to) == Timing::no_part_of_it);
}

TEST_CASE("truth by body and by procedure adds up to the whole")
{
    Province province(ShapeName::wide, kSqlite, "");
    province.fill_months(3'000);
    const auto truth = truth_of(province.state(), all_months(province.state()), kToday);
    for (const auto& month : truth.periods)
        for (std::size_t basis = 0; basis != 2; ++basis) {
            std::int64_t bodies = 0, procedures = 0;
            for (const auto& [code, tally] : month.bodies[basis])
                bodies += tally.end_to_end.numerator;
            for (const auto& [code, tally] : month.procedures[basis])
                procedures += tally.end_to_end.numerator;
            CHECK(bodies == month.total[basis].end_to_end.numerator);
            CHECK(procedures == month.total[basis].end_to_end.numerator);
        }
}
