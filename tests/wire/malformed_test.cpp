// Faults that refuse a batch whole.
#include "proto/wire/malformed_batch.h"
#include "tests/wire/samples.h"

#include "congto/v1/batch.pb.h"
#include <catch2/catch.hpp>

#include <functional>

using namespace congto;
using namespace congto::wire;
using namespace congto::wire::test;
using Catch::Matchers::Contains;

namespace {

using Message = congto::v1::BatchBody;

std::string with(const std::function<void(Message&)>& change)
{
    Message message;
    REQUIRE(message.ParseFromString(encode(a_body())));
    change(message);
    return message.SerializeAsString();
}

} // namespace

TEST_CASE("bytes that are no message are refused")
{
    const std::string good = encode(a_body());
    CHECK_THROWS_WITH(decode("not a batch"), Contains("not a BatchBody"));
    CHECK_THROWS_WITH(decode(good.substr(0, good.size() - 1)), Contains("not a BatchBody"));
    CHECK_THROWS_WITH(decode(std::string(100, '\xFF')), Contains("not a BatchBody"));
}

TEST_CASE("a batch cut anywhere is refused or smaller, never read beyond its end")
{
    const std::string good = encode(a_body());
    const std::size_t whole = decode(good).size();
    for (std::size_t size = 0; size < good.size(); ++size) {
        try {
            const std::size_t entries = decode(good.substr(0, size)).size();
            REQUIRE(entries < whole);
        } catch (const MalformedBatch&) {
            SUCCEED();
        }
    }
}

TEST_CASE("no entries and no source are refused")
{
    CHECK_THROWS_WITH(decode(""), Contains("source 0"));
    CHECK_THROWS_WITH(decode(with([](Message& m) {
                          m.clear_withdrawals();
                          m.clear_observations();
                          m.clear_claims();
                          m.clear_removals();
                          m.clear_lists();
                      })),
                      Contains("no entries"));
    CHECK_THROWS_WITH(decode(with([](Message& m) { m.set_source(0); })), Contains("source 0"));
    CHECK_THROWS_WITH(decode(with([](Message& m) { m.set_source(65536); })),
                      Contains("source 65536"));
}

TEST_CASE("another digest edition is told apart from a batch that is broken")
{
    const std::string bytes = with([](Message& m) { m.set_digest_edition(2); });
    CHECK_THROWS_WITH(decode(bytes), Contains("digest edition 2"));
    CHECK_THROWS_AS(decode(bytes), OtherDigestEdition);
    try {
        decode(with([](Message& m) { m.set_source(0); }));
        FAIL("source 0 was taken");
    } catch (const OtherDigestEdition&) {
        FAIL("source 0 was taken for another edition");
    } catch (const MalformedBatch&) {
        SUCCEED();
    }
}

TEST_CASE("too many entries are refused")
{
    const std::string bytes = with([](Message& m) {
        m.mutable_withdrawals()->set_ids(std::string(16 * (kMaxEntries - 3), 'x'));
    });
    CHECK_THROWS_WITH(decode(bytes), Contains("100005 entries"));
}

TEST_CASE("ids that are no multiple of 16 bytes are refused")
{
    CHECK_THROWS_WITH(
        decode(with([](Message& m) { m.mutable_withdrawals()->mutable_ids()->pop_back(); })),
        Contains("withdrawals.ids has 31 bytes"));
    CHECK_THROWS_WITH(
        decode(with([](Message& m) { m.mutable_observations()->mutable_ids()->push_back('x'); })),
        Contains("observations.ids has 49 bytes"));
}

TEST_CASE("every column has as many entries as there are ids")
{
    using Columns = congto::v1::Observations;
    const std::vector<std::pair<std::string, std::function<void(Columns&)>>> columns{
        {"changed_at", [](Columns& c) { c.add_changed_at(0); }},
        {"body", [](Columns& c) { c.add_body(0); }},
        {"procedure", [](Columns& c) { c.add_procedure(0); }},
        {"evidence", [](Columns& c) { c.add_evidence(0); }},
        {"level", [](Columns& c) { c.mutable_level()->push_back(1); }},
        {"channel", [](Columns& c) { c.mutable_channel()->push_back(1); }},
        {"fee", [](Columns& c) { c.mutable_fee()->push_back(1); }},
        {"result", [](Columns& c) { c.mutable_result()->pop_back(); }},
        {"status", [](Columns& c) { c.clear_status(); }},
        {"digitised", [](Columns& c) { c.clear_digitised(); }},
        {"submitted", [](Columns& c) { c.add_submitted(1); }},
        {"received", [](Columns& c) { c.mutable_received()->RemoveLast(); }},
        {"due", [](Columns& c) { c.clear_due(); }},
        {"resolved", [](Columns& c) { c.add_resolved(1); }},
        {"returned", [](Columns& c) { c.add_returned(1); }},
        {"withdrawn", [](Columns& c) { c.add_withdrawn(1); }},
    };
    for (const auto& [name, change] : columns) {
        const std::string bytes =
            with([&change = change](Message& m) { change(*m.mutable_observations()); });
        CHECK_THROWS_WITH(decode(bytes), Contains("observations." + name + " has"));
    }
}

TEST_CASE("columns without ids are refused")
{
    CHECK_THROWS_AS(decode(with([](Message& m) { m.mutable_observations()->clear_ids(); })),
                    MalformedBatch);
}

TEST_CASE("an index outside its dictionary is refused")
{
    CHECK_THROWS_WITH(decode(with([](Message& m) { m.mutable_observations()->set_body(0, 2); })),
                      Contains("observations.body holds index 2"));
    CHECK_THROWS_WITH(
        decode(with([](Message& m) { m.mutable_observations()->set_procedure(2, 0xFFFFFFFF); })),
        Contains("observations.procedure holds index 4294967295"));
    CHECK_THROWS_WITH(
        decode(with([](Message& m) { m.mutable_observations()->clear_evidence_words(); })),
        Contains("observations.evidence holds index 0"));
}

TEST_CASE("a dictionary longer than its columns is refused")
{
    CHECK_THROWS_WITH(decode(with([](Message& m) {
                          for (int i = 0; i < 2; ++i) {
                              m.mutable_observations()->add_body_codes("H56");
                          }
                      })),
                      Contains("dictionary of observations.body has 4 entries for 3"));
}

TEST_CASE("a claim for a day that no one could have meant is refused")
{
    for (const int day : {-25568, 84006, 2147483647, -2147483647 - 1}) {
        CHECK_THROWS_WITH(decode(with([day](Message& m) { m.mutable_claims(0)->set_day(day); })),
                          Contains("claim names day " + std::to_string(day)));
    }
    for (const int day : {-25567, 84005}) {
        CHECK_NOTHROW(decode(with([day](Message& m) { m.mutable_claims(0)->set_day(day); })));
    }
}

TEST_CASE("a claim of more than any day can have is refused")
{
    using Claim = congto::v1::DayClaim;
    for (const auto set : {&Claim::set_mapped, &Claim::set_quarantined, &Claim::set_left_out}) {
        const auto counting = [set](std::uint64_t count) {
            return with([=](Message& m) { (m.mutable_claims(0)->*set)(count); });
        };
        CHECK_NOTHROW(decode(counting(kMostOfADay)));
        for (const std::uint64_t count : {kMostOfADay + 1, std::uint64_t{1} << 63U}) {
            CHECK_THROWS_WITH(decode(counting(count)),
                              Contains("counts " + std::to_string(count) + " rows, at most"));
        }
    }
    BatchBody body = a_body();
    body.claims[0].quarantined = kMostOfADay + 1;
    CHECK_THROWS_AS(encode(body), MalformedBatch);
}

TEST_CASE("a removal of nothing, or of no known cause, is refused")
{
    CHECK_THROWS_WITH(decode(with([](Message& m) { m.mutable_removals(0)->clear_ids(); })),
                      Contains("a removal has no ids"));
    CHECK_THROWS_WITH(decode(with([](Message& m) { m.mutable_removals(0)->clear_cause(); })),
                      Contains("cause 0"));
    CHECK_THROWS_WITH(
        decode(with([](Message& m) { m.mutable_removals(1)->mutable_ids()->append("x"); })),
        Contains("removals.ids has 33 bytes"));
}

TEST_CASE("a list speaks only of ids of its day, in their order, between its ends")
{
    const auto wrong = Contains("ids that do not ascend or are not of what it speaks of");
    CHECK_THROWS_WITH(decode(with([](Message& m) {
                          m.mutable_lists(0)->clear_through();
                          m.mutable_lists(0)->set_day(20'000);
                      })),
                      wrong);
    CHECK_THROWS_WITH(decode(with([](Message& m) {
                          std::string& ids = *m.mutable_lists(0)->mutable_ids();
                          ids.append(ids.substr(16));
                      })),
                      wrong);
    CHECK_THROWS_WITH(decode(with([](Message& m) {
                          m.mutable_lists(1)->mutable_ids()->assign(m.lists(1).after());
                      })),
                      wrong);
    CHECK_THROWS_WITH(decode(with([](Message& m) {
                          m.mutable_lists(0)->mutable_through()->assign(m.lists(0).ids(), 0, 16);
                      })),
                      wrong);
    CHECK_THROWS_WITH(decode(with([](Message& m) { m.mutable_lists(0)->set_after("short"); })),
                      Contains("lists.after has 5 bytes"));
    CHECK_THROWS_WITH(decode(with([](Message& m) { m.mutable_lists(0)->set_day(999'999); })),
                      Contains("a list names day 999999, outside the years 1900 to 2199"));
}

TEST_CASE("a list's ends are of its day")
{
    using List = congto::v1::DayList;
    for (const auto end : {&List::mutable_after, &List::mutable_through}) {
        CHECK_THROWS_WITH(
            decode(with([end](Message& m) {
                List& list = *m.add_lists();
                list.set_day(m.lists(0).day());
                std::string id = m.lists(0).ids().substr(0, 16);
                ++id[3]; // the last byte of the day
                *(list.*end)() = id;
            })),
            Contains("is an id of day " + std::to_string(a_body().lists[0].day.number + 1)));
    }
}

TEST_CASE("more ids in removals and lists than a batch may have entries are refused")
{
    CHECK_THROWS_WITH(decode(with([](Message& m) {
                          m.mutable_removals(0)->mutable_ids()->resize(16 * kMaxEntries);
                      })),
                      Contains("at most 100000 are accepted"));
}
