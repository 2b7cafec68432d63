#include "tests/mapping/rows.h"

#include <catch2/catch.hpp>

namespace congto {
namespace {

using model::Channel;
using model::Evidence;
using model::Fee;
using model::Result;
using model::Status;

test::Rows wide_table()
{
    return {mapping::Mapping::from_file(CONGTO_CONFIG "/mappings/wide-table.toml"),
            {{"modified", "2026-02-05 10:00:00.123456"},
             {"id", "0f8fad5b-d9cb-469f-a165-70867728950e"},
             {"code", "H56.14-260203-0001"},
             {"procedure_code", "1.000894"},
             {"body_code", "H56.14"},
             {"channel", "2"},
             {"level", "4"},
             {"status", "10"},
             {"parent_id", std::nullopt},
             {"submitted_at", "2026-02-03 07:00:00"},
             {"received_at", "2026-02-03 08:30:00"},
             {"due_at", "2026-02-06 17:00:00"},
             {"resolved_at", "2026-02-05 09:00:00"},
             {"returned_at", "2026-02-05 10:00:00"},
             {"withdrawn_at", std::nullopt},
             {"created_at", "2026-02-03 07:00:00"},
             {"is_deleted", "0"},
             {"is_migrated", "0"},
             {"return_by", std::nullopt},
             {"has_result_file", "1"},
             {"fee_amount", "20000"},
             {"by_official", "0"},
             {"has_counter_ticket", "0"},
             {"dummy_identity", "0"},
             {"submitter_account", "congdan7"},
             {"applicant_id", "031234567"},
             {"applicant_files", "2"},
             {"originals_taken", "0"},
             {"processing_steps", "3"},
             {"payments", "online"}}};
}

} // namespace

TEST_CASE("wide table: a row that went well online is seen as that")
{
    const mapping::MappedRow row = wide_table().map();
    CHECK(row.position ==
          source::Position{"2026-02-05 10:00:00.123456", "0f8fad5b-d9cb-469f-a165-70867728950e"});
    const auto& mapped = std::get<mapping::Mapped>(row.outcome);
    CHECK(mapped.observation.state.channel == Channel::online);
    CHECK(mapped.observation.state.status == Status::returned);
    CHECK(mapped.observation.state.fee == Fee::paid_online);
    CHECK(mapped.observation.state.result == Result::electronic);
    CHECK(mapped.observation.state.evidence.seen == 0);
    CHECK(mapped.unknown.empty());
    const model::Month month = *model::parse_month("2026-02");
    CHECK(mapped.observation.fingerprints.submitter ==
          test::a_unit_key().fingerprint("congdan7", month));
    CHECK(mapped.observation.fingerprints.applicant ==
          test::a_unit_key().fingerprint("031234567", month));
    CHECK(wide_table().numbered()->body == "H56.14");
}

TEST_CASE("wide table: deleted rows and children of a batch are left out, not unseen")
{
    test::Rows rows = wide_table();
    CHECK(rows.left_out_by({{"is_deleted", "1"}}) == "deleted");
    CHECK(rows.left_out_by({{"parent_id", "7c9e6679-7425-40de-944b-e07fc1f90ae7"}}) ==
          "child of a batch");
    CHECK(rows.state({{"parent_id", ""}}).channel == Channel::online);
}

TEST_CASE("wide table: no digit of a channel is guessed, null least of all")
{
    test::Rows rows = wide_table();
    CHECK(rows.state({{"channel", "1"}}).channel == Channel::counter);
    CHECK(rows.state({{"channel", "3"}}).channel == Channel::post);
    CHECK(rows.state({{"channel", std::nullopt}}).channel == Channel::unknown);
    const auto odd = rows.mapped({{"channel", "4"}});
    CHECK(odd.observation.state.channel == Channel::unknown);
    CHECK(odd.unknown == std::vector<mapping::UnknownValue>{{"channel", "4"}});
}

TEST_CASE("wide table: migrated rows are on neither side, keyed-in ones assisted")
{
    test::Rows rows = wide_table();
    const auto migrated = rows.state({{"is_migrated", "1"}, {"by_official", "1"}});
    CHECK(migrated.channel == Channel::migrated);
    CHECK_FALSE(migrated.evidence.sees(Evidence::official_account));
    const auto assisted = rows.state({{"by_official", "1"}});
    CHECK(assisted.channel == Channel::online_assisted);
    CHECK(assisted.evidence.sees(Evidence::official_account));
    CHECK(rows.state({{"by_official", "1"}, {"channel", "1"}}).channel == Channel::counter);
}

TEST_CASE("wide table: only the gateway's transaction makes a payment online")
{
    test::Rows rows = wide_table();
    CHECK(rows.state({{"payments", "offline"}}).fee == Fee::paid_offline);
    CHECK(rows.state({{"payments", "online,offline"}}).fee == Fee::paid_offline);
    CHECK(rows.state({{"payments", "online,online"}}).fee == Fee::paid_online);
    CHECK(rows.state({{"payments", "online,open"}}).fee == Fee::due);
    const auto unproven = rows.state({{"payments", "unproven"}});
    CHECK(unproven.fee == Fee::paid_offline);
    CHECK(unproven.evidence.sees(Evidence::no_gateway_transaction));
}

TEST_CASE("wide table: without a payment request the amount says whether a fee is due")
{
    test::Rows rows = wide_table();
    test::Cells none{{"payments", std::nullopt}};
    CHECK(rows.state(none).fee == Fee::due);
    none["fee_amount"] = "0";
    CHECK(rows.state(none).fee == Fee::none_due);
    none["fee_amount"] = std::nullopt;
    CHECK(rows.state(none).fee == Fee::none_due);
}

TEST_CASE("wide table: a result file counts once the dossier is resolved")
{
    test::Rows rows = wide_table();
    CHECK(rows.state({{"status", "4"}, {"returned_at", std::nullopt}}).result == Result::none_yet);
    CHECK(rows.state({{"status", "9"}, {"returned_at", std::nullopt}}).result ==
          Result::electronic);
    CHECK(rows.state({{"has_result_file", "0"}, {"return_by", "1"}}).result == Result::post);
    CHECK(rows.state({{"has_result_file", "0"}, {"return_by", "0"}}).result == Result::counter);
    CHECK(rows.state({{"has_result_file", "0"}}).result == Result::unknown);
}

TEST_CASE("wide table: a ticket of the counter is counter evidence")
{
    CHECK(wide_table().state({{"has_counter_ticket", "1"}}).evidence.sees(Evidence::counter_visit));
    CHECK(
        wide_table().state({{"dummy_identity", "1"}}).evidence.sees(Evidence::malformed_identity));
    CHECK(wide_table().state({{"originals_taken", "1"}}).evidence.sees(Evidence::paper_originals));
    CHECK(
        wide_table().state({{"applicant_files", "0"}}).evidence.sees(Evidence::no_applicant_file));
    CHECK(wide_table()
              .state({{"processing_steps", "0"}})
              .evidence.sees(Evidence::no_processing_step));
    const auto untold = wide_table().state({{"dummy_identity", std::nullopt},
                                            {"originals_taken", std::nullopt},
                                            {"applicant_files", std::nullopt},
                                            {"processing_steps", std::nullopt}});
    for (const auto bit : {Evidence::malformed_identity, Evidence::paper_originals,
                           Evidence::no_applicant_file, Evidence::no_processing_step})
        CHECK_FALSE(untold.evidence.knows(bit));
    // Of a counter dossier neither tells anything, and one not resolved has steps to come.
    const auto counter =
        wide_table().state({{"channel", "1"}, {"originals_taken", "1"}, {"applicant_files", "0"}});
    CHECK_FALSE(counter.evidence.knows(Evidence::paper_originals));
    CHECK_FALSE(counter.evidence.knows(Evidence::no_applicant_file));
    CHECK_FALSE(
        wide_table()
            .state({{"status", "4"}, {"resolved_at", std::nullopt}, {"processing_steps", "0"}})
            .evidence.sees(Evidence::no_processing_step));
}

TEST_CASE("wide table: all ten statuses have their words")
{
    test::Rows rows = wide_table();
    for (std::uint8_t code = 1; code <= 10; ++code) {
        CHECK(rows.state({{"status", std::to_string(code)}}).status == static_cast<Status>(code));
    }
    CHECK(rows.rejection({{"status", "11"}}).raw == "11");
}

} // namespace congto
