// The gRPC service: every stream is a conversation.
#pragma once

#include "collector/intake/conversation.h"

#include <cstddef>
#include <memory>

namespace grpc {
class Service;
}

namespace congto::intake {

// Of a stream, in bytes. gRPC itself holds to it only with clients that answer its settings.
inline constexpr std::size_t kLargestHeader = 16 << 10;

// `around` must outlive the service and every stream of it.
std::unique_ptr<grpc::Service> make_service(Surroundings& around);

} // namespace congto::intake
