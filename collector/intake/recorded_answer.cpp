#include "collector/intake/recorded_answer.h"

#include "collector/intake/greeting.h"
#include "config/runtime/text.h"
#include "proto/wire/bytes.h"

#include "congto/v1/recording.pb.h"

namespace congto::intake {
namespace {

constexpr std::size_t kShownDigits = 8;

ExportFile file_of(const v1::Greeting& greeting)
{
    return {runtime::escaped(greeting.unit()),
            wire::hex(greeting.spool_id()).substr(0, kShownDigits),
            greeting.receipted_sequence() + 1, greeting.assigned_sequence()};
}

RecordedAnswer::Verdict verdict_of(v1::Resume resume)
{
    switch (resume) {
    case v1::RESUME_CONTINUE:
        return RecordedAnswer::Verdict::resume;
    case v1::RESUME_ABANDON:
        return RecordedAnswer::Verdict::abandon;
    case v1::RESUME_REREAD:
        return RecordedAnswer::Verdict::reread;
    default:
        return RecordedAnswer::Verdict::none;
    }
}

void add(RecordedAnswer& answer, const v1::Receipt& receipt)
{
    answer.durable = receipt.through_sequence();
    answer.applied = receipt.applied();
    answer.unchanged = receipt.unchanged();
    answer.rejected = receipt.rejected();
    for (const v1::DayVerdict& verdict : receipt.verdicts()) {
        answer.verified += verdict.standing() == v1::DAY_STANDING_VERIFIED ? 1 : 0;
        answer.differing += verdict.standing() == v1::DAY_STANDING_DIFFERS ? 1 : 0;
        answer.disputed += verdict.standing() == v1::DAY_STANDING_DISPUTED ? 1 : 0;
    }
}

} // namespace

ExportFile look_at_export(const std::filesystem::path& file)
{
    return file_of(wire::RecordingReader(file, wire::Half::agent).begin().greeting());
}

RecordedAnswer read_recorded_answer(const std::filesystem::path& receipt)
{
    wire::RecordingReader reader(receipt, wire::Half::collector);
    RecordedAnswer answer;
    answer.of = file_of(reader.begin().greeting());
    answer.answers = wire::array_of<32>(reader.begin().answers()).value_or(wire::Seal{});
    for (v1::FromCollector message; reader.next(message);) {
        if (message.has_welcome()) {
            answer.verdict = verdict_of(message.welcome().resume());
            answer.incarnation = message.welcome().incarnation();
            answer.durable_before = answer.durable = message.welcome().durable_sequence();
        } else if (message.has_receipt()) {
            add(answer, message.receipt());
        } else {
            const v1::Refusal& refusal = message.refusal();
            answer.refusal = std::string(name_of(static_cast<Reason>(refusal.reason()))) + ": " +
                             runtime::escaped(refusal.detail());
        }
    }
    return answer;
}

} // namespace congto::intake
