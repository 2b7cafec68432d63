// One gRPC stream to the collector.
#pragma once

#include "agent/uplink/settings.h"

#include <cstdint>
#include <memory>
#include <string>

namespace congto::v1 {
class FromAgent;
class FromCollector;
} // namespace congto::v1

namespace congto::uplink {

// Why a stream is over, as gRPC says it.
struct StreamEnd {
    // sent: a message was larger than the other side's gRPC, or something between, reads; received:
    // larger than this side's does.
    enum class TooLarge : std::uint8_t { none, sent, received };

    std::string detail;
    TooLarge too_large = TooLarge::none;
};

// A connection of its own, made with credentials read anew. One thread sends, one receives, any may
// cancel.
class Stream {
public:
    // Throws runtime::BadSettings: a certificate or key file cannot be read. Does not wait for the
    // collector: the first send or receive says whether it is there.
    explicit Stream(const CollectorSettings& settings);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    // Waits while the collector takes no more. False: the stream is over.
    bool send(const v1::FromAgent& message);
    // Waits for a message. False: the stream is over.
    bool receive(v1::FromCollector& message);
    // Nothing more is sent; the collector ends the stream when it has read everything.
    void half_close();
    void cancel();
    // Only after send() or receive() gave false.
    StreamEnd end();

private:
    struct Call;
    std::unique_ptr<Call> call_;
};

} // namespace congto::uplink
