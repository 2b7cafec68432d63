// A machine that was copied or rolled back, and its spool: one machine goes on by itself, two do
// not; run on every engine.
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"

#include <catch2/catch.hpp>

#include <chrono>

using namespace congto;
using namespace congto::test;
using store::GreetingRefused;
using store::Resume;
using store::Welcomed;
using Fault = store::GreetingRefused::Fault;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

// Where a machine was copied, and went on.
struct Copied {
    FilledStore filled;
    TestSpool original{filled, "H44", {"onestop"}, 1};
    store::SpoolGreeting copy; // of the spool, as it was before the last batch

    explicit Copied(const StoreEngine& engine) : filled(engine)
    {
        tell("H44.14-260105-0001");
        copy = original.greeting;
        tell("H44.14-260105-0002");
    }

    void tell(const std::string& code)
    {
        const store::Receipt receipt = original.observe({a_dossier(code)});
        original.greeting.assigned_sequence = receipt.through;
        original.greeting.assigned_chain = receipt.chain;
        original.greeting.receipted_sequence = receipt.through;
        original.greeting.receipted_chain = receipt.chain;
        original.greeting.incarnation = filled.store().incarnation();
    }

    store::GreetingAnswer greet(const store::SpoolGreeting& greeting, seconds later = {})
    {
        store::Group group;
        group.greetings.push_back(greeting);
        return filled.store().apply(group, test_now() + later).greetings.at(0);
    }

    // The copy's program, started with this nonce: told to, it begins a spool of its own.
    store::SpoolGreeting goes_on(std::uint8_t nonce)
    {
        copy.boot_nonce.fill(nonce);
        CHECK(std::get<Welcomed>(greet(copy)).resume == Resume::abandon);
        const store::SpoolGreeting begun = begun_by(nonce);
        CHECK(std::get<Welcomed>(greet(begun)).resume == Resume::from_durable);
        return begun;
    }

    store::SpoolGreeting begun_by(std::uint8_t nonce) const
    {
        store::SpoolGreeting begun;
        begun.unit = copy.unit;
        begun.spool_id.fill(static_cast<std::uint8_t>(0xA0 + nonce));
        begun.boot_nonce.fill(nonce);
        begun.key_id = copy.key_id;
        begun.sources = copy.sources;
        return begun;
    }

    std::optional<Fault> refused(const store::SpoolGreeting& greeting, seconds later = {})
    {
        const auto answer = greet(greeting, later);
        const auto* refusal = std::get_if<GreetingRefused>(&answer);
        return refusal == nullptr ? std::nullopt : std::optional(refusal->fault);
    }

    // The original comes back, and again.
    GreetingRefused comes_back()
    {
        CHECK(refused(original.greeting) == Fault::source_taken_by_copy);
        return std::get<GreetingRefused>(greet(original.greeting, seconds(20)));
    }

    void release(std::string_view spool)
    {
        for (const store::RefusedSpool& one : filled.reader().refused_spools()) {
            if (one.spool == spool) {
                store::Group group;
                group.decisions.push_back(
                    {++decisions, store::Decision::Verdict::release, {one.unit, one.number}, {}});
                filled.store().apply(group, test_now());
                return;
            }
        }
        FAIL("spool " << spool << " is not refused");
    }

    std::int64_t decisions = 0;
};

} // namespace

TEST_CASE("a machine restored from a snapshot goes on by itself, and so when restored again")
{
    Copied machine(GENERATE(from_range(store_engines())));
    const auto first = machine.goes_on(2);
    CHECK(std::holds_alternative<Welcomed>(machine.greet(first)));
    CHECK(std::get<Welcomed>(machine.greet(machine.copy)).resume == Resume::abandon); // lost, asked
    const auto second = machine.goes_on(3);
    CHECK(std::holds_alternative<Welcomed>(machine.greet(second)));
    CHECK(machine.filled.reader().refused_spools().empty());
}

TEST_CASE("an original that comes back to its copy's stream stops both, and nobody else")
{
    Copied machine(GENERATE(from_range(store_engines())));
    TestSpool neighbour(machine.filled, "H26", {"onestop"}, 7);
    // With a nonce of its own, or copied while it ran.
    const std::uint8_t nonce = GENERATE(std::uint8_t{2}, std::uint8_t{1});
    auto copy = machine.goes_on(nonce);
    copy.boot_nonce.fill(9); // started again
    CHECK(std::holds_alternative<Welcomed>(machine.greet(copy)));

    const GreetingRefused refused = machine.comes_back();
    CHECK(refused.fault == Fault::two_machines);
    CHECK(refused.cut == std::vector{copy.spool_id});
    const std::string other = nonce == 2 ? "a2a2a2a2" : "a1a1a1a1";
    CHECK(refused.detail == "two machines began with copies of one spool, which are 01010101 here "
                            "and " +
                                other +
                                " there; stop the agent that is not to go on, then ask the "
                                "collector's operator for: congto-collector agents release --spool "
                                "01010101 if this one is to, --spool " +
                                other + " if the other is");
    machine.filled.reopen();
    CHECK(machine.refused(copy) == Fault::two_machines);
    CHECK(machine.refused(machine.original.greeting) == Fault::two_machines);
    CHECK(machine.refused(machine.copy) == Fault::two_machines); // put back once more
    const auto agents = machine.filled.reader().agents();
    REQUIRE(agents.size() == 2);
    const auto& agent = agents.at(agents.at(0).unit == copy.unit ? 0 : 1);
    CHECK(agent.spool == other);
    CHECK(agent.two_since == test_now() + seconds(20));
    CHECK(agent.other_spool == "01010101");
    CHECK(agent.other_is_refused);
    CHECK(machine.filled.reader().refused_spools().size() == 2);
    CHECK(std::holds_alternative<Welcomed>(neighbour.greet()));
}

TEST_CASE("of a copy and its original the one that an operator releases goes on")
{
    Copied machine(GENERATE(from_range(store_engines())));
    const auto copy = machine.goes_on(2);
    machine.comes_back();
    const auto& original = machine.original.greeting;
    const std::string released = GENERATE("a2a2a2a2", "01010101");
    machine.release(released);
    if (released == "a2a2a2a2") {
        CHECK(std::get<Welcomed>(machine.greet(copy)).resume == Resume::from_durable);
        CHECK(machine.refused(original) == Fault::two_machines);
        CHECK(machine.refused(copy) == std::nullopt);
        return;
    }
    CHECK_FALSE(machine.filled.reader().agents().at(0).other_is_refused);
    // What the copy told is newer than what it would tell in this spool: it begins another.
    CHECK(std::get<Welcomed>(machine.greet(original)).resume == Resume::abandon);
    const auto begun = machine.begun_by(1);
    const auto welcomed = std::get<Welcomed>(machine.greet(begun));
    CHECK(welcomed.resume == Resume::from_durable);
    CHECK(welcomed.superseded == std::vector{copy.spool_id});
    CHECK(machine.refused(copy) == Fault::two_machines);
    CHECK(machine.refused(begun) == std::nullopt);
    // And if the operator thinks better of it while both run, he is asked again.
    machine.release("a2a2a2a2");
    CHECK(machine.refused(copy) == Fault::source_taken_by_copy);
    CHECK(machine.refused(copy) == Fault::two_machines);
    CHECK(machine.refused(begun) == Fault::two_machines);
    machine.release("a2a2a2a2");
    CHECK(std::get<Welcomed>(machine.greet(copy)).resume == Resume::abandon);
}

TEST_CASE("two copies of a machine that is gone are stopped as a copy and its original are")
{
    Copied machine(GENERATE(from_range(store_engines())));
    const auto first = machine.goes_on(2);
    const auto second = machine.goes_on(3);
    CHECK(machine.refused(first) == Fault::source_taken_by_copy);
    CHECK(machine.refused(first) == Fault::two_machines);
    CHECK(machine.refused(second) == Fault::two_machines);
}

TEST_CASE("one greeting of the past, long under way, stops nobody")
{
    Copied machine(GENERATE(from_range(store_engines())));
    const auto restored = machine.goes_on(2);
    CHECK(machine.refused(machine.original.greeting) == Fault::source_taken_by_copy);
    CHECK(machine.refused(restored) == std::nullopt);
    CHECK(machine.refused(machine.original.greeting, minutes(10)) == Fault::source_taken_by_copy);
    CHECK(machine.refused(restored) == std::nullopt);
    CHECK(machine.refused(machine.original.greeting, minutes(20) - seconds(1)) ==
          Fault::two_machines);
}

TEST_CASE("a fail-over that was taken back goes on by itself, and stops if its copy is there still")
{
    Copied machine(GENERATE(from_range(store_engines())));
    const auto replica = machine.goes_on(2);
    const seconds later = minutes(31);
    auto& original = machine.original.greeting;
    original.boot_nonce.fill(5);
    CHECK(std::get<Welcomed>(machine.greet(original, later)).resume == Resume::abandon);
    const auto begun = machine.begun_by(5);
    CHECK(machine.refused(begun, later) == std::nullopt);
    CHECK(machine.filled.reader().refused_spools().empty());
    CHECK(machine.refused(replica, later) == Fault::source_taken_by_copy);
    CHECK(machine.refused(replica, later + seconds(20)) == Fault::two_machines);
    CHECK(machine.refused(begun, later + seconds(20)) == Fault::two_machines);
}

TEST_CASE("two that take a source from each other, always with something under way, are stopped")
{
    Copied machine(GENERATE(from_range(store_engines())));
    auto busy = machine.original.greeting; // its last receipts were lost with the line
    busy.receipted_sequence = busy.assigned_sequence - 1;
    busy.receipted_chain = machine.copy.receipted_chain;
    busy.assigned_sequence += 5;
    for (std::uint8_t copy = 2; copy < 9; ++copy) {
        machine.goes_on(copy);
        CHECK(std::get<Welcomed>(machine.greet(busy)).resume == Resume::abandon);
    }
    const auto last = machine.goes_on(9);
    CHECK(machine.refused(busy) == Fault::source_taken_by_copy);
    CHECK(machine.refused(busy, seconds(20)) == Fault::two_machines);
    CHECK(machine.refused(last, seconds(20)) == Fault::two_machines);
}

TEST_CASE("a spool whose program greeted with no other is nobody's copy")
{
    Copied machine(GENERATE(from_range(store_engines())));
    auto other = machine.begun_by(2);
    SECTION("another system under the same name")
    {
        CHECK(machine.refused(other) == std::nullopt);
    }
    SECTION("or a machine that replaced the rolled-back one")
    {
        machine.goes_on(3);
        CHECK(machine.refused(other) == std::nullopt);
    }
    SECTION("or one whose spool goes by file, and files have no nonce")
    {
        machine.original.greeting.by_file = other.by_file = true;
        machine.original.greeting.boot_nonce = other.boot_nonce = {};
        CHECK(machine.refused(other) == std::nullopt);
    }
    SECTION("or whose original goes by file now")
    {
        machine.goes_on(2);
        machine.original.greeting.by_file = true;
    }
    for (int time = 0; time < 3; ++time) {
        CHECK(machine.refused(machine.original.greeting) == Fault::source_taken);
    }
    CHECK(machine.refused(other) == std::nullopt);
}

TEST_CASE("a copy that reads a source of its own name disturbs nobody")
{
    Copied machine(GENERATE(from_range(store_engines())));
    machine.copy.sources.at(0).name = "land";
    machine.copy.sources.at(0).number = 2;
    const auto copy = machine.goes_on(2);
    for (int time = 0; time < 3; ++time) {
        CHECK(machine.refused(machine.original.greeting) == std::nullopt);
        CHECK(machine.refused(copy) == std::nullopt);
    }
}

TEST_CASE("a collector that was restored stops no machine that goes on by itself")
{
    Copied machine(GENERATE(from_range(store_engines())));
    auto restored = machine.goes_on(2);
    restored.incarnation.emplace().fill(8); // of the collector's earlier life
    for (int time = 0; time < 3; ++time) {
        CHECK(std::get<Welcomed>(machine.greet(restored)).resume == Resume::reread);
    }
    auto lost = machine.begun_by(4); // its greeting is not in the backup
    lost.receipted_sequence = lost.assigned_sequence = 5;
    lost.incarnation = restored.incarnation;
    for (int time = 0; time < 3; ++time) {
        CHECK(std::get<Welcomed>(machine.greet(lost)).resume == Resume::reread);
    }
    CHECK(machine.filled.reader().refused_spools().empty());
}

TEST_CASE("a machine put back twice beside a restored collector, which cannot know it, goes on")
{
    Copied machine(GENERATE(from_range(store_engines())));
    machine.goes_on(2);
    // Receipts of an earlier life, for more than is here now.
    store::SpoolGreeting& put_back = machine.original.greeting;
    put_back.boot_nonce.fill(3);
    put_back.incarnation.emplace().fill(8);
    put_back.assigned_sequence = put_back.receipted_sequence = 5;
    for (int time = 0; time < 3; ++time) {
        CHECK(std::get<Welcomed>(machine.greet(put_back)).resume == Resume::abandon);
    }
    CHECK(machine.refused(machine.begun_by(3)) == std::nullopt);
    CHECK(machine.filled.reader().refused_spools().empty());
}
