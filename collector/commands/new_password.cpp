#include "collector/commands/new_password.h"

#include "collector/access/password.h"
#include "collector/access/password_text.h"
#include "config/runtime/failure.h"

#include <csignal>
#include <fstream>
#include <iostream>
#include <string_view>
#include <termios.h>
#include <unistd.h>

namespace congto::collector {
namespace {

// What is typed is not shown, as long as this lives; also Ctrl-C leaves the terminal as it was.
class Unseen {
public:
    Unseen()
    {
        tcgetattr(STDIN_FILENO, &before);
        termios unseen = before;
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        unseen.c_lflag |= static_cast<tcflag_t>(ECHONL);
        std::signal(SIGINT, interrupted);
        std::signal(SIGTERM, interrupted);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
    }
    ~Unseen()
    {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

private:
    static void interrupted(int signal)
    {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        std::signal(signal, SIG_DFL);
        std::raise(signal);
    }

    static inline termios before{};
};

std::string first_line(std::istream& from, const std::string& named)
{
    std::string line;
    if (!std::getline(from, line)) {
        throw runtime::BadSettings(named + " holds no password: one line is wanted");
    }
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    if (constexpr std::string_view kMark = "\xEF\xBB\xBF"; line.starts_with(kMark)) {
        line.erase(0, kMark.size()); // what some editors begin a file with
    }
    return line;
}

std::string typed(const char* question)
{
    std::cerr << question << ": " << std::flush;
    return first_line(std::cin, "what was typed");
}

std::string asked_for(const std::string& account)
{
    const Unseen unseen;
    std::string password = typed(("New password of " + account).c_str());
    if (access::password_text(typed("Again")) != access::password_text(password)) {
        throw runtime::BadSettings("the two passwords are not the same; nothing was changed");
    }
    return password;
}

std::string given(const std::optional<std::filesystem::path>& file, const std::string& account)
{
    if (file) {
        std::ifstream lines(*file);
        if (!lines) {
            throw runtime::Unavailable(file->string() + ": cannot be read");
        }
        return first_line(lines, file->string());
    }
    return isatty(STDIN_FILENO) != 0 ? asked_for(account) : first_line(std::cin, "standard input");
}

} // namespace

std::string new_password(const std::optional<std::filesystem::path>& file,
                         const std::string& account)
{
    std::string password = given(file, account);
    if (const auto fault = access::fault_of_password(password, account)) {
        throw runtime::BadSettings("the password " + *fault + "; nothing was changed");
    }
    return password;
}

} // namespace congto::collector
