#include "tests/support/temp_server.h"

#include "tests/support/files.h"

#include <pwd.h>
#include <unistd.h>

#include <stdexcept>

namespace congto::test {

namespace {

void give_to(const std::filesystem::path& path, const std::string& account)
{
    if (geteuid() != 0)
        return;
    const passwd* entry = getpwnam(account.c_str());
    if (entry == nullptr || chown(path.c_str(), entry->pw_uid, entry->pw_gid) != 0)
        throw std::runtime_error("cannot give " + path.string() + " to user " + account);
}

} // namespace

TempServer::TempServer(std::string account, int signal_when_we_die)
    : account_(std::move(account)), signal_when_we_die_(signal_when_we_die)
{
    give_to(folder_.path(), account_);
}

void TempServer::prepare(const std::filesystem::path& program,
                         const std::vector<std::string>& arguments)
{
    ProcessOptions options;
    options.user = account_;
    options.folder = folder();
    const auto finished = run(program, arguments, 2 * kPatience, options);
    if (finished.status != 0)
        throw std::runtime_error(program.string() + ": " + finished.output + finished.error);
}

std::filesystem::path TempServer::write(std::string_view name, std::string_view content)
{
    auto file = folder_.write(name, content);
    give_to(file, account_);
    return file;
}

void TempServer::start(const std::filesystem::path& program,
                       const std::vector<std::string>& arguments,
                       const std::function<void()>& ready)
{
    ProcessOptions options;
    options.user = account_;
    options.folder = folder();
    options.output = options.error = folder_ / "server.log";
    options.signal_when_we_die = signal_when_we_die_;
    process_ = std::make_unique<Process>(program, arguments, options);
    std::string refusal;
    const auto answers = [&] {
        try {
            ready();
            return true;
        } catch (const std::exception& error) {
            refusal = error.what();
            return false;
        }
    };
    eventually([&] { return !process_->running() || answers(); });
    if (process_->running() && answers())
        return;
    process_.reset();
    throw std::runtime_error(program.string() + " does not answer: " + refusal + "\n" +
                             read_file(options.error));
}

void TempServer::stop(int signal)
{
    if (!process_)
        return;
    process_->signal(signal);
    process_->wait_for(kPatience);
    process_.reset();
}

std::string account_among(const std::vector<std::string>& names)
{
    for (const auto& name : names)
        if (getpwnam(name.c_str()) != nullptr)
            return name;
    return names.back();
}

} // namespace congto::test
