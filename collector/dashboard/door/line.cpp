#include "collector/dashboard/door/line.h"

#include <utility>
#include <variant>

namespace congto::dashboard {
namespace {

constexpr std::chrono::seconds kFinishing{2}; // for the other end to close
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

HttpResponse response_of(Refusal refusal)
{
    const RefusalWords& words = words_of(refusal);
    HttpResponse response{words.status,
                          {{"Content-Type", "text/plain; charset=utf-8"},
                           {"Cache-Control", "no-store"},
                           {"X-Content-Type-Options", "nosniff"}},
                          std::string(words.sentence) + '\n'};
    if (words.status == 503) {
        response.headers.emplace_back("Retry-After", "2");
    }
    return response;
}

} // namespace

Line::Line(std::unique_ptr<Wire> wire, std::string from, Door& door)
    : wire_(std::move(wire)), from_(std::move(from)), door_(door), reader_(door.limits())
{
}

void Line::enter(State state, std::chrono::milliseconds time)
{
    state_ = state;
    deadline_ = door_.steady() + time;
}

void Line::begin()
{
    enter(State::greeting, door_.limits().handshake);
    wire_->greet([self = shared_from_this()](bool well, std::size_t) {
        if (self->is_over()) {
            return;
        }
        if (!well) {
            self->door_.refused(Refusal::handshake_failed, self->from_);
            self->cut();
            return;
        }
        self->enter(State::idle, self->door_.limits().idle);
        self->go_on();
    });
}

void Line::look()
{
    if (state_ == State::answering || is_over() || door_.steady() < deadline_) {
        return;
    }
    switch (state_) {
    case State::receiving:
        if (!is_saying_) { // one write at a time
            refuse(Refusal::sent_too_slowly);
            return;
        }
        door_.refused(Refusal::sent_too_slowly, from_);
        break;
    case State::greeting:
        door_.refused(Refusal::handshake_too_slow, from_);
        break;
    case State::writing:
        door_.refused(Refusal::taken_too_slowly, from_);
        break;
    case State::idle:
    case State::answering:
    case State::finishing:
    case State::over:
        break;
    }
    cut();
}

void Line::stop()
{
    is_stopping_ = true;
    if (state_ == State::greeting || state_ == State::idle || state_ == State::receiving) {
        cut();
    }
}

void Line::cut()
{
    state_ = State::over;
    wire_->close();
}

// The next request of what has come, or more of it.
void Line::go_on()
{
    auto found = reader_.next();
    if (const auto* refusal = std::get_if<Refusal>(&found)) {
        refuse(*refusal);
    } else if (auto* whole = std::get_if<RequestReader::Whole>(&found)) {
        ask(std::move(*whole));
    } else {
        wait_for(std::get<RequestReader::Unfinished>(found));
    }
}

void Line::wait_for(const RequestReader::Unfinished& unfinished)
{
    // However many pieces it comes in, a request has one deadline.
    if (unfinished.has_begun && state_ != State::receiving) {
        enter(State::receiving, door_.limits().sending);
    } else if (!unfinished.has_begun && state_ != State::idle) {
        enter(State::idle, door_.limits().idle);
    }
    if (unfinished.waits_for_word) {
        say_continue();
    } else {
        read();
    }
}

void Line::read()
{
    is_reading_ = true;
    wire_->read(received_.data(), received_.size(),
                [self = shared_from_this()](bool well, std::size_t bytes) {
                    self->is_reading_ = false;
                    if (self->state_ != State::idle && self->state_ != State::receiving) {
                        return; // refused or cut meanwhile
                    }
                    if (!well) {
                        self->cut();
                        return;
                    }
                    self->reader_.add({self->received_.data(), bytes});
                    self->go_on();
                });
}

void Line::say_continue()
{
    is_saying_ = true;
    wire_->write(kContinue, [self = shared_from_this()](bool well, std::size_t) {
        self->is_saying_ = false;
        if (self->state_ != State::receiving) {
            return;
        }
        if (well) {
            self->read();
        } else {
            self->cut();
        }
    });
}

void Line::ask(RequestReader::Whole whole)
{
    state_ = State::answering;
    keeps_line_ = whole.keeps_line;
    has_body_ = whole.request.method != "HEAD";
    if (!has_body_) {
        whole.request.method = "GET"; // what differs is only what goes on the line
    }
    const auto refusal =
        door_.ask(std::move(whole.request), from_,
                  [self = shared_from_this()](const std::optional<HttpResponse>& response) {
                      if (self->is_over()) {
                          return;
                      }
                      if (response) {
                          self->answer(*response);
                      } else {
                          self->refuse(Refusal::failed);
                      }
                  });
    if (refusal) {
        refuse(*refusal);
    }
}

void Line::refuse(Refusal refusal)
{
    door_.refused(refusal, from_);
    // Before a request is whole nobody knows where the next one begins.
    keeps_line_ = keeps_line_ && state_ == State::answering;
    has_body_ = has_body_ || state_ != State::answering;
    const HttpResponse response = response_of(refusal);
    const AnswerForm form{has_body_, keeps_line_ && !is_stopping_, true, {}};
    door_.answered(response.status);
    write(*door_.text_of(response, form));
}

void Line::answer(const HttpResponse& response)
{
    keeps_line_ = keeps_line_ && !is_stopping_;
    auto text = door_.text_of(response, {has_body_, keeps_line_, true, {}});
    if (!text) {
        refuse(Refusal::failed);
    } else if (!door_.takes(text->size())) {
        refuse(Refusal::answers_too_large);
    } else {
        taken_ = text->size();
        door_.answered(response.status);
        write(std::move(*text));
    }
}

void Line::write(std::string text)
{
    const HttpLimits& limits = door_.limits();
    answer_ = std::move(text);
    enter(State::writing,
          limits.taking + std::chrono::seconds(answer_.size() / limits.taking_bytes_per_second));
    wire_->write(answer_,
                 [self = shared_from_this()](bool well, std::size_t) { self->was_written(well); });
}

void Line::was_written(bool well)
{
    door_.gives_back(std::exchange(taken_, 0));
    answer_ = std::string();
    if (is_over()) {
        return;
    }
    if (!well) {
        cut();
    } else if (keeps_line_) {
        go_on();
    } else {
        finish();
    }
}

void Line::finish()
{
    if (is_reading_) { // one who sent too slowly: nothing waits to be thrown away
        cut();
        return;
    }
    enter(State::finishing, kFinishing);
    wire_->finish([self = shared_from_this()](bool, std::size_t) { self->cut(); });
}

} // namespace congto::dashboard
