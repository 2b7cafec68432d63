// Export files, played to the collector: exactly as a stream, whatever is played when.
#include "collector/intake/playing.h"
#include "collector/intake/recorded_answer.h"
#include "config/runtime/failure.h"
#include "proto/wire/bytes.h"
#include "proto/wire/recording.h"
#include "tests/intake/fake_agent.h"
#include "tests/store/a_dossier.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include "congto/v1/recording.pb.h"

#include <catch2/catch.hpp>

using namespace congto;
using intake::Player;
using intake::RecordedAnswer;
using test::FakeAgent;
using test::greeting_message;
using test::Ministry;
using Verdict = RecordedAnswer::Verdict;

namespace {

// What a spool would write, and the ministry it is carried to.
struct Journey {
    // Batches with these codes, one each.
    void spool(const std::vector<std::string>& codes)
    {
        for (const std::string& code : codes) {
            wire::BatchBody body;
            body.source = 1;
            body.observations.push_back(test::a_dossier(code));
            v1::FromAgent message;
            v1::Batch& batch = *message.mutable_batch();
            batch.set_first_sequence(batches.size() + 1);
            batch.set_body(wire::encode(body));
            chains.push_back(wire::next_chain(chains.back(), batch.body()));
            batch.set_chain(std::string(wire::bytes_of(chains.back())));
            batches.push_back(std::move(message));
        }
    }

    v1::Greeting greeting() const
    {
        v1::Greeting greeting = greeting_message().greeting();
        greeting.set_boot_nonce(std::string(16, '\0'));
        greeting.set_assigned_sequence(batches.size());
        greeting.set_assigned_chain(std::string(wire::bytes_of(chains.back())));
        greeting.set_receipted_sequence(receipted);
        greeting.set_incarnation(receipted == 0 ? "" : incarnation);
        greeting.set_receipted_chain(std::string(wire::bytes_of(chains[receipted])));
        return greeting;
    }

    std::filesystem::path exported(const std::string& name) const
    {
        return exported(name, greeting());
    }
    std::filesystem::path exported(const std::string& name, const v1::Greeting& greeting) const
    {
        v1::RecordingBegin begin;
        begin.set_half(v1::RECORDED_HALF_AGENT);
        *begin.mutable_greeting() = greeting;
        wire::RecordingWriter writer(folder / name, runtime::NewFile::Place::may_be_taken, begin);
        for (std::size_t at = receipted; at < batches.size(); ++at) {
            writer.add(batches[at]);
        }
        v1::FromAgent progress;
        progress.mutable_progress()->set_source(1);
        progress.mutable_progress()->set_mapped(batches.size());
        writer.add(std::move(progress));
        writer.finish();
        return folder / name;
    }

    RecordedAnswer play(const std::filesystem::path& file)
    {
        Player player(ministry.around);
        runtime::Progress silent(-1);
        REQUIRE(player.play(file, folder / "receipt", {}, silent) == Player::End::answered);
        const auto answer = intake::read_recorded_answer(folder / "receipt");
        incarnation = answer.incarnation;
        return answer;
    }

    Ministry ministry;
    test::TempDir folder;
    std::vector<v1::FromAgent> batches;
    std::vector<wire::Chain> chains{{}};
    std::uint64_t receipted = 0;
    std::string incarnation;
};

} // namespace

TEST_CASE("an export file is applied, and answered with a receipt for all of it")
{
    Journey journey;
    journey.spool({"A", "B", "C"});
    const RecordedAnswer answer = journey.play(journey.exported("one"));
    CHECK(answer.verdict == Verdict::resume);
    CHECK(answer.durable_before == 0);
    CHECK(answer.durable == 3);
    CHECK(answer.applied == 3);
    CHECK(answer.refusal.empty());
    CHECK(answer.of.unit == "H44");
    runtime::Progress silent(-1);
    CHECK(answer.answers == wire::require_whole(journey.folder / "one", wire::Half::agent, silent));
}

TEST_CASE("the same file again changes nothing, and neither does an older one")
{
    Journey journey;
    journey.spool({"A", "B"});
    const auto older = journey.exported("older");
    journey.spool({"C"});
    const auto newer = journey.exported("newer");
    CHECK(journey.play(newer).durable == 3);
    for (const auto& file : {newer, older}) {
        const RecordedAnswer answer = journey.play(file);
        CHECK(answer.verdict == Verdict::resume);
        CHECK(answer.durable_before == 3);
        CHECK(answer.durable == 3);
        CHECK(answer.applied == 3);
    }
}

TEST_CASE("what is durable of a file already is passed over, and the rest applied")
{
    Journey journey;
    journey.spool({"A", "B"});
    journey.play(journey.exported("one"));
    journey.spool({"C", "D"});
    const RecordedAnswer answer =
        journey.play(journey.exported("two")); // from 1 on, no receipt yet
    CHECK(answer.durable_before == 2);
    CHECK(answer.durable == 4);
    journey.receipted = 4;
    journey.spool({"E"});
    CHECK(journey.play(journey.exported("three")).applied == 5);
}

TEST_CASE("a file that is broken anywhere is refused before anything of it is applied")
{
    Journey journey;
    journey.spool({"A", "B", "C"});
    const std::string whole = test::read_file(journey.exported("whole"));
    Player player(journey.ministry.around);
    runtime::Progress silent(-1);
    const auto refused = [&](const std::string& bytes) {
        const auto file = journey.folder.write("broken", bytes);
        CHECK_THROWS_AS(player.play(file, journey.folder / "receipt", {}, silent),
                        runtime::Corrupt);
    };
    refused(whole.substr(0, whole.size() - 1));
    refused(whole.substr(0, whole.size() / 2));
    std::string altered = whole;
    altered[whole.size() - 60] ^= 1;
    refused(altered);
    CHECK_FALSE(std::filesystem::exists(journey.folder / "receipt"));
    CHECK(journey.play(journey.folder / "whole").durable_before == 0);
}

TEST_CASE("a file that begins after a hole tells the agent to read again, and applies nothing")
{
    Journey journey;
    journey.spool({"A", "B", "C"});
    journey.receipted = 2; // of a store this one is not
    journey.incarnation = std::string(16, 'i');
    const RecordedAnswer answer = journey.play(journey.exported("hole"));
    CHECK(answer.verdict == Verdict::reread);
    CHECK(answer.durable == 0);
    CHECK(answer.applied == 0);
}

TEST_CASE("a copy of a spool that went another way is told so")
{
    Journey journey;
    journey.spool({"A", "B"});
    journey.play(journey.exported("one"));
    SECTION("it ends where the other does")
    {
        journey.batches.clear();
        journey.chains = {{}};
        journey.spool({"A", "X"});
        CHECK(journey.play(journey.exported("copy")).verdict == Verdict::abandon);
    }
    SECTION("it is behind")
    {
        journey.batches.clear();
        journey.chains = {{}};
        journey.spool({"X"});
        CHECK(journey.play(journey.exported("copy")).verdict == Verdict::abandon);
    }
    SECTION("it has one batch where the other's last ends")
    {
        journey.batches.clear();
        journey.chains = {{}};
        journey.spool({"A"});
        wire::BatchBody body;
        body.source = 1;
        body.observations = {test::a_dossier("X"), test::a_dossier("Y")};
        v1::FromAgent message;
        v1::Batch& batch = *message.mutable_batch();
        batch.set_first_sequence(2);
        batch.set_body(wire::encode(body));
        const wire::Chain chain = wire::next_chain(journey.chains.back(), batch.body());
        batch.set_chain(std::string(wire::bytes_of(chain)));
        v1::Greeting greeting = journey.greeting();
        greeting.set_assigned_sequence(3);
        greeting.set_assigned_chain(std::string(wire::bytes_of(chain)));
        journey.batches.push_back(message);
        const RecordedAnswer answer = journey.play(journey.exported("copy", greeting));
        CHECK(answer.refusal.starts_with("sequence_gap: "));
        CHECK(answer.durable == 2);
    }
    SECTION("it went further")
    {
        journey.batches.clear();
        journey.chains = {{}};
        journey.spool({"A", "X", "Y"});
        const RecordedAnswer answer = journey.play(journey.exported("copy"));
        CHECK(answer.refusal.starts_with("chain_differs: "));
        CHECK(answer.durable == 2);
    }
}

TEST_CASE("a greeting that cannot be taken is one line, and nothing is applied")
{
    Journey journey;
    journey.spool({"A"});
    v1::Greeting greeting = journey.greeting();
    SECTION("a unit that is not in the register")
    {
        greeting.set_unit("H99");
        CHECK(journey.play(journey.exported("other", greeting)).refusal ==
              "unknown_unit: unit H99 is not in the unit register today");
    }
    SECTION("another key")
    {
        journey.play(journey.exported("one"));
        greeting.set_spool_id(std::string(16, '\7'));
        greeting.set_key_id(std::string(8, 'x'));
        CHECK(journey.play(journey.exported("other", greeting)).refusal.starts_with("key_differs"));
    }
    SECTION("another edition of digests")
    {
        greeting.set_digest_edition(99);
        CHECK(journey.play(journey.exported("other", greeting))
                  .refusal.starts_with("digest_edition"));
    }
}

TEST_CASE("files are no machines: a stream and files of one spool go on beside each other")
{
    Journey journey;
    journey.spool({"A", "B"});
    FakeAgent agent(journey.ministry.around);
    agent.say(greeting_message());
    REQUIRE(agent.heard()->has_welcome());
    for (int round = 0; round < 3; ++round) {
        CHECK(journey.play(journey.exported("one")).refusal.empty());
        FakeAgent again(journey.ministry.around);
        v1::FromAgent greeting;
        *greeting.mutable_greeting() = journey.greeting();
        greeting.mutable_greeting()->set_boot_nonce(std::string(16, 'n'));
        again.say(greeting);
        REQUIRE(again.heard()->has_welcome());
        CHECK(journey.play(journey.exported("one")).refusal.empty());
        CHECK_FALSE(again.is_finished());
    }
}

TEST_CASE("a stop leaves no receipt, and the file is played again")
{
    Journey journey;
    journey.spool({"A", "B"});
    const auto file = journey.exported("one");
    std::stop_source stop;
    stop.request_stop();
    Player player(journey.ministry.around);
    runtime::Progress silent(-1);
    CHECK(player.play(file, journey.folder / "receipt", stop.get_token(), silent) ==
          Player::End::interrupted);
    CHECK_FALSE(std::filesystem::exists(journey.folder / "receipt"));
    CHECK(journey.play(file).durable == 2);
}

TEST_CASE("a collector that shuts down leaves no receipt")
{
    Journey journey;
    journey.spool({"A"});
    const auto file = journey.exported("one");
    journey.ministry.conversations.close({intake::Reason::shutting_down, "the test says so"});
    Player player(journey.ministry.around);
    runtime::Progress silent(-1);
    CHECK(player.play(file, journey.folder / "receipt", {}, silent) == Player::End::interrupted);
}
