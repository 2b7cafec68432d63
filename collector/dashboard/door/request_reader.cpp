#include "collector/dashboard/door/request_reader.h"

#include <utility>

namespace congto::dashboard {

// None: it was read, or is not whole yet.
std::optional<Refusal> RequestReader::read_head_if_there()
{
    constexpr std::string_view kEnd = "\r\n\r\n";
    const std::size_t end = received_.find(kEnd, searched_);
    searched_ = received_.size() < kEnd.size() ? 0 : received_.size() - kEnd.size() + 1;
    const std::size_t size = end == std::string::npos ? received_.size() : end + kEnd.size();
    if (size > limits_.header_bytes) {
        return Refusal::header_too_large;
    }
    if (end == std::string::npos) {
        // What cannot become a request any more need not be waited for.
        return may_begin(received_) ? std::nullopt : std::optional(Refusal::malformed);
    }
    auto read = read_head(std::string_view(received_).substr(0, size), limits_);
    if (const Refusal* refusal = std::get_if<Refusal>(&read)) {
        return *refusal;
    }
    head_ = std::get<RequestHead>(std::move(read));
    received_.erase(0, size);
    searched_ = 0;
    return std::nullopt;
}

RequestReader::Found RequestReader::next()
{
    if (!head_) {
        if (const auto refusal = read_head_if_there()) {
            return *refusal;
        }
    }
    if (!head_) {
        return Unfinished{!received_.empty(), false};
    }
    if (received_.size() < head_->body_bytes) {
        return Unfinished{true, std::exchange(head_->waits_for_word, false) && received_.empty()};
    }
    Whole whole{std::move(head_->request), head_->keeps_line};
    whole.request.body = received_.substr(0, head_->body_bytes);
    received_.erase(0, head_->body_bytes);
    head_.reset();
    return whole;
}

} // namespace congto::dashboard
