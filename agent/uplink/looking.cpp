#include "agent/uplink/looking.h"

#include "agent/uplink/certificates.h"
#include "agent/uplink/channel.h"
#include "agent/uplink/doubting.h"

#include "congto/v1/uplink.grpc.pb.h"

#include <grpcpp/channel.h>

#include <optional>
#include <utility>

namespace congto::uplink {
namespace {

using Found = Look::Found;

// Where no authorities are named, the machine's own are, which gRPC knows.
std::shared_ptr<grpc::Channel> channel_to(const CollectorSettings& settings, model::Instant now,
                                          const std::shared_ptr<Judged>& judged)
{
    if (settings.plaintext) {
        return open_channel(settings);
    }
    const Certificates read = read_certificates(settings);
    if (read.authorities.empty()) {
        return open_channel(settings);
    }
    const auto doubt = [authorities = identity::Certificate::all_in_pem(read.authorities),
                        host = host_of(settings.address),
                        now](const std::vector<identity::Certificate>& chain) {
        return doubt_by_authorities(chain, authorities, host, now);
    };
    return open_channel(settings.address, judging(doubt, judged, {read.own, read.key}));
}

// gRPC has a status for what kind of failure it is, and words for which.
bool says(const std::string& detail, const char* word)
{
    return detail.find(word) != std::string::npos;
}

Look judgement_on(const grpc::Status& status, const Judged& judged)
{
    if (auto doubt = judged.doubt()) {
        return {Found::doubted, std::move(*doubt)};
    }
    std::string detail = status.error_message();
    if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED ||
        says(detail, "missing selected ALPN")) {
        return {Found::not_one, std::move(detail)};
    }
    // gRPC's line is there when the collector has taken the certificate, and not before.
    if (judged.is_believed() && status.error_code() == grpc::StatusCode::UNAVAILABLE) {
        return {Found::refusing, std::move(detail)};
    }
    return {Found::away, std::move(detail)};
}

} // namespace

Look look_at_collector(const CollectorSettings& settings, model::Instant now,
                       std::chrono::milliseconds patience, const std::stop_token& stop)
{
    const auto judged = std::make_shared<Judged>();
    const auto stub = v1::Uplink::NewStub(channel_to(settings, now, judged));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + patience);
    const std::stop_callback cancel(stop, [&] { context.TryCancel(); });
    const auto stream = stub->Connect(&context);
    stream->WritesDone();
    std::optional<std::string> refused;
    for (v1::FromCollector said; stream->Read(&said);) {
        if (said.has_refusal() && said.refusal().reason() == v1::REASON_FORBIDDEN) {
            refused = said.refusal().detail();
        }
    }
    const grpc::Status status = stream->Finish();
    if (refused) {
        return {Found::refusing, *refused};
    }
    return status.ok() ? Look{} : judgement_on(status, *judged);
}

} // namespace congto::uplink
