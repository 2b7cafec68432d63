// The threads that ask the site.
#pragma once

#include "collector/dashboard/door/http_limits.h"
#include "collector/dashboard/door/refusal.h"
#include "collector/dashboard/http_message.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace congto::dashboard {

// A password is hashed for it, in tenths of a second on purpose: sign-in and change of password.
bool takes_long(const HttpRequest& request);

// Two threads for questions and one for what takes long, so that those who guess passwords make
// nobody wait for figures.
class Workers {
public:
    // `post` does work on the thread that asks, from any thread.
    Workers(Site site, const HttpLimits& limits, std::function<void(std::function<void()>)> post);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // None: the site failed.
    using Answered = std::function<void(std::optional<HttpResponse>)>;
    // Always on the same thread, where `answered` is called too. `host`: whose it is; empty: not
    // counted by host. None: it will be answered.
    std::optional<Refusal> ask(HttpRequest request, const std::string& host, Answered answered);
    // What has begun is finished, what waits is let go.
    void stop();

private:
    struct Threads;
    // Those that wait or are being answered.
    struct Queue {
        std::size_t most = 0;
        std::size_t waiting = 0;
        std::map<std::string, std::size_t> of_one;
    };
    void leave(Queue& queue, const std::string& host);

    const Site site_;
    const std::size_t most_of_one_;
    const std::function<void(std::function<void()>)> post_;
    Queue questions_;
    Queue long_ones_;
    std::unique_ptr<Threads> threads_;
};

} // namespace congto::dashboard
