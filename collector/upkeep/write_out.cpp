#include "collector/upkeep/write_out.h"

#include "config/runtime/failure.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace congto::upkeep {

void write_out_file(const std::filesystem::path& file)
{
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool written = descriptor >= 0 && fsync(descriptor) == 0;
    const int failure = errno;
    if (descriptor >= 0) {
        close(descriptor);
    }
    if (!written) {
        throw runtime::Unavailable(file.string() + ": cannot be written out: " +
                                   std::strerror(failure) + "; nothing was changed");
    }
}

} // namespace congto::upkeep
