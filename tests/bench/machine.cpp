#include "tests/bench/machine.h"

#include "tests/bench/measure.h"
#include "tests/bench/versions.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/utsname.h>
#include <thread>

namespace congto::bench {
namespace {

// The value of "key : value" in a file of /proc; empty: none.
std::string value_in(const std::filesystem::path& file, std::string_view key)
{
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind(key, 0) != 0)
            continue;
        const auto start = line.find_first_not_of(": \t", key.size());
        return start == std::string::npos ? "" : line.substr(start);
    }
    return "";
}

// Type and device of the mount with the longest path that `folder` lies under.
std::string file_system_of(const std::filesystem::path& folder)
{
    const std::string path = std::filesystem::canonical(folder).string() + "/";
    std::ifstream mounts("/proc/self/mounts");
    std::string found;
    std::size_t longest = 0;
    for (std::string line; std::getline(mounts, line);) {
        std::istringstream words(line);
        std::string device, point, type;
        words >> device >> point >> type;
        const std::string prefix = point == "/" ? point : point + "/";
        if (path.rfind(prefix, 0) == 0 && prefix.size() >= longest) {
            longest = prefix.size();
            found = type + " on " + device;
        }
    }
    return found;
}

std::string kernel()
{
    utsname name{};
    uname(&name);
    return std::string(name.sysname) + " " + name.release;
}

std::string load()
{
    double averages[1] = {0};
    return getloadavg(averages, 1) == 1 ? fixed(averages[0], 2) : "unknown";
}

} // namespace

void print_machine(const Plan& plan, const std::filesystem::path& folder)
{
    const double kibibytes = std::atof(value_in("/proc/meminfo", "MemTotal").c_str());
    print_figure("machine", value_in("/proc/cpuinfo", "model name") + ", " +
                                std::to_string(std::thread::hardware_concurrency()) + " cores, " +
                                fixed(kibibytes / 1024 / 1024, 1) + " GiB");
    print_figure("kernel, file system", kernel() + ", " + file_system_of(folder));
    print_figure("load before", load());
    print_figure("versions", versions());
    print_figure("rows, repeats, seed", grouped(static_cast<double>(plan.rows)) + ", " +
                                            std::to_string(plan.repeats) + ", " +
                                            std::to_string(plan.seed));
}

} // namespace congto::bench
