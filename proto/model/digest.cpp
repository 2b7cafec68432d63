#include "proto/model/digest.h"

#include "proto/model/little_endian.h"
#include "proto/model/sha256.h"

#include <limits>

namespace congto::model {
namespace {

// What stands for a time the source does not have: no real time is that far away.
constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

void append_code(std::string& bytes, std::string_view code)
{
    append_little_endian(bytes, static_cast<std::uint32_t>(code.size()));
    bytes += code;
}

void append_time(std::string& bytes, const std::optional<Moment>& time)
{
    append_little_endian(bytes, time ? std::int64_t{time->time_since_epoch().count()} : kNoTime);
}

void append_canonical(std::string& bytes, const DossierId& id, std::string_view body,
                      std::string_view procedure, const DossierState& state)
{
    bytes += static_cast<char>(kDigestEdition);
    bytes.append(id.bytes.begin(), id.bytes.end());
    append_code(bytes, body);
    append_code(bytes, procedure);
    bytes += static_cast<char>(state.level);
    bytes += static_cast<char>(state.channel);
    bytes += static_cast<char>(state.fee);
    bytes += static_cast<char>(state.result);
    bytes += static_cast<char>(state.status);
    bytes += static_cast<char>(state.digitised);
    append_little_endian(bytes, state.evidence.known);
    append_little_endian(bytes, state.evidence.seen);
    append_time(bytes, state.times.submitted);
    append_time(bytes, state.times.received);
    append_time(bytes, state.times.due);
    append_time(bytes, state.times.resolved);
    append_time(bytes, state.times.returned);
    append_time(bytes, state.times.withdrawn);
}

} // namespace

std::string canonical_encoding(const DossierId& id, std::string_view body,
                               std::string_view procedure, const DossierState& state)
{
    std::string bytes;
    append_canonical(bytes, id, body, procedure, state);
    return bytes;
}

std::uint64_t digest(const DossierId& id, std::string_view body, std::string_view procedure,
                     const DossierState& state)
{
    // Millions of digests are made in a back-fill: the bytes are built in the same memory each
    // time.
    thread_local std::string bytes;
    bytes.clear();
    append_canonical(bytes, id, body, procedure, state);
    return read_little_endian(sha256(bytes).data());
}

std::uint64_t digest(const Observation& observation)
{
    return digest(observation.id, observation.body, observation.procedure, observation.state);
}

} // namespace congto::model
