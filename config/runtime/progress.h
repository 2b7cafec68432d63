// How far a long piece of work has come, for the person who waits for it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace congto::runtime {

// A line on standard error that is drawn again a few times a second and gone at the end. Where
// standard error is no terminal nothing is written. A value of one thread.
//
//   replaying the ledger [#########---------------]  38 %  761,204 of 2,000,000  312,400/s  3 s
//   left
class Progress {
public:
    Progress();
    explicit Progress(int descriptor);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // What is done from now on; `total` 0: nobody knows how much it is.
    void begin(std::string what, std::uint64_t total);
    // So much of it is done; may be called often.
    void at(std::uint64_t done);
    // Takes the line away, so that something else can be written.
    void clear();

private:
    using Moment = std::chrono::steady_clock::time_point;

    int descriptor_;
    bool terminal_;
    bool drawn_ = false;
    std::string what_;
    std::uint64_t total_ = 0;
    Moment begun_;
    Moment drawn_at_;
};

std::string progress_line(std::string_view what, std::uint64_t done, std::uint64_t total,
                          std::chrono::duration<double> since);

// 1234567 as 1,234,567.
std::string grouped(std::uint64_t number);

} // namespace congto::runtime
