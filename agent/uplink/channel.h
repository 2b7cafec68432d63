// The gRPC channel under a stream. Includes gRPC: for stream.cpp and channel.cpp alone.
#pragma once

#include "agent/uplink/settings.h"

#include <grpcpp/channel.h>

#include <memory>

namespace congto::uplink {

// Throws runtime::BadSettings: a certificate or key file cannot be read.
std::shared_ptr<grpc::Channel> open_channel(const CollectorSettings& settings);

} // namespace congto::uplink
