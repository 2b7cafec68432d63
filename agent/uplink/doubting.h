// TLS whose other end is judged here and not by gRPC: who enrols knows a fingerprint only, and who
// looks wants to know what is wrong. For enrolment_call.cpp and looking.cpp alone.
#pragma once

#include "agent/uplink/believing.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace grpc {
class ChannelCredentials;
} // namespace grpc

namespace congto::uplink {

// Asked once the line is encrypted and before anything is sent, by gRPC's thread; it may still be
// asked when nobody waits for the answer any more.
using AskDoubt = std::function<Doubt(const std::vector<identity::Certificate>& chain)>;

// What came of it. Any thread.
class Judged {
public:
    void say(Doubt doubt);
    // None: nobody answered yet, or who did is believed.
    Doubt doubt() const;
    // Somebody answered, and is the one who should.
    bool is_believed() const;

private:
    mutable std::mutex mutex_;
    bool was_asked_ = false;
    Doubt doubt_;
};

// What this end shows, PEM; empty: nothing.
struct Shown {
    std::string certificate;
    std::string key;
};

std::shared_ptr<grpc::ChannelCredentials>
judging(const AskDoubt& doubt, const std::shared_ptr<Judged>& judged, const Shown& own = {});

} // namespace congto::uplink
