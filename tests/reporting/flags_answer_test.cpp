// Flags as programs are told of them.
#include "collector/flags/signal.h"
#include "tests/reporting/answering.h"

namespace congto::test {
namespace {

using Code = grpc::StatusCode;
using Flags = Asking<v1::FlagsRequest, v1::FlagsAnswer>;

Flags flags_of(v1::Reporting::Stub& stub, const std::string& unit, const std::string& detector = {})
{
    Flags flags;
    flags.asked.mutable_period()->set_month("2026-01");
    flags.asked.set_unit(unit);
    flags.asked.set_detector(detector);
    return flags.ask(stub, &v1::Reporting::Stub::Flags);
}

const v1::AnsweredSignal& signal_of(const Flags& flags, int row, std::string_view name)
{
    for (int at = 0; at < flags.answer.signals_size(); ++at) {
        if (flags.answer.signals(at).name() == name) {
            return flags.answer.rows(row).signals(at);
        }
    }
    FAIL("no signal " << name);
    throw std::logic_error("unreachable");
}

TEST_CASE("a unit is told every signal, what cannot be told with its reason")
{
    const Answering answering;
    const auto stub = answering.asker(kPhuTho);
    const Flags flags = flags_of(*stub, "H44");
    INFO(flags.status.error_message());
    REQUIRE(flags.status.ok());
    CHECK(flags.answer.frame().from() == "2026-01-01");
    CHECK(flags.answer.least() == 20);
    CHECK(flags.answer.signals_size() == static_cast<int>(flags::kSignals));
    CHECK(flags.answer.signals(0).detector() == "D1");
    CHECK_FALSE(flags.answer.signals(0).threshold().empty());
    REQUIRE(flags.answer.rows_size() == 1);
    const v1::FlagsRow& row = flags.answer.rows(0);
    CHECK(row.unit().code() == "H44");
    CHECK(row.rates().dossiers() == 7);
    CHECK(row.rates().end_to_end() == 3);
    CHECK(row.rates().end_to_end_without_flagged() == 3);
    CHECK(row.no_figure().empty());
    const v1::AnsweredSignal& account = signal_of(flags, 0, flags::catalogue()[0].name);
    CHECK_FALSE(account.has_counts());
    CHECK(account.cannot_be_told() == "the source's mapping does not tell");
    const v1::AnsweredSignal& upgraded = signal_of(flags, 0, "changed_later");
    REQUIRE(upgraded.has_counts());
    CHECK(upgraded.counts().known() == 7);
    CHECK_FALSE(upgraded.counts().over());
}

TEST_CASE("of all units the ministry alone is told, of one detector when it asks so")
{
    const Answering answering;
    const auto ministry = answering.asker(kMinistry);
    const Flags all = flags_of(*ministry, "", "D5");
    REQUIRE(all.status.ok());
    REQUIRE(all.answer.rows_size() == 3);
    for (const v1::DefinedSignal& signal : all.answer.signals()) {
        CHECK(signal.detector() == "D5");
    }
    for (const v1::FlagsRow& row : all.answer.rows()) {
        CHECK(row.has_rates() == (row.unit().code() != "H26"));
    }
    const auto unit = answering.asker(kPhuTho);
    CHECK(flags_of(*unit, "").status.error_code() == Code::PERMISSION_DENIED);
    CHECK(flags_of(*unit, "G09").status.error_code() == Code::PERMISSION_DENIED);
}

TEST_CASE("flags of part of a month or of a detector that is none are refused with both faults")
{
    const Answering answering;
    const auto stub = answering.asker(kMinistry);
    Flags flags;
    flags.asked.mutable_period()->set_from("2026-01-01");
    flags.asked.mutable_period()->set_to("2026-01-20");
    flags.asked.set_detector("D18");
    flags.ask(*stub, &v1::Reporting::Stub::Flags);
    CHECK(flags.status.error_code() == Code::INVALID_ARGUMENT);
    CHECK(flags.status.error_message().find("whole months") != std::string::npos);
    CHECK(flags.status.error_message().find("D18") != std::string::npos);
}

} // namespace
} // namespace congto::test
