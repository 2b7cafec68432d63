// A line between an agent and a collector that is disturbed at one message.
//
//   Uplink ═══► FaultyLink ═══► Server
//          ◄═══            ◄═══
//
// It stands for both: to the agent it is the collector, to the collector an agent; it passes on
// every message as it came, but one.
#pragma once

#include "congto/v1/uplink.grpc.pb.h"

#include <grpcpp/client_context.h>
#include <grpcpp/server.h>

#include <atomic>
#include <memory>
#include <string>

namespace congto::test {

enum class Disturbance : std::uint8_t {
    none,
    cut_before, // both ends lose the line instead of the message
    cut_after,  // the message arrives, and then the line is lost
    half_open,  // the agent loses the line, the collector does not hear of it
    delay,
    duplicate,
    truncate, // half of it arrives
};

class FaultyLink final : public v1::Uplink::Service {
public:
    // Disturbs the `at`-th message, counted in both directions together, from 1.
    FaultyLink(const std::string& collector, Disturbance disturbance, int at);
    ~FaultyLink() override;

    const std::string& address() const { return address_; }
    int messages() const { return messages_; }

private:
    using ToAgent = grpc::ServerReaderWriter<v1::FromCollector, v1::FromAgent>;
    using ToCollector = grpc::ClientReaderWriter<v1::FromAgent, v1::FromCollector>;
    // What one agent's call is joined to.
    struct Joined {
        grpc::ServerContext* agent;
        grpc::ClientContext collector;
        std::atomic<bool> keeps_collector = false;
    };

    grpc::Status Connect(grpc::ServerContext* context, ToAgent* agent) override;
    // Reads until an end is lost; ends the other.
    template <typename Message, typename From, typename To>
    void pass_all(From& from, To& to, Joined& joined);
    // False: the line is cut here.
    template <typename Message, typename To>
    bool pass(Message& message, To& to, Joined& joined);

    std::string collector_;
    Disturbance disturbance_;
    int at_;
    std::atomic<int> messages_{0};
    std::string address_;
    std::unique_ptr<grpc::Server> server_;
};

} // namespace congto::test
