#include "tests/fault/rows.h"

#include "proto/model/digest.h"
#include "tests/store/a_dossier.h"

#include <string>
#include <utility>

namespace congto::test {
namespace {

using Outcome = decltype(mapping::MappedRow::outcome);

mapping::Mapped shows(std::uint16_t source, int number, int version)
{
    model::Observation observation =
        a_dossier("D-" + std::to_string(number)).at("H44." + std::to_string(number % 5));
    if (version > 1 && number % 4 == source) {
        observation = a_dossier("D-" + std::to_string(number))
                          .at("H44." + std::to_string(number % 5))
                          .via(model::Channel::counter)
                          .resolved("2026-01-2" + std::to_string(version));
    }
    return {observation, {}};
}

Outcome outcome_of(std::uint16_t source, int row, int version)
{
    if (version > 1) {
        switch (row) {
        case 3:
            return shows(source, 4, version);
        case 4:
            return shows(source, 3, version);
        case 6:
            return shows(source, 60, version);
        case 7:
            return mapping::LeftOut{"draft"};
        case 8:
            return version == 2 ? Outcome(mapping::Rejection{"status", "no word for it", "77"})
                                : shows(source, 8, version);
        case 9: {
            mapping::Mapped mapped = shows(source, 9, version);
            mapped.unknown.push_back({"channel", "9" + std::to_string(version)});
            return mapped;
        }
        case 10: // waits for row 11 to have another code
            return shows(source, 11, version);
        case 11:
            return shows(source, version == 2 ? 11 : 61, version);
        default:
            break;
        }
    }
    return shows(source, row, version);
}

} // namespace

spool::ReadPage page_of(std::uint16_t source, int version)
{
    spool::ReadPage page;
    page.source = source;
    const int rows = (source == 1 ? 30 : 12) + 2 * version;
    for (int row = 0; row < rows; ++row) {
        spool::ReadRow read;
        read.mapped.position = {std::to_string(1000 + row), "k" + std::to_string(row)};
        read.mapped.outcome = outcome_of(source, row, version);
        if (const auto* mapped = std::get_if<mapping::Mapped>(&read.mapped.outcome)) {
            read.digest = model::digest(mapped->observation);
        }
        page.rows.push_back(std::move(read));
    }
    page.settled = page.rows.back().mapped.position;
    return page;
}

} // namespace congto::test
