// Handshakes that TLS itself refused: they never reach the program, and leave but a line in gRPC's
// own log, which is counted here and not shown.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace congto::intake {

// From now on lines of gRPC's log are counted, and shown only when GRPC_VERBOSITY is set. Once for
// the process, before it listens.
void count_handshakes();

// By cause, since the start, of every address gRPC listens on: "no_certificate",
// "certificate_not_verified" (another authority's, or over), "older_tls", "no_tls", "other". Whose
// they were is not known, and a line that never finishes its handshake is not among them.
std::map<std::string, std::uint64_t> refused_handshakes();

// What a line of gRPC's log says of a handshake; empty: nothing.
std::string_view cause_of_line(std::string_view line);

} // namespace congto::intake
