// A collector that answers programs, and programs that ask it.
#pragma once

#include "collector/reporting/service.h"
#include "tests/rates/town.h"
#include "tests/uplink/certificate.h"

#include "congto/v1/reporting.grpc.pb.h"

#include <catch2/catch.hpp>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <memory>
#include <string>

namespace congto::test {

inline constexpr const char* kMinistry = "congto://ministry/statistics";
inline constexpr const char* kPhuTho = "congto://unit/H44/agent-1";

// The town's collector, answering programs.
class Answering {
public:
    Answering()
    {
        town_.reporting("unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"
                        "H44,2026-01,end_to_end,,,60.5,report,2026-02-01\n"
                        "G09,2026-01,end_to_end,,,100,report,2026-02-01\n");
        town_.filled().close();
        service_ = reporting::make_service(town_.filled().state(), flags::Thresholds(),
                                           [this](std::string_view pem) { return refusal(pem); });
        const auto own = certificate("127.0.0.1", &authority_);
        grpc::SslServerCredentialsOptions options(
            GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
        options.pem_root_certs = authority_.certificate;
        options.pem_key_cert_pairs.push_back({own.key, own.certificate});
        grpc::ServerBuilder builder;
        builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(options), &port_);
        builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &plain_port_);
        builder.RegisterService(service_.get());
        server_ = builder.BuildAndStart();
        REQUIRE(server_ != nullptr);
    }

    ~Answering()
    {
        server_->Shutdown();
        server_->Wait();
    }

    // Of somebody whose certificate has that name.
    std::unique_ptr<v1::Reporting::Stub> asker(const std::string& name) const
    {
        const auto own = certificate(name, &authority_);
        grpc::SslCredentialsOptions options;
        options.pem_root_certs = authority_.certificate;
        options.pem_cert_chain = own.certificate;
        options.pem_private_key = own.key;
        return v1::Reporting::NewStub(grpc::CreateChannel("127.0.0.1:" + std::to_string(port_),
                                                          grpc::SslCredentials(options)));
    }

    std::unique_ptr<v1::Reporting::Stub> plain_asker() const
    {
        return v1::Reporting::NewStub(grpc::CreateChannel(
            "127.0.0.1:" + std::to_string(plain_port_), grpc::InsecureChannelCredentials()));
    }

    // From now on every certificate is refused.
    void revoke_all() { revoked_ = true; }

private:
    std::optional<std::string> refusal(std::string_view pem) const
    {
        const bool is_shown = pem.find("BEGIN CERTIFICATE") != std::string_view::npos;
        return revoked_ || !is_shown ? std::optional<std::string>("revoked") : std::nullopt;
    }

    std::atomic<bool> revoked_ = false;
    Town town_;
    KeyPair authority_ = certificate("authority", nullptr);
    std::shared_ptr<grpc::Service> service_;
    std::unique_ptr<grpc::Server> server_;
    int port_ = 0;
    int plain_port_ = 0;
};

template <typename Asked, typename Answer>
struct Asking {
    Asked asked;
    Answer answer;
    grpc::Status status;

    using Call = grpc::Status (v1::Reporting::Stub::*)(grpc::ClientContext*, const Asked&, Answer*);

    // Also from several threads: what Catch keeps of a test is one thread's.
    Asking& ask(v1::Reporting::Stub& stub, Call call)
    {
        grpc::ClientContext context;
        context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
        status = (stub.*call)(&context, asked, &answer);
        return *this;
    }
};

} // namespace congto::test
