#include "collector/upkeep/replay.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <utility>

namespace congto::upkeep {
namespace {

std::string said(const store::BatchRefused& refused)
{
    switch (refused.fault) {
    case store::BatchRefused::Fault::sequence_gap:
        return "its numbers do not follow";
    case store::BatchRefused::Fault::chain_differs:
        return "its chain does not follow";
    case store::BatchRefused::Fault::unknown_source:
        return "its spool is unknown, or greeted without the source it names";
    }
    return {};
}

} // namespace

Replay::Replay(std::unique_ptr<SQLite::Database> into, Payloads payloads)
    : into_(into->getHandle()), store_(std::move(into), {}, nullptr), payloads_(payloads)
{
}

Replay::~Replay() = default;

void Replay::run(sqlite3* from, std::int64_t through, const std::function<void()>& visit)
{
    LedgerFeed feed(LedgerWalk(from, through_entry_, through), check_, payloads_);
    for (ReplayGroup group = feed.next(); !group.empty(); group = feed.next()) {
        apply(std::move(group));
        if (visit) {
            visit();
        }
    }
    through_entry_ = through;
}

void Replay::apply(ReplayGroup group)
{
    store::Group applied;
    applied.batches = std::move(group.batches);
    if (group.decision) {
        applied.decisions.push_back(*group.decision);
    }
    // Whatever depends on the time goes by each batch's own.
    const store::GroupAnswers answers = store_.apply(
        applied, group.decision ? group.decided_at : applied.batches.back().received_at);
    for (std::size_t i = 0; i < answers.batches.size(); ++i) {
        const store::ReadyBatch& batch = applied.batches[i];
        if (const auto* refused = std::get_if<store::BatchRefused>(&answers.batches[i])) {
            refusals_.add("ledger", "spool " + std::to_string(batch.spool) + ", numbers from " +
                                        std::to_string(batch.first_sequence) +
                                        ": cannot be applied again: " + said(*refused));
        } else {
            applied_ += batch.size;
        }
    }
}

Findings Replay::findings() const
{
    Findings all = check_.findings();
    all.add(refusals_);
    return all;
}

} // namespace congto::upkeep
