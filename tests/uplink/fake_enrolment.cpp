#include "tests/uplink/fake_enrolment.h"

#include "proto/identity/certificate.h"
#include "proto/identity/private_key.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <stdexcept>
#include <utility>

namespace congto::test {
namespace {

constexpr const char* kName = "congto://unit/H44/main";

grpc::Status unknown(const std::string& why)
{
    return {grpc::StatusCode::UNAUTHENTICATED, why};
}

} // namespace

FakeEnrolment::FakeEnrolment(const std::string& host)
{
    const KeyPair own = test::certificate(host, &authority_);
    grpc::SslServerCredentialsOptions options;
    options.pem_key_cert_pairs.push_back({own.key, own.certificate + authority_.certificate});
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(options), &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    if (!server_) {
        throw std::runtime_error("no port for the service Enrolment");
    }
}

FakeEnrolment::~FakeEnrolment()
{
    server_->Shutdown(std::chrono::system_clock::now());
}

identity::Invitation FakeEnrolment::invitation() const
{
    return {address(), token_,
            identity::Certificate::all_in_pem(authority_.certificate).front().fingerprint()};
}

void FakeEnrolment::answer_with(grpc::Status status)
{
    const std::scoped_lock lock(mutex_);
    status_ = std::move(status);
}

void FakeEnrolment::lose_answers(bool lose)
{
    const std::scoped_lock lock(mutex_);
    lose_ = lose;
}

void FakeEnrolment::give_life(const Life& life)
{
    const std::scoped_lock lock(mutex_);
    life_ = life;
}

void FakeEnrolment::mistake_keys(bool mistake)
{
    const std::scoped_lock lock(mutex_);
    mistake_ = mistake;
}

void FakeEnrolment::sign_as(const KeyPair& authority)
{
    const std::scoped_lock lock(mutex_);
    signer_ = authority;
}

std::vector<std::string> FakeEnrolment::made() const
{
    const std::scoped_lock lock(mutex_);
    return made_;
}

int FakeEnrolment::asked() const
{
    const std::scoped_lock lock(mutex_);
    return asked_;
}

void FakeEnrolment::fill(const std::string& certificate, v1::Enrolled& answer) const
{
    const auto der = [](const std::string& pem) {
        return identity::Certificate::all_in_pem(pem).front().der();
    };
    answer.set_certificate(der(certificate));
    answer.add_authorities(der(authority_.certificate));
    if (signer_.certificate != authority_.certificate) {
        answer.add_authorities(der(signer_.certificate));
    }
    answer.set_unit("H44");
    answer.set_agent("main");
    answer.set_uplink_port(kUplinkPort);
}

grpc::Status FakeEnrolment::give(const std::string& request, v1::Enrolled& answer)
{
    made_.push_back(
        certificate_for(mistake_ ? identity::PrivateKey::generate().signing_request() : request,
                        kName, signer_, life_));
    fill(made_.back(), answer);
    return lose_ ? grpc::Status(grpc::StatusCode::UNAVAILABLE, "lost") : grpc::Status::OK;
}

grpc::Status FakeEnrolment::Enroll(grpc::ServerContext* /*context*/,
                                   const v1::EnrollRequest* question, v1::Enrolled* answer)
{
    const std::scoped_lock lock(mutex_);
    ++asked_;
    if (status_) {
        return *status_;
    }
    if (question->token() != token_) {
        return unknown("this token is not known");
    }
    if (!question->unit().empty() && question->unit() != "H44") {
        return {grpc::StatusCode::PERMISSION_DENIED, "the token is of unit H44"};
    }
    const auto key = identity::PublicKey::of_request(question->signing_request());
    if (!key) {
        return {grpc::StatusCode::INVALID_ARGUMENT, "no signing request"};
    }
    if (key_.empty()) {
        key_ = key->der();
        return give(question->signing_request(), *answer);
    }
    if (key->der() != key_) {
        return unknown("this token was used");
    }
    fill(made_.front(), *answer);
    return grpc::Status::OK;
}

grpc::Status FakeEnrolment::Renew(grpc::ServerContext* /*context*/,
                                  const v1::RenewRequest* question, v1::Enrolled* answer)
{
    const std::scoped_lock lock(mutex_);
    ++asked_;
    if (status_) {
        return *status_;
    }
    const auto own = identity::Certificate::from_der(question->certificate());
    const auto key = own ? own->public_key() : std::nullopt;
    const bool is_ours =
        key && own->is_signed_by(identity::Certificate::all_in_pem(authority_.certificate).front());
    if (!is_ours || !key->signed_this("congto renewal 1\n" + question->signing_request(),
                                      question->signature())) {
        return unknown("the certificate is not of this collector, or its key did not sign");
    }
    return give(question->signing_request(), *answer);
}

} // namespace congto::test
