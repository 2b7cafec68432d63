#include "collector/upkeep/ledger_feed.h"

#include <utility>

namespace congto::upkeep {
namespace {

// Larger groups share more rows of cells; each observation takes some 200 bytes until applied.
constexpr std::uint64_t kDossiersOfGroup = 200'000;
constexpr std::size_t kGroupsAhead = 1;

// A removal or a list is one entry of thousands of ids.
std::uint64_t dossiers_in(const store::ReadyBatch& batch)
{
    std::uint64_t dossiers = batch.size;
    for (const wire::Removal& removal : batch.removals) {
        dossiers += removal.ids.size();
    }
    for (const wire::DayList& list : batch.lists) {
        dossiers += list.ids.size();
    }
    return dossiers;
}

} // namespace

LedgerFeed::LedgerFeed(LedgerWalk walk, LedgerCheck& check, Payloads payloads)
    : walk_(walk), check_(check), payloads_(payloads), thread_([this] { read_all(); })
{
}

LedgerFeed::~LedgerFeed()
{
    {
        const std::lock_guard lock(guard_);
        unwanted_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

ReplayGroup LedgerFeed::next()
{
    std::unique_lock lock(guard_);
    changed_.wait(lock, [this] { return ended_ || !ready_.empty(); });
    if (ready_.empty()) {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        return {};
    }
    ReplayGroup group = std::move(ready_.front());
    ready_.pop_front();
    changed_.notify_all();
    return group;
}

void LedgerFeed::read_all()
{
    std::exception_ptr failure;
    try {
        for (auto read = walk_.next(); !read.empty(); read = walk_.next()) {
            for (LedgerEntry& entry : read) {
                if (!add(std::move(entry))) {
                    return;
                }
            }
        }
        hand_over(std::exchange(gathering_, {}));
    } catch (...) {
        failure = std::current_exception();
    }
    const std::lock_guard lock(guard_);
    failure_ = failure;
    ended_ = true;
    changed_.notify_all();
}

bool LedgerFeed::add(LedgerEntry entry)
{
    gathering_.through_entry = entry.number;
    std::optional<Replayed> made = check_.follow(entry);
    if (!made) {
        return true;
    }
    if (const auto* decision = std::get_if<store::Decision>(&*made)) {
        dossiers_ = 0;
        return hand_over(std::exchange(gathering_, {})) &&
               hand_over({{}, *decision, entry.received_at, entry.number});
    }
    auto& batch = std::get<store::ReadyBatch>(*made);
    if (payloads_ == Payloads::kept) {
        batch.ledger_payload = std::move(entry.payload);
        batch.ledger_fingerprints = std::move(entry.fingerprints);
    }
    dossiers_ += dossiers_in(batch);
    gathering_.batches.push_back(std::move(batch));
    if (dossiers_ < kDossiersOfGroup) {
        return true;
    }
    dossiers_ = 0;
    return hand_over(std::exchange(gathering_, {}));
}

bool LedgerFeed::hand_over(ReplayGroup group)
{
    if (group.empty()) {
        return true;
    }
    std::unique_lock lock(guard_);
    changed_.wait(lock, [this] { return unwanted_ || ready_.size() < kGroupsAhead; });
    ready_.push_back(std::move(group));
    changed_.notify_all();
    return !unwanted_;
}

} // namespace congto::upkeep
