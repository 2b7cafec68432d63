// Keeps reading from hurting its host: no more rows a second than allowed.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace congto::source {

class Pace {
public:
    using Time = std::chrono::steady_clock::time_point;

    // 0: no cap.
    explicit Pace(std::uint64_t rows_per_second) : rows_per_second_(rows_per_second) {}

    // How long to wait before the next rows are read.
    std::chrono::nanoseconds wait(Time now) const;
    // Rows read at `now`: they pay for the time that follows, never for the past.
    void spent(std::size_t rows, Time now);

private:
    std::uint64_t rows_per_second_;
    Time free_at_{};
};

} // namespace congto::source
