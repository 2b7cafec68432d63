// A collector's service Enrolment of a few lines, over TLS, that follows the contract and fails on
// request.
#pragma once

#include "proto/identity/invitation.h"
#include "tests/uplink/certificate.h"

#include "congto/v1/enrolment.grpc.pb.h"

#include <grpcpp/server.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace congto::test {

class FakeEnrolment final : public v1::Enrolment::Service {
public:
    // Its certificate names that host; it listens on the loopback.
    explicit FakeEnrolment(const std::string& host = "127.0.0.1");
    ~FakeEnrolment() override;

    // Of the unit H44, good for one key.
    identity::Invitation invitation() const;
    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

    void answer_with(grpc::Status status);
    // The certificate is made, and the answer is lost.
    void lose_answers(bool lose);
    void give_life(const Life& life);
    // For a key nobody has.
    void mistake_keys(bool mistake);
    // Certificates somebody else signed: the collector will not know them.
    void sign_as(const KeyPair& authority);

    // PEM, in the order they were made.
    std::vector<std::string> made() const;
    int asked() const;
    const KeyPair& authority() const { return authority_; }
    static constexpr std::uint32_t kUplinkPort = 7400;

private:
    grpc::Status Enroll(grpc::ServerContext* context, const v1::EnrollRequest* question,
                        v1::Enrolled* answer) override;
    grpc::Status Renew(grpc::ServerContext* context, const v1::RenewRequest* question,
                       v1::Enrolled* answer) override;
    grpc::Status give(const std::string& request, v1::Enrolled& answer);
    void fill(const std::string& certificate, v1::Enrolled& answer) const;

    KeyPair authority_ = test::certificate("authority", nullptr);
    KeyPair signer_ = authority_;
    std::string token_ = identity::new_token();
    mutable std::mutex mutex_;
    std::optional<grpc::Status> status_;
    bool lose_ = false;
    bool mistake_ = false;
    Life life_;
    int asked_ = 0;
    std::string key_; // the token's
    std::vector<std::string> made_;
    std::unique_ptr<grpc::Server> server_;
    int port_ = 0;
};

} // namespace congto::test
