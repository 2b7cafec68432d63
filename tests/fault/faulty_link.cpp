#include "tests/fault/faulty_link.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace congto::test {
namespace {

constexpr std::chrono::milliseconds kDelay{60};

void halve(std::string& bytes)
{
    bytes.resize(bytes.size() / 2);
}

void truncate(v1::FromAgent& message)
{
    if (message.has_greeting()) {
        halve(*message.mutable_greeting()->mutable_spool_id());
    } else if (message.has_batch()) {
        halve(*message.mutable_batch()->mutable_body());
    } else {
        message.clear_kind();
    }
}

void truncate(v1::FromCollector& message)
{
    if (message.has_welcome()) {
        halve(*message.mutable_welcome()->mutable_incarnation());
    } else if (message.has_receipt()) {
        halve(*message.mutable_receipt()->mutable_chain());
    } else {
        message.clear_kind();
    }
}

} // namespace

FaultyLink::FaultyLink(const std::string& collector, Disturbance disturbance, int at)
    : collector_(collector), disturbance_(disturbance), at_(at)
{
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    if (!server_) {
        throw std::runtime_error("the link cannot listen");
    }
    address_ = "127.0.0.1:" + std::to_string(port);
}

FaultyLink::~FaultyLink()
{
    server_->Shutdown(std::chrono::system_clock::now());
}

grpc::Status FaultyLink::Connect(grpc::ServerContext* context, ToAgent* agent)
{
    const auto channel = grpc::CreateChannel(collector_, grpc::InsecureChannelCredentials());
    const auto stub = v1::Uplink::NewStub(channel);
    Joined joined{context, {}};
    const auto collector = stub->Connect(&joined.collector);
    std::thread back([&] { pass_all<v1::FromCollector>(*collector, *agent, joined); });
    pass_all<v1::FromAgent>(*agent, *collector, joined);
    back.join();
    return grpc::Status::OK;
}

template <typename Message, typename From, typename To>
void FaultyLink::pass_all(From& from, To& to, Joined& joined)
{
    Message message;
    while (from.Read(&message) && pass(message, to, joined)) {
        message = {};
    }
    joined.agent->TryCancel();
    if (!joined.keeps_collector) {
        joined.collector.TryCancel();
    } else {
        // Longer than the agent needs to come back.
        std::this_thread::sleep_for(kDelay);
        joined.collector.TryCancel();
    }
}

template <typename Message, typename To>
bool FaultyLink::pass(Message& message, To& to, Joined& joined)
{
    if (++messages_ != at_) {
        return to.Write(message);
    }
    switch (disturbance_) {
    case Disturbance::none:
        break;
    case Disturbance::cut_before:
        return false;
    case Disturbance::cut_after:
        to.Write(message);
        return false;
    case Disturbance::half_open:
        joined.keeps_collector = true;
        return false;
    case Disturbance::delay:
        std::this_thread::sleep_for(kDelay);
        break;
    case Disturbance::duplicate:
        to.Write(message);
        break;
    case Disturbance::truncate:
        truncate(message);
        break;
    }
    return to.Write(message);
}

} // namespace congto::test
