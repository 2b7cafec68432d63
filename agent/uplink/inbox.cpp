#include "agent/uplink/inbox.h"

#include "congto/v1/uplink.pb.h"

#include <utility>

namespace congto::uplink {

Inbox::Inbox(Stream& stream, Bell& bell)
    : stream_(stream), bell_(bell), receiving_([this] { receive(); })
{
}

Inbox::~Inbox()
{
    if (!is_over()) { // a cancelled stream no longer says why it ended
        stream_.cancel();
    }
    receiving_.join();
}

void Inbox::receive()
{
    v1::FromCollector message;
    while (stream_.receive(message)) {
        Answer answer = read_answer(message);
        {
            const std::scoped_lock lock(mutex_);
            if (auto* welcome = std::get_if<Welcome>(&answer)) {
                welcome_ = *welcome;
            } else if (auto* receipt = std::get_if<spool::Receipt>(&answer)) {
                if (receipt_) {
                    auto& verdicts = receipt->verdicts;
                    verdicts.insert(verdicts.begin(), receipt_->verdicts.begin(),
                                    receipt_->verdicts.end());
                }
                receipt_ = std::move(*receipt);
            } else if (auto* refusal = std::get_if<Refusal>(&answer)) {
                refusal_ = std::move(*refusal);
            } else {
                unlawful_ = std::get<Unlawful>(answer);
            }
        }
        bell_.ring();
    }
    {
        const std::scoped_lock lock(mutex_);
        over_ = true;
    }
    bell_.ring();
}

std::optional<Welcome> Inbox::take_welcome()
{
    const std::scoped_lock lock(mutex_);
    return std::exchange(welcome_, std::nullopt);
}

std::optional<spool::Receipt> Inbox::take_receipt()
{
    const std::scoped_lock lock(mutex_);
    return std::exchange(receipt_, std::nullopt);
}

std::optional<Refusal> Inbox::refusal()
{
    const std::scoped_lock lock(mutex_);
    return refusal_;
}

std::optional<Unlawful> Inbox::unlawful()
{
    const std::scoped_lock lock(mutex_);
    return unlawful_;
}

bool Inbox::is_over()
{
    const std::scoped_lock lock(mutex_);
    return over_;
}

} // namespace congto::uplink
