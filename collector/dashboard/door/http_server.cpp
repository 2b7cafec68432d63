#include "collector/dashboard/door/http_server.h"

#include "collector/dashboard/door/addresses.h"
#include "collector/dashboard/door/line.h"
#include "collector/dashboard/door/sockets.h"
#include "collector/dashboard/door/workers.h"
#include "config/runtime/failure.h"

#include <future>
#include <set>
#include <utility>

namespace congto::dashboard {
namespace {

Endpoint required_endpoint(const HttpListening& listening)
{
    const auto endpoint = endpoint_of(listening.address);
    if (!endpoint) {
        throw runtime::BadSettings(listening.address +
                                   ": is no address with a port, such as \"0.0.0.0:7443\"");
    }
    if (!listening.tls && !endpoint->is_loopback) {
        throw runtime::BadSettings(listening.address +
                                   ": is served in plain text on loopback addresses only");
    }
    return *endpoint;
}

} // namespace

// All but the constructor, the destructor and counter_ belongs to the sockets' thread.
struct HttpServer::Running final : public Door {
    Running(HttpListening listening, Site site, runtime::Clock& time)
        : clock(time), limits_of_all(listening.limits), proxies(std::move(listening.proxies)),
          sockets(required_endpoint(listening), std::move(listening.tls)),
          workers(std::move(site), limits_of_all,
                  [this](std::function<void()> work) { sockets.post(std::move(work)); })
    {
        sockets.start({[this](std::unique_ptr<Wire> wire, std::string from) {
                           let_in(std::move(wire), std::move(from));
                       },
                       [this] { look(); }},
                      limits_of_all.certificate_look);
    }

    ~Running() override
    {
        sockets.post([this] { stop(); });
        stopped.get_future().wait_for(limits_of_all.stopping + std::chrono::seconds(1));
        workers.stop();
        sockets.end();
        lines.clear();
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void let_in(std::unique_ptr<Wire> wire, std::string from)
    {
        auto refusal = refusal_of(from);
        if (refusal) {
            look(); // some may be over since it was last looked
            refusal = refusal_of(from);
        }
        if (refusal) {
            refused(*refusal, from);
            return;
        }
        ++lines_of[host_of(from)];
        const auto line = std::make_shared<Line>(std::move(wire), std::move(from), *this);
        lines.insert(line);
        counter.lines(lines.size());
        line->begin();
    }

    std::optional<Refusal> refusal_of(const std::string& from) const
    {
        if (lines.size() >= limits_of_all.lines) {
            return Refusal::too_many_lines;
        }
        const auto of_host = lines_of.find(host_of(from));
        const bool has_most =
            of_host != lines_of.end() && of_host->second >= limits_of_all.lines_of_one;
        return has_most && !proxies.contains(from) ? std::optional(Refusal::too_many_lines_of_one)
                                                   : std::nullopt;
    }

    void look()
    {
        for (auto line = lines.begin(); line != lines.end();) {
            (*line)->look();
            line = (*line)->is_over() ? let_go(line) : std::next(line);
        }
        counter.lines(lines.size());
        if (is_stopping && !has_stopped && (lines.empty() || steady() >= stop_due)) {
            has_stopped = true;
            stopped.set_value();
        }
    }

    using Lines = std::set<std::shared_ptr<Line>>;
    Lines::iterator let_go(Lines::iterator line)
    {
        const auto of_host = lines_of.find(host_of((*line)->from()));
        if (--of_host->second == 0) {
            lines_of.erase(of_host);
        }
        return lines.erase(line);
    }

    void stop()
    {
        sockets.stop_accepting();
        is_stopping = true;
        stop_due = steady() + limits_of_all.stopping;
        for (const auto& line : lines) {
            line->stop();
        }
        look();
    }

    const HttpLimits& limits() const override { return limits_of_all; }
    Time steady() override { return clock.steady(); }

    std::optional<Refusal> ask(HttpRequest request, const std::string& from,
                               Answered answered) override
    {
        request.peer = from;
        const std::string host = proxies.contains(from) ? std::string() : host_of(from);
        return workers.ask(std::move(request), host, std::move(answered));
    }

    std::optional<std::string> text_of(const HttpResponse& response, AnswerForm form) override
    {
        form.only_by_tls = sockets.has_tls();
        form.now = clock.now();
        return dashboard::text_of(response, form);
    }

    bool takes(std::size_t bytes) override
    {
        if (answer_bytes + bytes > limits_of_all.answer_bytes) {
            return false;
        }
        answer_bytes += bytes;
        return true;
    }
    void gives_back(std::size_t bytes) override { answer_bytes -= bytes; }
    void refused(Refusal refusal, const std::string& from) override
    {
        counter.refused(refusal, from, steady());
    }
    void answered(int status) override { counter.answered(status); }

    runtime::Clock& clock;
    const HttpLimits limits_of_all;
    const std::set<std::string> proxies;
    DoorCounter counter;
    std::map<std::string, std::size_t> lines_of; // open ones, by host
    std::size_t answer_bytes = 0;                // on their way
    bool is_stopping = false;
    bool has_stopped = false;
    Time stop_due{};
    std::promise<void> stopped;
    Sockets sockets; // outlives the lines' wires
    Lines lines;
    Workers workers;
};

HttpServer::HttpServer(HttpListening listening, Site site, runtime::Clock& clock)
    : running_(std::make_unique<Running>(std::move(listening), std::move(site), clock))
{
}

HttpServer::~HttpServer() = default;

const std::string& HttpServer::address() const
{
    return running_->sockets.address();
}

DoorCounts HttpServer::counts() const
{
    return running_->counter.counts();
}

} // namespace congto::dashboard
