#include "collector/store/decision.h"

#include "config/runtime/failure.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

namespace congto::store {
namespace {

constexpr std::array kVerdicts{Decision::Verdict::accept, Decision::Verdict::reject,
                               Decision::Verdict::release, Decision::Verdict::order,
                               Decision::Verdict::erase};

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
    case Decision::Verdict::erase:
        return "erase";
    }
    return {};
}

std::string text_of(const FrozenCell& cell)
{
    std::string text;
    for (const std::int64_t number :
         {cell.unit, std::int64_t{cell.opened.number}, std::int64_t{cell.received.number},
          cell.body, cell.procedure, static_cast<std::int64_t>(cell.cls), cell.applicants,
          cell.parts, cell.count}) {
        text += (text.empty() ? "\n" : " ") + std::to_string(number);
    }
    return text;
}

std::istream& operator>>(std::istream& words, FrozenCell& cell)
{
    return words >> cell.unit >> cell.opened.number >> cell.received.number >> cell.body >>
           cell.procedure >> cell.cls >> cell.applicants >> cell.parts >> cell.count;
}

// To the end of the words.
std::vector<FrozenCell> frozen_in(std::istream& words)
{
    std::vector<FrozenCell> cells;
    while (words >> std::ws && !words.eof()) {
        words >> cells.emplace_back();
    }
    if (words.eof() && (cells.empty() || cells.back().count != 0)) {
        words.clear(std::ios::eofbit); // that was the end of the cells
    }
    return cells;
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
    std::string frozen;
    for (const FrozenCell& cell : decision.frozen.value_or(std::vector<FrozenCell>{})) {
        frozen += text_of(cell);
    }
    return std::string(word_of(decision.verdict)) + " " + std::to_string(decision.of.unit) + " " +
           std::to_string(decision.of.source) + " " + std::to_string(decision.days.from.number) +
           " " + std::to_string(decision.days.to.number) + " " +
           std::to_string(decision.held_through.time_since_epoch().count()) + frozen;
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
    if (words && verdict == word_of(Decision::Verdict::erase)) {
        decision.frozen = frozen_in(words);
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
