// What the store answers to a greeting; run on every engine.
#include "proto/wire/bytes.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;
using store::GreetingRefused;
using store::Resume;
using store::Welcomed;

TEST_CASE("a new spool starts at nothing, and after a restart where it stood")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    CHECK(spool.welcome().durable.through == 0);
    CHECK(spool.welcome().durable.chain == wire::Chain{});
    CHECK(spool.welcome().resume == Resume::from_durable);
    const store::Receipt receipt = spool.observe({a_dossier("H44.14-260105-0001")});
    const store::Incarnation incarnation = filled.store().incarnation();
    filled.reopen();
    CHECK(filled.store().incarnation() == incarnation);
    spool.greeting.assigned_sequence = 1;
    spool.greeting.assigned_chain = receipt.chain;
    spool.greeting.receipted_sequence = 1;
    spool.greeting.receipted_chain = receipt.chain;
    spool.greeting.incarnation = incarnation;
    const auto again = std::get<Welcomed>(spool.greet());
    CHECK(again.spool == spool.welcome().spool);
    CHECK(again.durable == receipt);
    CHECK(again.resume == Resume::from_durable);
}

TEST_CASE("a spool with another history is told to give itself up and leaves no trace")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    spool.observe({a_dossier("H44.14-260105-0001")});
    spool.observe({a_dossier("H44.14-260105-0002")});
    spool.greeting.assigned_sequence = 2;
    spool.greeting.assigned_chain.fill(5);
    spool.greeting.agent_version = "9.9.9";
    CHECK(std::get<Welcomed>(spool.greet()).resume == Resume::abandon);
    CHECK(filled.reader().agents().at(0).agent_version == "0.1.0");
}

TEST_CASE("a receipt inside a batch is no place in this history")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    const auto receipt =
        spool.observe({a_dossier("H44.14-260105-0001"), a_dossier("H44.14-260105-0002")});
    spool.greeting.assigned_sequence = 2;
    spool.greeting.assigned_chain = receipt.chain;
    spool.greeting.receipted_sequence = 1;
    CHECK(std::get<Welcomed>(spool.greet()).resume == Resume::abandon);
}

TEST_CASE("a second agent of a unit with another key is refused")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    TestSpool of_other_unit(filled, "H26", {"onestop"}, 2);
    spool.greeting.spool_id.fill(3);
    const auto first_key = wire::hex(wire::bytes_of(spool.greeting.key_id));
    spool.greeting.key_id.fill(8);
    const auto refused = std::get<GreetingRefused>(spool.greet());
    CHECK(refused.fault == GreetingRefused::Fault::key_differs);
    // Which key, and what to do.
    CHECK(refused.detail.find("congto-agent key import --id " + first_key) != std::string::npos);
    of_other_unit.greeting.key_id = spool.greeting.key_id;
    of_other_unit.greeting.unit = filled.unit("H01");
    of_other_unit.greeting.spool_id.fill(4);
    CHECK(std::holds_alternative<Welcomed>(of_other_unit.greet()));
}

TEST_CASE("a spool of one unit cannot speak for another")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    spool.greeting.unit = filled.unit("H26");
    CHECK(std::get<GreetingRefused>(spool.greet()).fault == GreetingRefused::Fault::other_unit);
}

TEST_CASE("a source keeps its number for the life of the spool")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"first", "second"});
    std::swap(spool.greeting.sources[0].number, spool.greeting.sources[1].number);
    CHECK(std::get<GreetingRefused>(spool.greet()).fault ==
          GreetingRefused::Fault::source_renumbered);
    std::swap(spool.greeting.sources[0].number, spool.greeting.sources[1].number);
    spool.greeting.sources.push_back({3, "third", {}});
    CHECK(std::holds_alternative<Welcomed>(spool.greet()));
}

TEST_CASE("of two spools that read one source the newer reads on, and the older is told why not")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool older(filled, "H44", {"onestop", "land"}, 1);
    CHECK(older.welcome().superseded.empty());
    CHECK(std::get<Welcomed>(older.greet()).superseded.empty());
    TestSpool newer(filled, "H44", {"onestop"}, 2);
    CHECK(newer.welcome().superseded == std::vector{older.greeting.spool_id});
    const auto refused = std::get<GreetingRefused>(older.greet());
    CHECK(refused.fault == GreetingRefused::Fault::source_taken);
    CHECK(refused.detail.find("'onestop'") != std::string::npos);
    CHECK(std::holds_alternative<Welcomed>(newer.greet()));

    older.greeting.sources.erase(older.greeting.sources.begin());
    CHECK(std::holds_alternative<Welcomed>(older.greet()));
    TestSpool of_other_unit(filled, "H26", {"onestop"}, 3);
    CHECK(of_other_unit.welcome().superseded.empty());
    CHECK(std::holds_alternative<Welcomed>(newer.greet()));
}

TEST_CASE("what one spool told of a source is not said of the next")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    const TestSpool older(filled, "H44", {"onestop"}, 1);
    store::ProgressNote note;
    note.spool = older.welcome().spool;
    note.source = 1;
    note.known_at = test_now();
    note.mapped = 10;
    note.unread = 0;
    note.assigned_sequence = 9;
    note.caught_up = true;
    store::Group group;
    group.progress = {note};
    filled.store().apply(group, test_now());
    CHECK(filled.reader().holdings().at(0).caught_up);
    const TestSpool newer(filled, "H44", {"onestop"}, 2);
    filled.store().apply(group, test_now()); // of a stream that is still open
    const store::SourceHolding holding = filled.reader().holdings().at(0);
    CHECK(holding.known_at == model::Instant{});
    CHECK(holding.mapped == 0);
    CHECK(holding.unsent == 0);
    CHECK_FALSE(holding.unread.has_value());
    CHECK_FALSE(holding.caught_up);
}

TEST_CASE("progress is a state: the newest replaces the one before")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    CHECK(filled.reader().holdings().at(0).known_at == model::Instant{});
    store::ProgressNote note;
    note.spool = spool.welcome().spool;
    note.source = 1;
    note.known_at = test_now();
    note.mapped = 10;
    note.quarantined = 2;
    note.unread = 5;
    note.assigned_sequence = 9;
    store::Group group;
    group.progress = {note, note};
    group.progress[1].unread.reset();
    group.progress[1].caught_up = true;
    filled.store().apply(group, test_now());
    const store::SourceHolding holding = filled.reader().holdings().at(0);
    CHECK(holding.unit == filled.unit("H44"));
    CHECK(holding.source == "onestop");
    CHECK(holding.mapped == 10);
    CHECK(holding.quarantined == 2);
    CHECK_FALSE(holding.unread.has_value());
    CHECK(holding.unsent == 9);
    CHECK(holding.caught_up);
    CHECK(holding.known_at == test_now());
}

TEST_CASE("two machines on copies of one spool are both refused until an operator decides")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    const auto greet_as = [&](std::uint8_t boot) {
        spool.greeting.boot_nonce.fill(boot);
        return spool.greet();
    };
    CHECK(std::holds_alternative<Welcomed>(greet_as(1)));
    CHECK(std::holds_alternative<Welcomed>(greet_as(2)));
    CHECK(std::holds_alternative<Welcomed>(greet_as(1)));
    CHECK(std::holds_alternative<Welcomed>(greet_as(2)));
    const auto refused = std::get<GreetingRefused>(greet_as(1));
    CHECK(refused.fault == GreetingRefused::Fault::two_machines);
    CHECK(refused.detail.find("congto-collector agents release --spool 01010101") !=
          std::string::npos);
    filled.reopen();
    CHECK(std::holds_alternative<GreetingRefused>(greet_as(2)));
    CHECK(std::holds_alternative<GreetingRefused>(greet_as(3)));
    const auto agent = filled.reader().agents().at(0);
    CHECK(agent.two_since == test_now());

    store::Group group;
    group.decisions.push_back(
        {1, store::Decision::Verdict::release, {agent.unit, agent.spool_number}, {}});
    filled.store().apply(group, test_now());
    CHECK(filled.reader().agents().at(0).two_since == std::nullopt);
    CHECK(std::holds_alternative<Welcomed>(greet_as(3)));
    CHECK(std::holds_alternative<Welcomed>(greet_as(3)));
}

TEST_CASE("a welcome knows of the batches that are committed with it")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool spool(filled, "H44", {"onestop"});
    wire::BatchBody body;
    body.source = 1;
    body.observations = {a_dossier("H44.14-260105-0001"), a_dossier("H44.14-260105-0002")};
    // Of an older stream, whose agent greets again while it waits to be committed.
    const store::ReadyBatch batch = spool.next(body);
    spool.greeting.assigned_sequence = 2;
    spool.greeting.assigned_chain = batch.chain;
    store::Group group;
    group.greetings.push_back(spool.greeting);
    TestSpool second(filled, "H26", {"onestop"}, 2);
    group.greetings.push_back(second.greeting);
    group.batches.push_back(batch);
    const auto answers = filled.store().apply(group, test_now());
    const auto& welcomed = std::get<Welcomed>(answers.greetings.at(0));
    CHECK(welcomed.durable == std::get<store::Receipt>(answers.batches.at(0)));
    CHECK(welcomed.durable.through == 2);
    CHECK(welcomed.resume == Resume::from_durable);
    CHECK(std::get<Welcomed>(answers.greetings.at(1)).durable.through == 0);
}

TEST_CASE("a spool that takes a source over takes it after the batches beside its greeting")
{
    const auto& engine = GENERATE(from_range(store_engines()));
    FilledStore filled(engine);
    TestSpool older(filled, "H44", {"onestop"});
    wire::BatchBody body;
    body.source = 1;
    body.observations = {a_dossier("H44.14-260105-0001")};
    store::Group group;
    group.batches.push_back(older.next(body));
    store::SpoolGreeting newer = older.greeting;
    newer.spool_id.fill(9);
    newer.boot_nonce.fill(9);
    group.greetings.push_back(newer);
    const auto answers = filled.store().apply(group, test_now());
    CHECK(std::get<store::Receipt>(answers.batches.at(0)).applied == 1);
    const auto& welcomed = std::get<Welcomed>(answers.greetings.at(0));
    CHECK(welcomed.durable.through == 0);
    CHECK(welcomed.superseded == std::vector{older.greeting.spool_id});
    CHECK(std::holds_alternative<GreetingRefused>(older.greet()));
}
