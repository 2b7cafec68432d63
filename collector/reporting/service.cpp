#include "collector/reporting/service.h"

#include "collector/rates/gathered_facts.h"
#include "collector/reporting/answers.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include "congto/v1/reporting.grpc.pb.h"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <grpc/grpc_security_constants.h>

#include <atomic>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace congto::reporting {
namespace {

constexpr std::size_t kThreads = 2;
constexpr int kMostWaiting = 64;

Caller caller_of(const grpc::CallbackServerContext& context)
{
    const auto auth = context.auth_context();
    if (!auth || !auth->IsPeerAuthenticated()) {
        return on_plain_line();
    }
    std::vector<std::string_view> uris;
    const auto names = auth->FindPropertyValues(GRPC_PEER_URI_PROPERTY_NAME);
    for (const grpc::string_ref& uri : names) {
        uris.emplace_back(uri.data(), uri.size());
    }
    return certified(uris);
}

// None on a plain line.
std::optional<std::string> certificate_of(const grpc::CallbackServerContext& context)
{
    const auto auth = context.auth_context();
    if (!auth || !auth->IsPeerAuthenticated()) {
        return std::nullopt;
    }
    const auto shown = auth->FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME);
    return shown.empty() ? std::string() : std::string(shown.front().data(), shown.front().size());
}

std::string lines_of(const std::vector<std::string>& faults)
{
    std::string lines;
    for (const std::string& fault : faults) {
        lines += (lines.empty() ? "" : "\n") + fault;
    }
    return lines;
}

// What the work threw, as the contract words it.
grpc::Status answered(const std::function<void()>& work)
{
    try {
        work();
        return grpc::Status::OK;
    } catch (const Forbidden& forbidden) {
        return {grpc::StatusCode::PERMISSION_DENIED, forbidden.what()};
    } catch (const runtime::BadSettings& faults) {
        return {grpc::StatusCode::INVALID_ARGUMENT, lines_of(faults.faults())};
    } catch (const runtime::Unavailable& unavailable) {
        return {grpc::StatusCode::UNAVAILABLE, unavailable.what()};
    } catch (const std::exception& failure) {
        runtime::log(runtime::Severity::error, "question not answered",
                     {{"reason", failure.what()}});
        return {grpc::StatusCode::INTERNAL, failure.what()};
    }
}

class ReportingService final : public v1::Reporting::CallbackService {
public:
    ReportingService(store::StateDirectory state, flags::Thresholds thresholds,
                     CertificateCheck check)
        : state_(std::move(state)), thresholds_(thresholds), check_(std::move(check))
    {
    }

    ~ReportingService() override { threads_.join(); }
    ReportingService(const ReportingService&) = delete;
    ReportingService& operator=(const ReportingService&) = delete;

    grpc::ServerUnaryReactor* Indicators(grpc::CallbackServerContext* context,
                                         const v1::IndicatorsRequest*,
                                         v1::IndicatorsAnswer* answer) override
    {
        fill_indicators(*answer);
        grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
        reactor->Finish(grpc::Status::OK);
        return reactor;
    }

    grpc::ServerUnaryReactor* Rates(grpc::CallbackServerContext* context,
                                    const v1::RatesRequest* asked, v1::RatesAnswer* answer) override
    {
        return answer_by(context, *asked, *answer, fill_rates);
    }

    grpc::ServerUnaryReactor* Gap(grpc::CallbackServerContext* context, const v1::GapRequest* asked,
                                  v1::GapAnswer* answer) override
    {
        return answer_by(context, *asked, *answer, fill_gap);
    }

    grpc::ServerUnaryReactor* Ranking(grpc::CallbackServerContext* context,
                                      const v1::RankingRequest* asked,
                                      v1::RankingAnswer* answer) override
    {
        return answer_by(context, *asked, *answer, fill_ranking);
    }

    grpc::ServerUnaryReactor* Flags(grpc::CallbackServerContext* context,
                                    const v1::FlagsRequest* asked, v1::FlagsAnswer* answer) override
    {
        return answer_by(context, *asked, *answer,
                         [this](const v1::FlagsRequest& request, const Caller& caller,
                                const rates::Facts& facts, v1::FlagsAnswer& filled) {
                             fill_flags(request, caller, facts, thresholds_, filled);
                         });
    }

private:
    // Asked and answer live until the reactor is finished.
    template <typename Asked, typename Answer, typename Fill>
    grpc::ServerUnaryReactor* answer_by(grpc::CallbackServerContext* context, const Asked& asked,
                                        Answer& answer, Fill fill)
    {
        grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
        if (++waiting_ > kMostWaiting) {
            --waiting_;
            reactor->Finish({grpc::StatusCode::RESOURCE_EXHAUSTED,
                             "too many questions are being answered; ask again"});
            return reactor;
        }
        boost::asio::post(threads_, [this, context, reactor, &asked, &answer, fill] {
            const grpc::Status status =
                context->IsCancelled() ? grpc::Status::CANCELLED : answered([&] {
                    require_certificate(*context);
                    const rates::GatheredFacts gathered(state_);
                    fill(asked, caller_of(*context), gathered.facts(), answer);
                });
            --waiting_;
            reactor->Finish(status);
        });
        return reactor;
    }

    // Throws Forbidden: it was revoked, or is over since the line began.
    void require_certificate(const grpc::CallbackServerContext& context) const
    {
        const auto shown = certificate_of(context);
        if (const auto why = shown && check_ ? check_(*shown) : std::nullopt) {
            throw Forbidden(*why);
        }
    }

    store::StateDirectory state_;
    flags::Thresholds thresholds_;
    CertificateCheck check_;
    std::atomic<int> waiting_{0};
    boost::asio::thread_pool threads_{kThreads};
};

} // namespace

std::shared_ptr<grpc::Service> make_service(const store::StateDirectory& state,
                                            const flags::Thresholds& thresholds,
                                            CertificateCheck check)
{
    return std::make_shared<ReportingService>(state, thresholds, std::move(check));
}

} // namespace congto::reporting
