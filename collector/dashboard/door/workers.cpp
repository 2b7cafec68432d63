#include "collector/dashboard/door/workers.h"

#include "config/runtime/log.h"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <exception>
#include <string_view>
#include <utility>

namespace congto::dashboard {
namespace {

std::optional<HttpResponse> answer_of(const Site& site, const HttpRequest& request)
{
    try {
        return site(request);
    } catch (const std::exception& failure) {
        runtime::log(runtime::Severity::error, "a page failed", {{"detail", failure.what()}});
    } catch (...) {
        runtime::log(runtime::Severity::error, "a page failed");
    }
    return std::nullopt;
}

} // namespace

bool takes_long(const HttpRequest& request)
{
    const std::string_view target = request.target;
    const std::string_view path = target.substr(0, target.find('?'));
    return request.method == "POST" && (path == "/login" || path == "/password");
}

struct Workers::Threads {
    boost::asio::thread_pool questions{2};
    boost::asio::thread_pool long_ones{1};
};

Workers::Workers(Site site, const HttpLimits& limits,
                 std::function<void(std::function<void()>)> post)
    : site_(std::move(site)), most_of_one_(limits.waiting_of_one),
      post_(std::move(post)), questions_{limits.waiting, 0, {}}, long_ones_{limits.waiting_long,
                                                                            0,
                                                                            {}},
      threads_(std::make_unique<Threads>())
{
}

Workers::~Workers()
{
    stop();
}

std::optional<Refusal> Workers::ask(HttpRequest request, const std::string& host, Answered answered)
{
    const bool is_long = takes_long(request);
    Queue& queue = is_long ? long_ones_ : questions_;
    if (queue.waiting >= queue.most) {
        return Refusal::too_many_waiting;
    }
    if (!host.empty()) {
        if (queue.of_one[host] >= most_of_one_) {
            return Refusal::too_many_waiting_of_one;
        }
        ++queue.of_one[host];
    }
    ++queue.waiting;
    auto work = [this, &queue, host, request = std::move(request),
                 answered = std::move(answered)]() mutable {
        auto response = answer_of(site_, request);
        post_([this, &queue, host = std::move(host), answered = std::move(answered),
               response = std::move(response)]() mutable {
            leave(queue, host);
            answered(std::move(response));
        });
    };
    if (is_long) {
        boost::asio::post(threads_->long_ones, std::move(work));
    } else {
        boost::asio::post(threads_->questions, std::move(work));
    }
    return std::nullopt;
}

void Workers::leave(Queue& queue, const std::string& host)
{
    --queue.waiting;
    const auto of_host = queue.of_one.find(host);
    if (of_host != queue.of_one.end() && --of_host->second == 0) {
        queue.of_one.erase(of_host);
    }
}

void Workers::stop()
{
    threads_->questions.stop();
    threads_->long_ones.stop();
    threads_->questions.join();
    threads_->long_ones.join();
}

} // namespace congto::dashboard
