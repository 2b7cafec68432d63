// Every trap OpenCPS has set to somebody, and that its mapping does not fall into it.
#include "tests/mapping/rows.h"

#include <catch2/catch.hpp>

namespace congto {
namespace {

using model::Channel;
using model::Evidence;
using model::Fee;
using model::Level;
using model::Result;
using model::Status;

// Submitted online by a citizen, fee paid by a gateway, result electronic.
test::Rows opencps()
{
    return {mapping::Mapping::from_file(CONGTO_CONFIG "/mappings/opencps.toml"),
            {{"modified", "2026-02-05 10:00:00"},
             {"dossier_id", "41"},
             {"dossier_code", "H56.14-260203-0001"},
             {"create_date", "2026-02-03 07:00:00"},
             {"body_code", "H56.14"},
             {"applicant_identity", "031234567"},
             {"submitter_account", "1000007"},
             {"procedure_code", "1.000894"},
             {"service_level", "4"},
             {"online_", "1"},
             {"from_via_postal", "0"},
             {"via_postal", "0"},
             {"system_id", "0"},
             {"by_official", "0"},
             {"originality", "3"},
             {"dossier_action_id", "900"},
             {"origin_dossier_no", std::nullopt},
             {"dossier_status", "done"},
             {"submit_date", "2026-02-03 07:00:00"},
             {"receive_date", "2026-02-03 08:30:00"},
             {"due_date", "2026-02-06 17:00:00"},
             {"release_date", "2026-02-05 09:00:00"},
             {"finish_date", "2026-02-05 10:00:00"},
             {"cancelling_date", std::nullopt},
             {"result_files", "1"},
             {"payments", "KeyPayDVCQG"}}};
}

} // namespace

TEST_CASE("OpenCPS: a dossier done online, paid and answered online, is seen as that")
{
    const mapping::Mapped row = opencps().mapped();
    CHECK(row.observation.body == "H56.14");
    CHECK(row.observation.procedure == "1.000894");
    CHECK(row.observation.id.opened() == model::parse_day("2026-02-03"));
    CHECK(row.observation.fingerprints.submitter != model::Fingerprint{});
    CHECK(row.observation.fingerprints.applicant != model::Fingerprint{});
    CHECK(opencps().numbered()->number == 1);
    const model::DossierState& state = row.observation.state;
    CHECK(state.level == Level::full);
    CHECK(state.channel == Channel::online);
    CHECK(state.status == Status::returned);
    CHECK(state.fee == Fee::paid_online);
    CHECK(state.result == Result::electronic);
    CHECK(state.times.submitted == test::at("2026-02-03 07:00:00"));
    CHECK(state.times.received == test::at("2026-02-03 08:30:00"));
    CHECK(state.times.due == test::at("2026-02-06 17:00:00"));
    CHECK(state.times.resolved == test::at("2026-02-05 09:00:00"));
    CHECK(state.times.returned == test::at("2026-02-05 10:00:00"));
    CHECK(state.evidence.seen == 0);
    CHECK(row.unknown.empty());
}

TEST_CASE("OpenCPS: the portal's copy of a dossier is never added to it")
{
    CHECK(opencps().left_out_by({{"originality", "1"}}) == "portal side copy");
}

TEST_CASE("OpenCPS: children, containers and unknown sides are left out by name")
{
    test::Rows rows = opencps();
    CHECK(rows.left_out_by({{"originality", "2"}}) == "inter-agency child");
    CHECK(rows.left_out_by({{"originality", "4"}}) == "container");
    CHECK(rows.left_out_by({{"originality", "9"}}) == "container");
    CHECK(rows.left_out_by({{"originality", "7"}}) == "not the one-stop side");
    CHECK(rows.left_out_by({{"originality", std::nullopt}}) == "not the one-stop side");
    CHECK(rows.left_out_by({{"origin_dossier_no", "H56.14-260203-0009"}}) == "child copy");
}

TEST_CASE("OpenCPS: an archived dossier is seen to be left out, so that it can be withdrawn")
{
    test::Rows rows = opencps();
    CHECK(rows.left_out_by({{"originality", "-3"}}) == "draft or archived");
    CHECK(rows.map({{"originality", "-3"}}).position ==
          source::Position{"2026-02-05 10:00:00", "41"});
}

TEST_CASE("OpenCPS: what nobody received is not a dossier yet")
{
    test::Rows rows = opencps();
    CHECK(rows.left_out_by({{"dossier_action_id", "0"}}) == "received by nobody");
    CHECK(rows.left_out_by({{"dossier_action_id", std::nullopt}}) == "received by nobody (null)");
    CHECK(rows.state({{"origin_dossier_no", ""}}).channel == Channel::online);
}

TEST_CASE(
    "OpenCPS: online_ keyed in by an official is assisted, unless the national portal sent it")
{
    test::Rows rows = opencps();
    const auto assisted = rows.state({{"by_official", "1"}});
    CHECK(assisted.channel == Channel::online_assisted);
    CHECK(assisted.evidence.sees(Evidence::official_account));

    const auto portal = rows.state({{"by_official", "1"}, {"system_id", "5"}});
    CHECK(portal.channel == Channel::online);
    CHECK(portal.evidence.knows(Evidence::official_account));
    CHECK_FALSE(portal.evidence.sees(Evidence::official_account));
}

TEST_CASE("OpenCPS: a channel nobody wrote is unknown and listed, not the counter")
{
    const auto row = opencps().mapped({{"online_", std::nullopt}});
    CHECK(row.observation.state.channel == Channel::unknown);
    CHECK(row.unknown == std::vector<mapping::UnknownValue>{{"channel", "(null)"}});
}

TEST_CASE("OpenCPS: by post is not online and sent by post; PostgreSQL says f for false")
{
    test::Rows rows = opencps();
    CHECK(rows.state({{"online_", "0"}, {"from_via_postal", "1"}}).channel == Channel::post);
    CHECK(rows.state({{"online_", "f"}, {"from_via_postal", "2"}}).channel == Channel::post);
    CHECK(rows.state({{"online_", "f"}}).channel == Channel::counter);
    CHECK(rows.state({{"online_", "t"}, {"from_via_postal", "1"}}).channel == Channel::online);
}

TEST_CASE("OpenCPS: every status word has its official code")
{
    test::Rows rows = opencps();
    const std::map<std::string, Status> words{{"new", Status::received},
                                              {"receiving", Status::registered},
                                              {"processing", Status::processing},
                                              {"waiting", Status::supplement_asked},
                                              {"paying", Status::payment_asked},
                                              {"releasing", Status::resolved},
                                              {"done", Status::returned},
                                              {"denied", Status::refused},
                                              {"cancelled", Status::withdrawn},
                                              {"unresolved", Status::stopped},
                                              {"interoperating", Status::processing},
                                              {"posting", Status::processing}};
    for (const auto& [word, status] : words) {
        CAPTURE(word);
        CHECK(rows.state({{"dossier_status", word}}).status == status);
    }
}

TEST_CASE("OpenCPS: a status without a word is quarantined with its raw value")
{
    test::Rows rows = opencps();
    const auto rejection = rows.rejection({{"dossier_status", "archiving"}});
    CHECK(rejection.field == "status");
    CHECK(rejection.reason == "no word for it");
    CHECK(rejection.raw == "archiving");
    CHECK(rows.rejection({{"dossier_status", std::nullopt}}).reason == "missing");
}

TEST_CASE("OpenCPS: the level is the one on the row, and digits beyond 4, 3, 2 are unknown")
{
    test::Rows rows = opencps();
    CHECK(rows.state({{"service_level", "3"}}).level == Level::partial);
    CHECK(rows.state({{"service_level", "2"}}).level == Level::information_only);
    CHECK(rows.state({{"service_level", "5"}}).level == Level::unknown);
    CHECK(rows.state({{"service_level", std::nullopt}}).level == Level::unknown);
}

TEST_CASE("OpenCPS: paid proves nothing without a gateway and its evidence")
{
    test::Rows rows = opencps();
    CHECK(rows.state({{"payments", "Cash"}}).fee == Fee::paid_offline);
    CHECK(rows.state({{"payments", ""}}).fee == Fee::paid_offline);
    CHECK(rows.state({{"payments", "KEYPAY,Cash"}}).fee == Fee::paid_offline);
    CHECK(rows.state({{"payments", "KEYPAY,Paygov"}}).fee == Fee::paid_online);

    const auto unproven = rows.state({{"payments", "KEYPAY,unproven KeyPayDVCQG"}});
    CHECK(unproven.fee == Fee::paid_offline);
    CHECK(unproven.evidence.sees(Evidence::no_gateway_transaction));
    const auto cash = rows.state({{"payments", "unproven Cash"}});
    CHECK(cash.fee == Fee::paid_offline);
    CHECK_FALSE(cash.evidence.sees(Evidence::no_gateway_transaction));
}

TEST_CASE("OpenCPS: a fee is due while any payment is open, and none when no amount was asked")
{
    test::Rows rows = opencps();
    CHECK(rows.state({{"payments", "KEYPAY,open"}}).fee == Fee::due);
    CHECK(rows.state({{"payments", std::nullopt}}).fee == Fee::none_due);
}

TEST_CASE("OpenCPS: a wish for post is not a result sent by post")
{
    test::Rows rows = opencps();
    CHECK(rows.state({{"result_files", "0"}, {"via_postal", "3"}}).result == Result::post);
    CHECK(rows.state({{"result_files", "0"}, {"via_postal", "4"}}).result == Result::post);
    CHECK(rows.state({{"result_files", "0"}, {"via_postal", "2"}}).result == Result::counter);
    CHECK(rows.state({{"result_files", "0"}, {"via_postal", "8"}}).result == Result::unknown);
}

TEST_CASE("OpenCPS: a result file counts only when the dossier is finished")
{
    const auto open =
        opencps().state({{"dossier_status", "releasing"}, {"finish_date", std::nullopt}});
    CHECK(open.result == Result::none_yet);
}

TEST_CASE("OpenCPS: submission overwritten at reception is seen as evidence")
{
    test::Rows rows = opencps();
    const auto same = rows.state({{"submit_date", "2026-02-03 08:30:00"}});
    CHECK(same.evidence.sees(Evidence::submitted_is_received));
    CHECK(same.evidence.sees(Evidence::instant_reception));
    const auto near = rows.state({{"submit_date", "2026-02-03 08:29:50"}});
    CHECK_FALSE(near.evidence.sees(Evidence::submitted_is_received));
    CHECK(near.evidence.sees(Evidence::instant_reception));
    const auto counter = rows.state({{"submit_date", "2026-02-03 08:30:00"}, {"online_", "0"}});
    CHECK_FALSE(counter.evidence.sees(Evidence::submitted_is_received));
    const auto quick = rows.state({{"release_date", "2026-02-03 07:05:00"}});
    CHECK(quick.evidence.sees(Evidence::closed_at_once));
}

TEST_CASE("OpenCPS: a dossier cancelled before reception counts by the day it was cancelled")
{
    test::Rows rows = opencps();
    const test::Cells cancelled{{"dossier_status", "cancelled"}, {"receive_date", std::nullopt}};
    CHECK(rows.rejection(cancelled).field == "received");
    test::Cells dated = cancelled;
    dated["cancelling_date"] = "2026-02-04 09:00:00";
    CHECK(rows.state(dated).times.withdrawn == test::at("2026-02-04 09:00:00"));
}

TEST_CASE("OpenCPS: a code without a date takes the day the row was created")
{
    const auto row = opencps().mapped({{"dossier_code", "HS-2026-77"}});
    CHECK(row.observation.id.opened() == model::parse_day("2026-02-03"));
    CHECK(opencps().rejection({{"dossier_code", std::nullopt}}).field == "code");
}

TEST_CASE("OpenCPS: fractions of PostgreSQL's times are read and dropped")
{
    const auto row = opencps().mapped(
        {{"modified", "2026-02-05 10:00:00.123000"}, {"receive_date", "2026-02-03 08:30:00.999"}});
    CHECK(row.observation.state.times.received == test::at("2026-02-03 08:30:00"));
    CHECK(row.observation.changed_at ==
          test::at("2026-02-05 10:00:00") + std::chrono::milliseconds(123));
}

} // namespace congto
