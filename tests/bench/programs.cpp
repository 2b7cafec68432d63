#include "tests/bench/programs.h"

#include "tests/support/files.h"

#include <ctime>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <sys/resource.h>

namespace congto::bench {
namespace {

constexpr const char* kUnit = "H44";

// None: the process has ended.
std::optional<double> mebibytes_of(pid_t pid, std::string_view key)
{
    std::ifstream lines("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(lines, line);)
        if (line.rfind(key, 0) == 0)
            return std::stod(line.substr(key.size())) / 1024;
    return std::nullopt;
}

double seconds_in(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

} // namespace

std::filesystem::path wide_mapping()
{
    return std::filesystem::path(CONGTO_MAPPINGS) / "wide-table.toml";
}

OneStop sqlite_one_stop(const std::filesystem::path& file)
{
    return {"sqlite3", "dbname=" + file.string(), wide_mapping()};
}

std::string run_program(const std::filesystem::path& program,
                        const std::vector<std::string>& arguments)
{
    const auto finished = test::run(program, arguments, std::chrono::hours(1));
    if (finished.status != 0)
        throw std::runtime_error(program.filename().string() + " " + arguments.front() +
                                 ": exit status " + std::to_string(finished.status) + ": " +
                                 finished.error);
    return finished.output;
}

void make_one_stop(const Plan& plan, const OneStop& system, const std::filesystem::path& folder)
{
    const auto connection = folder / "province.connection";
    test::write_file(connection, system.connection + "\n");
    run_program(plan.programs / "congto-province",
                {"create", "--state", (folder / "truth.db").string(), "--shape", "wide", "--engine",
                 system.engine, "--connection-file", connection.string(), "--unit", kUnit, "--seed",
                 std::to_string(plan.seed)});
}

void fill_one_stop(const Plan& plan, std::size_t dossiers, const std::filesystem::path& folder,
                   Stamped stamped)
{
    std::vector<std::string> arguments{"fill",
                                       "--state",
                                       (folder / "truth.db").string(),
                                       "--dossiers",
                                       std::to_string(dossiers),
                                       "--from",
                                       "2025-07",
                                       "--to",
                                       "2026-06"};
    if (stamped == Stamped::now)
        arguments.emplace_back("--import");
    run_program(plan.programs / "congto-province", arguments);
}

RunningCollector::RunningCollector(const Plan& plan, const std::filesystem::path& folder)
    : folder_(folder), program_(plan.programs / "congto-collector")
{
    listen_at("127.0.0.1:0");
    run_program(program_, {"init", "--settings", settings().string()});
    start();
}

void RunningCollector::start_again()
{
    listen_at(address());
    std::filesystem::remove(state() / "listening");
    start();
}

void RunningCollector::listen_at(const std::string& address) const
{
    test::write_file(settings(), "state = \"" + state().string() + "\"\n\n[intake]\nlisten = \"" +
                                     address + "\"\nplaintext = true\n");
}

void RunningCollector::start()
{
    test::ProcessOptions options;
    options.error = folder_ / "collector.log";
    process_ = std::make_unique<test::Process>(
        program_, std::vector<std::string>{"run", "--settings", settings().string()}, options);
    if (!test::eventually([&] { return !address().empty(); }))
        throw std::runtime_error("congto-collector does not listen: " +
                                 test::read_file(options.error));
}

std::string RunningCollector::address() const
{
    std::ifstream listening(state() / "listening");
    std::string address;
    std::getline(listening, address);
    return address;
}

std::filesystem::path set_up_agent(const Plan& plan, const OneStop& system,
                                   const std::string& collector,
                                   const std::filesystem::path& folder)
{
    const auto connection = folder / "connection";
    test::write_file(connection, system.connection + "\n");
    std::filesystem::permissions(connection, std::filesystem::perms::owner_read |
                                                 std::filesystem::perms::owner_write);
    const auto settings = folder / "agent.toml";
    test::write_file(settings,
                     "unit = \"" + std::string(kUnit) + "\"\nkey_file = \"" +
                         (folder / "unit.key").string() + "\"\n\n[collector]\naddress = \"" +
                         collector + "\"\nplaintext = true\n\n[spool]\nfile = \"" +
                         (folder / "spool.db").string() +
                         "\"\n\n[[source]]\nname = \"onestop\"\nkind = \"sql\"\nengine = \"" +
                         system.engine + "\"\nconnection_file = \"" + connection.string() +
                         "\"\nmapping = \"" + system.mapping.string() + "\"\n");
    run_program(plan.programs / "congto-agent", {"key", "create", "--settings", settings.string()});
    return settings;
}

Use use_of(pid_t pid)
{
    clockid_t cpu = 0;
    timespec used{};
    const auto resident = mebibytes_of(pid, "VmRSS:");
    if (!resident || clock_getcpuclockid(pid, &cpu) != 0 || clock_gettime(cpu, &used) != 0)
        throw std::runtime_error("process " + std::to_string(pid) + " has ended");
    return {*resident, static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9};
}

double peak_mebibytes(pid_t pid)
{
    return mebibytes_of(pid, "VmHWM:").value_or(0);
}

double cpu_seconds_of_ended()
{
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    return seconds_in(used.ru_utime) + seconds_in(used.ru_stime);
}

} // namespace congto::bench
