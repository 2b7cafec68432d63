// The gRPC service: every stream is a conversation.
#pragma once

#include "collector/intake/conversation.h"

#include <memory>

namespace grpc {
class Service;
}

namespace congto::intake {

// `around` must outlive the service and every stream of it.
std::unique_ptr<grpc::Service> make_service(Surroundings& around);

} // namespace congto::intake
