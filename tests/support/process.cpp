#include "tests/support/process.h"

#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace congto::test {

namespace {

// All the child needs, made before the fork: between fork and exec nothing may allocate, because
// another thread of ours may have held the allocator's lock.
struct Plan {
    std::string program, folder, output, error;
    std::vector<std::string> words;
    std::vector<char*> arguments, environment;
    pid_t parent = getpid();
    uid_t user = 0;
    gid_t group = 0;
    bool change_user = false;
    int parent_death_signal = SIGKILL;

    Plan(const std::filesystem::path& path, const std::vector<std::string>& given,
         const ProcessOptions& options);
};

Plan::Plan(const std::filesystem::path& path, const std::vector<std::string>& given,
           const ProcessOptions& options)
    : program(path), folder(options.folder), output(options.output), error(options.error),
      parent_death_signal(options.signal_when_we_die)
{
    if (output.empty())
        output = "/dev/null";
    if (error.empty())
        error = "/dev/null";
    words.push_back(program);
    words.insert(words.end(), given.begin(), given.end());
    for (const auto& [name, value] : options.environment)
        words.push_back(name + "=" + value);
    for (std::size_t i = 0; i != words.size(); ++i)
        (i <= given.size() ? arguments : environment).push_back(words[i].data());
    // Ours follow: the first of a name is the one getenv() finds.
    for (char** entry = environ; *entry != nullptr; ++entry)
        environment.push_back(*entry);
    arguments.push_back(nullptr);
    environment.push_back(nullptr);
    if (options.user.empty() || geteuid() != 0)
        return;
    const passwd* account = getpwnam(options.user.c_str());
    if (account == nullptr)
        throw std::runtime_error("cannot run as " + options.user + ": no such user");
    user = account->pw_uid;
    group = account->pw_gid;
    change_user = true;
}

bool redirect(const char* file, int descriptor, int flags)
{
    const int opened = open(file, flags, 0644);
    return opened >= 0 && dup2(opened, descriptor) >= 0 && close(opened) == 0;
}

// Only async-signal-safe calls from here to exec.
[[noreturn]] void become(Plan& plan, int report)
{
    constexpr int kAppend = O_WRONLY | O_CREAT | O_APPEND;
    const bool ready =
        redirect("/dev/null", 0, O_RDONLY) && redirect(plan.output.c_str(), 1, kAppend) &&
        redirect(plan.error.c_str(), 2, kAppend) &&
        (plan.folder.empty() || chdir(plan.folder.c_str()) == 0) &&
        (!plan.change_user ||
         (setgroups(0, nullptr) == 0 && setgid(plan.group) == 0 && setuid(plan.user) == 0)) &&
        // After setuid(), which forgets it.
        prctl(PR_SET_PDEATHSIG, plan.parent_death_signal) == 0;
    if (ready && getppid() == plan.parent) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        std::signal(SIGPIPE, SIG_DFL);
        std::signal(SIGINT, SIG_DFL); // ignored by tests that run in the background
        execve(plan.program.c_str(), plan.arguments.data(), plan.environment.data());
    }
    const int failure = errno;
    [[maybe_unused]] const auto written = write(report, &failure, sizeof failure);
    _exit(127);
}

} // namespace

Process::Process(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                 const ProcessOptions& options)
{
    Plan plan(program, arguments, options);
    std::array<int, 2> report{};
    if (pipe2(report.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("cannot start " + plan.program + ": no pipe");
    pid_ = fork();
    if (pid_ == 0)
        become(plan, report[1]);
    close(report[1]);
    int failure = 0;
    // The pipe closes by itself when exec succeeds.
    const bool failed = read(report[0], &failure, sizeof failure) == sizeof failure;
    close(report[0]);
    if (pid_ > 0 && !failed)
        return;
    if (pid_ > 0)
        reap(0);
    throw std::runtime_error("cannot start " + plan.program + ": " + std::strerror(failure));
}

Process::~Process()
{
    if (!status_)
        kill();
}

bool Process::reap(int flags)
{
    int raw = 0;
    pid_t reaped = 0;
    do
        reaped = waitpid(pid_, &raw, flags);
    while (reaped < 0 && errno == EINTR);
    if (reaped == pid_)
        status_ = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    return status_.has_value();
}

bool Process::running()
{
    return !status_ && !reap(WNOHANG);
}

std::optional<int> Process::wait_for(std::chrono::milliseconds limit)
{
    eventually([this] { return !running(); }, limit);
    return status_;
}

void Process::signal(int number)
{
    if (running())
        ::kill(pid_, number);
}

int Process::stop(std::chrono::milliseconds limit)
{
    signal(SIGTERM);
    const auto status = wait_for(limit);
    return status ? *status : kill();
}

int Process::kill()
{
    signal(SIGKILL);
    if (!status_)
        reap(0);
    return status_.value_or(128 + SIGKILL);
}

Finished run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
             std::chrono::milliseconds limit, ProcessOptions options)
{
    const TempDir folder;
    options.output = folder / "output";
    options.error = folder / "error";
    Process process(program, arguments, options);
    const auto status = process.wait_for(limit);
    if (!status)
        throw std::runtime_error(program.string() + " did not end within " +
                                 std::to_string(limit.count()) +
                                 " ms: " + read_file(options.error));
    return {*status, read_file(options.output), read_file(options.error)};
}

void sleep_for(std::chrono::milliseconds time)
{
    std::this_thread::sleep_for(time);
}

} // namespace congto::test
