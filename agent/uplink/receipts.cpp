#include "agent/uplink/receipts.h"

#include "config/runtime/failure.h"

#include <algorithm>
#include <utility>

namespace congto::uplink {

using std::chrono::milliseconds;

void Receipts::take(spool::Receipt receipt)
{
    if (waiting_) {
        receipt.verdicts.insert(receipt.verdicts.begin(), waiting_->verdicts.begin(),
                                waiting_->verdicts.end());
    }
    waiting_ = std::move(receipt);
}

bool Receipts::store()
{
    if (wait() != milliseconds(0)) {
        return false;
    }
    try {
        spool_.store(*waiting_);
        spool_.note(waiting_->verdicts);
    } catch (const runtime::Unavailable&) {
        // The disk is full: reading says so. A receipt that is lost is given again by a Welcome.
        not_before_ = clock_.steady() + waits_.disk;
        return false;
    }
    waiting_.reset();
    due_ = clock_.steady() + waits_.receipts;
    return true;
}

std::optional<milliseconds> Receipts::wait() const
{
    if (!waiting_) {
        return std::nullopt;
    }
    const auto left = std::max(due_, not_before_) - clock_.steady();
    return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(left));
}

} // namespace congto::uplink
