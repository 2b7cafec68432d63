#include "collector/store/decision.h"

#include "config/runtime/failure.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

namespace congto::store {
namespace {

constexpr std::array kVerdicts{Decision::Verdict::accept, Decision::Verdict::reject,
                               Decision::Verdict::release, Decision::Verdict::order};

std::string_view word_of(Decision::Verdict verdict)
{
    switch (verdict) {
    case Decision::Verdict::accept:
        return "accept";
    case Decision::Verdict::reject:
        return "reject";
    case Decision::Verdict::release:
        return "release";
    case Decision::Verdict::order:
        return "order";
    }
    return {};
}

} // namespace

std::string text_of(const Decision& decision)
{
    if (decision.verdict == Decision::Verdict::order) {
        std::string text = "order " + std::to_string(decision.of.unit);
        for (const std::string& name : decision.order) {
            text += " " + name;
        }
        return text;
    }
    return std::string(word_of(decision.verdict)) + " " + std::to_string(decision.of.unit) + " " +
           std::to_string(decision.of.source) + " " + std::to_string(decision.days.from.number) +
           " " + std::to_string(decision.days.to.number) + " " +
           std::to_string(decision.held_through.time_since_epoch().count());
}

Decision decision_in(std::string_view text, std::int64_t number)
{
    std::istringstream words{std::string(text)};
    std::string verdict;
    std::int64_t held_through = 0; // microseconds
    Decision decision;
    decision.number = number;
    words >> verdict >> decision.of.unit;
    if (words && verdict == word_of(Decision::Verdict::order)) {
        decision.order = {std::istream_iterator<std::string>(words), {}};
        words.clear(std::ios::eofbit); // that was the end of the names
    } else {
        words >> decision.of.source >> decision.days.from.number >> decision.days.to.number >>
            held_through;
    }
    const auto known = std::find_if(kVerdicts.begin(), kVerdicts.end(),
                                    [&](auto one) { return word_of(one) == verdict; });
    if (!words || !words.eof() || known == kVerdicts.end()) {
        throw runtime::Corrupt("store.db: decision " + std::to_string(number) +
                               " of the ledger cannot be read: restore a backup");
    }
    decision.verdict = *known;
    decision.held_through = model::Instant(std::chrono::microseconds(held_through));
    return decision;
}

} // namespace congto::store
