// No line is older than TLS 1.3 (RFC 8446).
#pragma once

namespace congto::identity {

// For every line gRPC makes in this process, as client and as server: another end that knows
// TLS 1.2 at most finds nothing in common. Call it before other threads are there and before gRPC's
// first handshake; again, it does nothing. Throws runtime::Failure: the environment cannot be
// written.
void require_tls_1_3();

} // namespace congto::identity
