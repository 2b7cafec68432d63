// A disk that takes nothing more for a while.
#pragma once

#include <sys/resource.h>

#include <atomic>
#include <csignal>

namespace congto::test {

// No file of this process is written beyond `bytes` while this lives. One at a time.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes = 4096) : before_(std::signal(SIGXFSZ, &count))
    {
        refused_ = 0;
        getrlimit(RLIMIT_FSIZE, &limit_);
        const rlimit full{bytes, limit_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &full);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &limit_);
        std::signal(SIGXFSZ, before_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    // How many writes it did not take.
    int refused() const { return refused_; }

private:
    static void count(int /*signal*/) { ++refused_; }

    inline static std::atomic<int> refused_{0};
    rlimit limit_{};
    void (*before_)(int);
};

} // namespace congto::test
