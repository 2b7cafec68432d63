// The gRPC channel under a stream. gRPC is known to stream.cpp and channel.cpp alone.
#pragma once

#include "agent/uplink/settings.h"

#include <memory>

namespace grpc {
class Channel;
}

namespace congto::uplink {

// Throws runtime::BadSettings: a certificate or key file cannot be read.
std::shared_ptr<grpc::Channel> open_channel(const CollectorSettings& settings);

} // namespace congto::uplink
