#include "tests/bench/filled_spool.h"

#include "proto/model/digest.h"
#include "tests/bench/backfill.h"

#include <algorithm>
#include <utility>

namespace congto::bench {
namespace {

spool::ReadRow row_of(const model::DossierId& id)
{
    mapping::Mapped mapped{dossier_of(id), {}};
    const std::uint64_t digest = model::digest(mapped.observation);
    return {{{"", id.hex()}, std::move(mapped)}, digest};
}

} // namespace

spool::Owner made_up_owner()
{
    return {std::string(kUnit), {1, 2, 3, 4, 5, 6, 7, 8}};
}

std::unique_ptr<spool::Spool> filled_spool(const std::filesystem::path& file,
                                           const std::vector<model::DossierId>& ids)
{
    spool::SpoolSettings settings;
    settings.file = file;
    auto filled = std::make_unique<spool::Spool>(settings, made_up_owner());
    const spool::SourceStand stand = filled->open_source(kSource, {1});
    for (std::size_t start = 0; start < ids.size(); start += kRowsOfFilledPage) {
        spool::ReadPage page;
        page.source = stand.number;
        page.stand = stand.stand;
        const std::size_t end = std::min(start + kRowsOfFilledPage, ids.size());
        for (std::size_t i = start; i < end; ++i)
            page.rows.push_back(row_of(ids[i]));
        filled->take(std::move(page));
    }
    return filled;
}

} // namespace congto::bench
