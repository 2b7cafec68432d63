// One line of HTTP: requests one after the other, each answered before the next is read.
#pragma once

#include "collector/dashboard/door/answer_text.h"
#include "collector/dashboard/door/request_reader.h"
#include "collector/dashboard/door/wire.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace congto::dashboard {

// What a line asks of the server around it. On the wire's thread.
class Door {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Answered = std::function<void(std::optional<HttpResponse>)>;

    virtual ~Door() = default;
    virtual const HttpLimits& limits() const = 0;
    virtual Time steady() = 0;
    // None: `answered` will be called, with nothing when the site failed.
    virtual std::optional<Refusal> ask(HttpRequest request, const std::string& from,
                                       Answered answered) = 0;
    virtual std::optional<std::string> text_of(const HttpResponse& response, AnswerForm form) = 0;
    // Memory for answers on their way; false: there is none left.
    virtual bool takes(std::size_t bytes) = 0;
    virtual void gives_back(std::size_t bytes) = 0;
    virtual void refused(Refusal refusal, const std::string& from) = 0;
    virtual void answered(int status) = 0;
};

// On the wire's thread alone, and kept alive by what it waits for. Whoever owns it looks at it
// often, and lets it go when it is over.
//
//   greeting ─► idle ⇄ receiving ─► answering ─► writing ─► idle
//                                                   └─────► finishing ─► over
class Line : public std::enable_shared_from_this<Line> {
public:
    // `from`: the address of the other end. `door` must outlive it.
    Line(std::unique_ptr<Wire> wire, std::string from, Door& door);

    void begin();
    // Ends what has taken too long.
    void look();
    // No further request; an answer that is under way is finished.
    void stop();
    void cut();
    bool is_over() const { return state_ == State::over; }
    const std::string& from() const { return from_; }

private:
    enum class State : std::uint8_t {
        greeting,
        idle,
        receiving,
        answering,
        writing,
        finishing,
        over
    };

    void enter(State state, std::chrono::milliseconds time);
    void go_on();
    void wait_for(const RequestReader::Unfinished& unfinished);
    void read();
    void say_continue();
    void ask(RequestReader::Whole whole);
    void refuse(Refusal refusal);
    void answer(const HttpResponse& response);
    void write(std::string text);
    void was_written(bool well);
    void finish();

    std::unique_ptr<Wire> wire_;
    std::string from_;
    Door& door_;
    RequestReader reader_;
    State state_ = State::greeting;
    Door::Time deadline_{}; // not of `answering`, which takes what it takes
    bool is_stopping_ = false;
    bool is_reading_ = false;
    bool is_saying_ = false;
    bool keeps_line_ = true; // after the answer that is due
    bool has_body_ = true;   // the answer that is due
    std::string answer_;     // on its way
    std::size_t taken_ = 0;  // of the door's memory, for it
    std::array<char, 8192> received_{};
};

} // namespace congto::dashboard
