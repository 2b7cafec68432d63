// The gRPC channel under a stream. gRPC is known to few files (README.md).
#pragma once

#include "agent/uplink/settings.h"

#include <memory>
#include <string>

namespace grpc {
class Channel;
class ChannelCredentials;
} // namespace grpc

namespace congto::uplink {

// The largest message that is received, in bytes: answers are far smaller, and nobody fills this
// agent's memory. Odd, because gRPC says of a message that was too large only how large it might
// have been, and not which end says so: a collector's own limit is a multiple of four.
inline constexpr int kLargestAnswer = (1 << 20) + 1;

// Throws runtime::BadSettings: a certificate or key file cannot be read.
std::shared_ptr<grpc::Channel> open_channel(const CollectorSettings& settings);
// With credentials of one's own.
std::shared_ptr<grpc::Channel>
open_channel(const std::string& address,
             const std::shared_ptr<grpc::ChannelCredentials>& credentials);

} // namespace congto::uplink
