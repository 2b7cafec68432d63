#include "collector/store/decision.h"

#include "config/runtime/failure.h"

#include <sstream>

namespace congto::store {

std::string text_of(const Decision& decision)
{
    return std::string(decision.verdict == Decision::Verdict::accept ? "accept " : "reject ") +
           std::to_string(decision.of.unit) + " " + std::to_string(decision.of.source) + " " +
           std::to_string(decision.days.from.number) + " " +
           std::to_string(decision.days.to.number);
}

Decision decision_in(std::string_view text, std::int64_t number)
{
    std::istringstream words{std::string(text)};
    std::string verdict;
    Decision decision;
    decision.number = number;
    words >> verdict >> decision.of.unit >> decision.of.source >> decision.days.from.number >>
        decision.days.to.number;
    if (!words || !words.eof() || (verdict != "accept" && verdict != "reject")) {
        throw runtime::Corrupt("store.db: decision " + std::to_string(number) +
                               " of the ledger cannot be read: restore a backup");
    }
    decision.verdict = verdict == "accept" ? Decision::Verdict::accept : Decision::Verdict::reject;
    return decision;
}

} // namespace congto::store
