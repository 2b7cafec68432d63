// The gRPC channel under a stream. gRPC is known to stream.cpp, enrolment_call.cpp and
// channel.cpp alone.
#pragma once

#include "agent/uplink/settings.h"

#include <memory>
#include <string>

namespace grpc {
class Channel;
class ChannelCredentials;
} // namespace grpc

namespace congto::uplink {

// Throws runtime::BadSettings: a certificate or key file cannot be read.
std::shared_ptr<grpc::Channel> open_channel(const CollectorSettings& settings);
// With credentials of one's own.
std::shared_ptr<grpc::Channel>
open_channel(const std::string& address,
             const std::shared_ptr<grpc::ChannelCredentials>& credentials);

} // namespace congto::uplink
