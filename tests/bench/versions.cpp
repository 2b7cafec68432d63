#include "tests/bench/versions.h"

#include <grpcpp/grpcpp.h>
#include <sqlite3.h>

#include <google/protobuf/stubs/common.h>

namespace congto::bench {

std::string versions()
{
#ifdef NDEBUG
    const std::string build = "optimised";
#else
    const std::string build = "NOT OPTIMISED: figures mean nothing";
#endif
    return build + ", GCC " __VERSION__ ", SQLite " + sqlite3_libversion() + ", gRPC " +
           grpc::Version() + ", Protobuf " +
           google::protobuf::internal::VersionString(GOOGLE_PROTOBUF_VERSION);
}

} // namespace congto::bench
