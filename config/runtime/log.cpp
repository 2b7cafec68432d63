#include "config/runtime/log.h"

#include "config/runtime/text.h"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace congto::runtime {
namespace {

spdlog::level::level_enum level_of(Severity severity)
{
    switch (severity) {
    case Severity::debug:
        return spdlog::level::debug;
    case Severity::info:
        return spdlog::level::info;
    case Severity::warning:
        return spdlog::level::warn;
    case Severity::error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

// systemd names the device and the inode of the line that its journal reads.
bool journal_reads()
{
    const char* line = std::getenv("JOURNAL_STREAM");
    struct stat own = {};
    return line != nullptr && ::fstat(STDERR_FILENO, &own) == 0 &&
           std::to_string(own.st_dev) + ':' + std::to_string(own.st_ino) == line;
}

// sd-daemon(3): how the journal is told a line's severity.
std::string_view priority_of(Severity severity)
{
    switch (severity) {
    case Severity::debug:
        return "<7>debug ";
    case Severity::info:
        return "<6>info ";
    case Severity::warning:
        return "<4>warning ";
    case Severity::error:
        return "<3>error ";
    }
    return "<3>error ";
}

std::unique_ptr<spdlog::logger> make_logger(const char* pattern)
{
    auto made = std::make_unique<spdlog::logger>("congto",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_formatter(
        std::make_unique<spdlog::pattern_formatter>(pattern, spdlog::pattern_time_type::utc));
    made->set_level(spdlog::level::info);
    return made;
}

// Never destroyed: a thread may log while the program ends.
spdlog::logger& logger()
{
    static spdlog::logger& instance = *make_logger("%Y-%m-%dT%H:%M:%S.%eZ %l %v").release();
    return instance;
}

// The journal has the time of each line already.
spdlog::logger& journal()
{
    static spdlog::logger& instance = *make_logger("%v").release();
    return instance;
}

bool needs_quotes(std::string_view value)
{
    constexpr std::string_view kPlain = "-_.:/+@%,";
    return value.empty() || !std::all_of(value.begin(), value.end(), [kPlain](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      kPlain.find(c) != std::string_view::npos;
           });
}

std::string quoted(std::string_view value)
{
    std::string marked;
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            marked += '\\';
        }
        marked += c;
    }
    return '"' + escaped(marked) + '"';
}

} // namespace

void log(Severity severity, std::string_view event, std::initializer_list<Field> fields)
{
    if (!logger().should_log(level_of(severity))) {
        return;
    }
    const bool to_journal = journal_reads();
    std::string line(to_journal ? priority_of(severity) : "");
    line += escaped(event);
    for (const Field& field : fields) {
        line += ' ';
        line += field.name;
        line += '=';
        line += needs_quotes(field.value) ? quoted(field.value) : field.value;
    }
    (to_journal ? journal() : logger()).log(level_of(severity), spdlog::string_view_t(line));
}

void set_log_level(Severity least)
{
    logger().set_level(level_of(least));
    journal().set_level(level_of(least));
}

} // namespace congto::runtime
