#include "config/runtime/progress.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

namespace congto::runtime {
namespace {

constexpr std::chrono::milliseconds kRedraw{200};
constexpr std::uint64_t kBarWidth = 24;
constexpr const char* kClearLine = "\r\x1b[K";

std::string bar(std::uint64_t done, std::uint64_t total)
{
    const auto full = static_cast<std::size_t>(static_cast<double>(done) /
                                               static_cast<double>(total) * kBarWidth);
    return " [" + std::string(full, '#') + std::string(kBarWidth - full, '-') + "]";
}

std::string share(std::uint64_t done, std::uint64_t total)
{
    const auto percent =
        static_cast<std::uint64_t>(static_cast<double>(done) / static_cast<double>(total) * 100);
    const std::string text = std::to_string(percent);
    return std::string(4 - text.size(), ' ') + text + " %";
}

std::string time_left(double seconds)
{
    const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
    if (whole < 120) {
        return std::to_string(whole) + " s left";
    }
    return std::to_string((whole + 30) / 60) + " min left";
}

// What cannot be told to a terminal that is gone is lost on nobody.
void write_to(int descriptor, const std::string& text)
{
    [[maybe_unused]] const ssize_t written = write(descriptor, text.data(), text.size());
}

} // namespace

Progress::Progress() : Progress(STDERR_FILENO) {}

Progress::Progress(int descriptor)
    : descriptor_(descriptor), terminal_(isatty(descriptor) == 1),
      begun_(std::chrono::steady_clock::now()), drawn_at_(begun_)
{
}

Progress::~Progress()
{
    clear();
}

void Progress::begin(std::string what, std::uint64_t total)
{
    what_ = std::move(what);
    total_ = total;
    begun_ = std::chrono::steady_clock::now();
    drawn_at_ = begun_ - kRedraw;
    at(0);
}

void Progress::at(std::uint64_t done)
{
    if (!terminal_) {
        return;
    }
    const Moment now = std::chrono::steady_clock::now();
    if (now - drawn_at_ < kRedraw) {
        return;
    }
    drawn_at_ = now;
    drawn_ = true;
    write_to(descriptor_, kClearLine + progress_line(what_, done, total_, now - begun_));
}

void Progress::clear()
{
    if (std::exchange(drawn_, false)) {
        write_to(descriptor_, kClearLine);
    }
}

std::string progress_line(std::string_view what, std::uint64_t done, std::uint64_t total,
                          std::chrono::duration<double> since)
{
    std::string line(what);
    const std::uint64_t known = std::min(done, total);
    if (total > 0) {
        line += bar(known, total) + share(known, total);
    }
    line += "  " + grouped(done);
    if (total > 0) {
        line += " of " + grouped(total);
    }
    if (since.count() >= 1 && done > 0) {
        const double speed = static_cast<double>(done) / since.count();
        line += "  " + grouped(static_cast<std::uint64_t>(speed)) + "/s";
        if (total > done) {
            line += "  " + time_left(static_cast<double>(total - done) / speed);
        }
    }
    return line;
}

std::string grouped(std::uint64_t number)
{
    std::string text = std::to_string(number);
    for (std::size_t i = text.size(); i > 3; i -= 3) {
        text.insert(i - 3, 1, ',');
    }
    return text;
}

} // namespace congto::runtime
