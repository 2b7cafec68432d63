// A wire of a socket that was accepted.
#pragma once

#include "collector/dashboard/door/wire.h"

#include <memory>

namespace boost::asio {
class io_context;
namespace ssl {
class context;
}
} // namespace boost::asio

namespace congto::dashboard {

struct Accepted {
    int descriptor = -1; // the wire's from now on
    bool is_v6 = false;
};

// On the thread of `io`, which must outlive it. Without `tls` in plain text.
std::unique_ptr<Wire> make_wire(boost::asio::io_context& io, Accepted accepted,
                                std::shared_ptr<boost::asio::ssl::context> tls);

} // namespace congto::dashboard
