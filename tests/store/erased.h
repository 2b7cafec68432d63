// Erasing fingerprints of unit H44, and what is there before and after.
#pragma once

#include "collector/store/reader.h"
#include "tests/store/filled_store.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace congto::test {

inline model::Month month(std::string_view text)
{
    return *model::parse_month(text);
}

// Decides, as the number-th of all, that fingerprints up to that month go.
inline store::Decision erasing(std::string_view through, std::int64_t number = 1)
{
    return {number,
            store::Decision::Verdict::erase,
            {},
            {{}, model::last_day(month(through))},
            model::Instant{}};
}

inline void decide(FilledStore& filled, const store::Decision& decision)
{
    store::Group group;
    group.decisions.push_back(decision);
    filled.store().apply(group, test_now());
}

inline std::size_t fingerprinted(const FilledStore& filled, std::string_view opened)
{
    std::size_t dossiers = 0;
    const store::Reader reader = filled.reader();
    reader.cells()->fingerprinted(filled.unit("H44"), month(opened),
                                  [&](const store::FingerprintedDossier&) { ++dossiers; });
    return dossiers;
}

// "body procedure applicants parts count"
inline std::vector<std::string> frozen(const FilledStore& filled, std::string_view opened)
{
    std::vector<std::string> lines;
    const store::Reader reader = filled.reader();
    reader.cells()->frozen_persons(
        filled.unit("H44"), month(opened), [&](const store::FrozenPersons& one) {
            CHECK(one.cls.channel() == model::Channel::online);
            lines.push_back(std::string(one.body) + " " + std::string(one.procedure) + " " +
                            std::to_string(one.applicants) + " " + std::to_string(one.parts) + " " +
                            std::to_string(one.count));
        });
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace congto::test
