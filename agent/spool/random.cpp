#include "agent/spool/random.h"

#include "config/runtime/failure.h"

#include <sys/random.h>

namespace congto::spool {

std::array<std::uint8_t, 16> random_name()
{
    std::array<std::uint8_t, 16> name{};
    // So few bytes come at once or not at all (getrandom(2)).
    if (::getrandom(name.data(), name.size(), 0) != static_cast<ssize_t>(name.size())) {
        throw runtime::Failure("the system gives no random bytes");
    }
    return name;
}

} // namespace congto::spool
