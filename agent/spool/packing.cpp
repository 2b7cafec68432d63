#include "agent/spool/packing.h"

#include <algorithm>
#include <utility>

namespace congto::spool {

Packing::Packing(Outbox& outbox, std::uint16_t source, std::size_t batch_entries, ChainEnd& end)
    : outbox_(outbox), batch_entries_(batch_entries), end_(end)
{
    body_.source = source;
}

void Packing::keep_together(std::size_t entries)
{
    if (body_.size() + entries > batch_entries_) {
        close();
    }
}

void Packing::begin(Kind kind, std::size_t ids)
{
    // Withdrawals and observations of many rows share a batch: the contract numbers them apart.
    if (last_ > std::max(kind, Kind::observation) || (ids != 0 && ids_ + ids > kMostIds)) {
        close();
    }
    keep_together(1);
    last_ = std::max(last_, kind);
    ids_ += ids;
}

void Packing::withdraw(const model::DossierId& dossier)
{
    begin(Kind::withdrawal, 0);
    body_.withdrawals.push_back(dossier);
}

void Packing::observe(model::Observation observation)
{
    begin(Kind::observation, 0);
    body_.observations.push_back(std::move(observation));
}

void Packing::remove(wire::RemovalCause cause, const std::vector<model::DossierId>& dossiers)
{
    for (std::size_t from = 0; from < dossiers.size(); from += kMostIds) {
        const auto first = dossiers.begin() + static_cast<std::ptrdiff_t>(from);
        const std::size_t size = std::min(kMostIds, dossiers.size() - from);
        begin(Kind::removal, size);
        body_.removals.push_back({cause, {first, first + static_cast<std::ptrdiff_t>(size)}});
        ++removals_;
    }
}

void Packing::list(wire::DayList part)
{
    begin(Kind::list, part.ids.size());
    body_.lists.push_back(std::move(part));
    ++lists_;
}

std::uint64_t Packing::claim(const wire::DayClaim& claim)
{
    begin(Kind::claim, claim.sequences.size());
    body_.claims.push_back(claim);
    return last_number();
}

void Packing::close()
{
    if (body_.size() != 0) {
        end_ = outbox_.append(end_, body_);
        body_.withdrawals.clear();
        body_.observations.clear();
        body_.removals.clear();
        body_.lists.clear();
        body_.claims.clear();
    }
    last_ = Kind::withdrawal;
    ids_ = 0;
}

} // namespace congto::spool
