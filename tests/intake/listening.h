// A collector on a socket, and a client at the other end of it.
#pragma once

#include "collector/intake/server.h"
#include "tests/intake/fake_agent.h"
#include "tests/support/process.h"

#include "congto/v1/uplink.grpc.pb.h"

#include <grpcpp/create_channel.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace congto::test {

constexpr std::string_view kLoopback = "127.0.0.1:0";

// A collector that listens on a free port of loopback.
struct Collector {
    explicit Collector(intake::Limits limits = {}) { start(limits); }
    // With a store of the test's own.
    explicit Collector(std::unique_ptr<store::Store> store, intake::Limits limits = {})
    {
        filled.close();
        // It ends its streams itself, or longer than a test takes is waited for them.
        listen(std::move(store), limits, std::chrono::hours(1));
    }

    void start(intake::Limits limits = {})
    {
        filled.close();
        listen(store::open_store(filled.state()), limits);
    }

    void listen(std::unique_ptr<store::Store> store, intake::Limits limits,
                std::chrono::seconds grace = std::chrono::seconds(5))
    {
        intake::ServerParts parts;
        parts.grace = grace;
        parts.listening.address = kLoopback;
        parts.limits = limits;
        parts.unit_of = [this](std::string_view code) -> std::optional<store::UnitId> {
            return code == "H44" ? std::optional(filled.unit(code)) : std::nullopt;
        };
        parts.on_corrupt = [this] { corrupt = true; };
        server.emplace(std::move(parts), std::move(store), clock);
    }

    FilledStore filled;
    runtime::SystemClock clock;
    std::atomic<bool> corrupt = false;
    std::optional<intake::Server> server;
};

// A real client.
struct Client {
    // Nothing here waits for longer, whatever a collector does not do.
    explicit Client(const std::string& address, std::chrono::milliseconds patience = 5 * kPatience)
        : channel(grpc::CreateChannel(address, grpc::InsecureChannelCredentials())),
          stub(v1::Uplink::NewStub(channel))
    {
        context.set_deadline(std::chrono::system_clock::now() + patience);
        stream = stub->Connect(&context);
    }
    ~Client() { context.TryCancel(); }

    v1::FromCollector next()
    {
        v1::FromCollector message;
        return stream->Read(&message) ? message : v1::FromCollector();
    }

    std::shared_ptr<grpc::Channel> channel;
    std::unique_ptr<v1::Uplink::Stub> stub;
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReaderWriter<v1::FromAgent, v1::FromCollector>> stream;
};

} // namespace congto::test
