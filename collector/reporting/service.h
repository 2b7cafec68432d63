// The gRPC service: programs ask, snapshots answer.
#pragma once

#include "collector/flags/thresholds.h"
#include "collector/store/state_directory.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace grpc {
class Service;
}

namespace congto::reporting {

// Why a caller's certificate (PEM) is not taken though the line's own check took it; none: it is.
using CertificateCheck = std::function<std::optional<std::string>(std::string_view pem)>;

// To be registered with a server on the collector's address, which must end before it. Each
// question is answered from a snapshot of its own, on two threads of the service's: what agents say
// on the same address never waits for it. At most 64 questions wait.
std::shared_ptr<grpc::Service> make_service(const store::StateDirectory& state,
                                            const flags::Thresholds& thresholds,
                                            CertificateCheck check = nullptr);

} // namespace congto::reporting
