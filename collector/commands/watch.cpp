#include "collector/commands/watch.h"

#include "config/runtime/failure.h"

#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace congto::collector {
namespace {

// The signals that end watching, blocked while it lives: they are waited for, not interrupted by.
class Interruption {
public:
    Interruption()
    {
        sigemptyset(&ending_);
        sigaddset(&ending_, SIGINT);
        sigaddset(&ending_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &ending_, &before_);
    }
    ~Interruption() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    // True: one came within the time.
    bool comes_within(std::chrono::milliseconds time)
    {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
        const timespec wait{seconds.count(), std::chrono::nanoseconds(time - seconds).count()};
        return sigtimedwait(&ending_, nullptr, &wait) > 0;
    }

private:
    sigset_t ending_{};
    sigset_t before_{};
};

void write_out(const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    runtime::require_output();
}

} // namespace

std::string drawn_over(const std::string& frame)
{
    std::string drawn = "\x1b[H"; // to the top left
    for (const char c : frame) {
        drawn += c == '\n' ? "\x1b[K\n" : std::string(1, c); // the rest of an older, longer line
    }
    return drawn + "\x1b[J"; // what is left of an older, longer frame
}

void watch(std::chrono::milliseconds every, const std::function<std::string()>& frame)
{
    Interruption interruption;
    const bool terminal = isatty(STDOUT_FILENO) == 1;
    std::string shown = frame();
    write_out(terminal ? "\x1b[2J" + drawn_over(shown) : shown);
    while (!interruption.comes_within(every)) {
        try {
            shown = frame();
        } catch (const runtime::Unavailable& away) {
            shown = std::string(away.what()) + "; trying again\n";
        }
        write_out(terminal ? drawn_over(shown) : '\n' + shown);
    }
}

} // namespace congto::collector
