#include "collector/commands/import_saying.h"

#include "config/runtime/failure.h"
#include "config/runtime/progress.h"

#include <algorithm>

namespace congto::collector {

using intake::RecordedAnswer;
using runtime::grouped;

std::string words_for(const intake::ExportFile& file)
{
    return "unit " + file.unit + ", spool " + file.spool + ", numbers " +
           grouped(file.first_sequence) + " to " + grouped(file.last_sequence);
}

ImportSaid said_of(const RecordedAnswer& answer)
{
    const std::uint64_t before = answer.durable_before;
    if (!answer.refusal.empty()) {
        const bool some = answer.durable > before;
        return {runtime::kExitCorrupt,
                "refused: " + answer.refusal + "; " +
                    (some ? "everything to " + grouped(answer.durable) + " is durable"
                          : "nothing of it was applied") +
                    "; the receipt tells the agent"};
    }
    switch (answer.verdict) {
    case RecordedAnswer::Verdict::abandon:
        return {runtime::kExitCorrupt,
                "nothing of it was applied: it is of a copied spool, or of one restored from an "
                "older copy, and another history is known here to " +
                    grouped(before) +
                    "; the receipt tells the agent to begin anew, and then it is to export again"};
    case RecordedAnswer::Verdict::reread:
        return {runtime::kExitCorrupt,
                "nothing of it was applied: this collector was restored from a backup since, and "
                "holds the numbers to " +
                    grouped(before) +
                    " only; the receipt tells the agent to read again what is lacking: export "
                    "again from " +
                    grouped(before + 1)};
    case RecordedAnswer::Verdict::none:
        return {runtime::kExitCorrupt, "was not answered"};
    case RecordedAnswer::Verdict::resume:
        break;
    }
    if (answer.durable < answer.of.last_sequence) {
        return {runtime::kExitCorrupt, "is durable to " + grouped(answer.durable) +
                                           " only; export again from " +
                                           grouped(answer.durable + 1)};
    }
    if (answer.durable <= before) {
        return {0, "held nothing new: everything to " + grouped(before) + " was durable already"};
    }
    return {0, grouped(answer.durable - before) + " entries taken, everything to " +
                   grouped(answer.durable) + " is durable (since the spool began: " +
                   grouped(answer.applied) + " applied, " + grouped(answer.unchanged) +
                   " unchanged, " + grouped(answer.rejected) + " rejected)"};
}

std::string days_of(const RecordedAnswer& answer)
{
    if (!answer.tells_of_days()) {
        return "";
    }
    return grouped(answer.verified) + " days verified, " + grouped(answer.differing) +
           " different, " + grouped(answer.disputed) + " disputed";
}

} // namespace congto::collector
