// How much is on its way without a receipt.
#pragma once

#include <cstdint>
#include <deque>

namespace congto::uplink {

// A value of one thread.
class Window {
public:
    explicit Window(std::uint64_t bytes) : limit_(bytes) {}

    // A single batch is always allowed, however large.
    bool allows(std::uint64_t bytes) const
    {
        return under_way_.empty() || bytes_ + bytes <= limit_;
    }
    void sent(std::uint64_t last_sequence, std::uint64_t bytes)
    {
        under_way_.push_back({last_sequence, bytes});
        bytes_ += bytes;
    }
    void receipted(std::uint64_t through)
    {
        while (!under_way_.empty() && under_way_.front().last_sequence <= through) {
            bytes_ -= under_way_.front().bytes;
            under_way_.pop_front();
        }
    }
    bool empty() const { return under_way_.empty(); }

private:
    struct Batch {
        std::uint64_t last_sequence;
        std::uint64_t bytes;
    };

    std::uint64_t limit_;
    std::uint64_t bytes_ = 0;
    std::deque<Batch> under_way_;
};

} // namespace congto::uplink
