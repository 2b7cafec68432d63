#include "config/runtime/failure.h"

#include "config/runtime/text.h"

#include <cerrno>
#include <cstdio>
#include <exception>
#include <iostream>
#include <new>
#include <system_error>

namespace congto::runtime {
namespace {

std::string headline(const std::vector<std::string>& faults)
{
    if (faults.empty()) {
        return "settings cannot be used";
    }
    if (faults.size() == 1) {
        return faults.front();
    }
    return faults.front() + " (and " + std::to_string(faults.size() - 1) + " more)";
}

void write_line(const std::string& line)
{
    std::fprintf(stderr, "%s\n", escaped(line).c_str());
}

int report(const char* program, const std::string& what, int status)
{
    write_line(std::string(program) + ": " + what);
    return status;
}

int report_faults(const char* program, const BadSettings& bad)
{
    for (const std::string& fault : bad.faults()) {
        write_line(fault);
    }
    const std::size_t count = bad.faults().size();
    return report(
        program, std::to_string(count) + (count == 1 ? " fault" : " faults") + ", nothing was done",
        kExitBadSettings);
}

} // namespace

BadSettings::BadSettings(std::string fault) : BadSettings(std::vector{std::move(fault)}) {}

BadSettings::BadSettings(std::vector<std::string> faults)
    : Failure(headline(faults)), faults_(std::move(faults))
{
}

void require_output()
{
    errno = 0;
    std::cout.flush();
    const bool flushed = std::fflush(stdout) == 0;
    if (flushed && std::cout && std::ferror(stdout) == 0) {
        return;
    }
    // An earlier loss has left its mark on the stream, but no reason.
    const std::string why = errno == 0 ? "" : ": " + std::generic_category().message(errno);
    throw OutputLost("standard output: what was written is lost" + why);
}

int report_current_exception(const char* program)
{
    try {
        throw;
    } catch (const BadSettings& bad) {
        return report_faults(program, bad);
    } catch (const Unavailable& away) {
        return report(program, away.what(), kExitUnavailable);
    } catch (const Corrupt& corrupt) {
        return report(program, corrupt.what(), kExitCorrupt);
    } catch (const OutputLost& lost) {
        return report(program, lost.what(), kExitOutputLost);
    } catch (const std::bad_alloc&) {
        return report(program, "out of memory", kExitInternal);
    } catch (const std::exception& failure) {
        return report(program, failure.what(), kExitInternal);
    } catch (...) {
        return report(program, "stopped by something that is no exception", kExitInternal);
    }
}

} // namespace congto::runtime
