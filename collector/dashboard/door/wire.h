// One line's bytes, with TLS or without.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace congto::dashboard {

// Everything on one thread, which is also where what it was told is called, never from inside the
// call that told it. One read and one write at a time; whoever waits for one keeps the wire alive.
class Wire {
public:
    // `well`: false when the line is broken, the other end is gone, or close() was called.
    using Done = std::function<void(bool well, std::size_t bytes)>;

    Wire() = default;
    virtual ~Wire() = default;
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    // TLS is agreed on.
    virtual void greet(Done done) = 0;
    // What is there, at least one byte.
    virtual void read(char* into, std::size_t size, Done done) = 0;
    // All of it; `text` stays until it is done.
    virtual void write(std::string_view text, Done done) = 0;
    // Nothing more is written; what still comes is thrown away, until the other end has closed too.
    // So the last answer is not lost with bytes nobody reads.
    virtual void finish(Done done) = 0;
    // Cut. What is under way is done, not well.
    virtual void close() = 0;
};

} // namespace congto::dashboard
