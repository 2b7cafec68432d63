// Whatever goes into a line of the log, one line comes out. NUL divides event and values.
#include "config/runtime/log.h"
#include "config/runtime/text.h"
#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <string>

using namespace congto;

namespace {

// Standard error, kept in memory while it lives. The fuzzer says what it has to say in between.
class Kept {
public:
    Kept() : before_(::dup(STDERR_FILENO)) { ::dup2(memory(), STDERR_FILENO); }
    ~Kept()
    {
        ::dup2(before_, STDERR_FILENO);
        ::close(before_);
    }
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;

    static std::string taken()
    {
        std::string text(static_cast<std::size_t>(::lseek(memory(), 0, SEEK_CUR)), '\0');
        const bool whole = ::pread(memory(), text.data(), text.size(), 0) == ssize_t(text.size());
        fuzz::require(whole && ::ftruncate(memory(), 0) == 0);
        ::lseek(memory(), 0, SEEK_SET);
        return text;
    }

private:
    static int memory()
    {
        static const int file = ::memfd_create("log", MFD_CLOEXEC);
        return file;
    }

    int before_;
};

std::string logged(std::string_view event, std::string_view one, std::string_view other)
{
    const Kept kept;
    runtime::log(runtime::Severity::error, event, {{"one", one}, {"other", other}});
    return Kept::taken();
}

bool is_one_line(std::string_view text)
{
    // No control character stays, of whatever kind, nor a byte that is no text.
    return text.ends_with('\n') &&
           runtime::escaped(text.substr(0, text.size() - 1)).size() == text.size() - 1;
}

// A value cannot forge a field: those that were named are all there are. None: a quote is open.
std::optional<int> equals_outside_quotes(std::string_view line)
{
    int equals = 0;
    bool is_quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (is_quoted && line[i] == '\\') {
            ++i;
        } else if (line[i] == '"') {
            is_quoted = !is_quoted;
        } else if (!is_quoted && line[i] == '=') {
            ++equals;
        }
    }
    return is_quoted ? std::nullopt : std::optional(equals);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    std::string_view text = fuzz::text_of(bytes, size);
    std::array<std::string_view, 3> parts;
    for (std::string_view& part : parts) {
        const std::size_t end = text.find('\0');
        part = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    fuzz::require(is_one_line(logged(parts[0], parts[1], parts[2])));
    const std::string line = logged("event", parts[1], parts[2]);
    fuzz::require(equals_outside_quotes(line) == 2);
    fuzz::require(runtime::is_valid_utf8(runtime::escaped(fuzz::text_of(bytes, size))));
    return 0;
}
