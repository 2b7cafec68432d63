// The gRPC service Enrolment and the address it has to itself.
#pragma once

#include "collector/access/enrolment.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace congto::access {

struct EnrolmentListening {
    std::string address = "0.0.0.0:7401"; // port 0: any free one
    std::filesystem::path chain_file;     // of this collector; read again when it changes
    std::filesystem::path key_file;
};

class EnrolmentServer {
public:
    // Listens when it returns. Throws runtime::Unavailable: the address cannot be listened on, or
    // the certificate cannot be used. `enrolment` must outlive it. `uplink_port`: where agents
    // stream.
    EnrolmentServer(Enrolment& enrolment, const EnrolmentListening& listening,
                    std::uint16_t uplink_port);
    ~EnrolmentServer();
    EnrolmentServer(const EnrolmentServer&) = delete;
    EnrolmentServer& operator=(const EnrolmentServer&) = delete;

    const std::string& address() const;

private:
    struct Running;
    std::unique_ptr<Running> running_;
};

} // namespace congto::access
