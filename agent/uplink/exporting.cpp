#include "agent/uplink/exporting.h"

#include "agent/spool/unreceipted.h"
#include "agent/uplink/messages.h"
#include "proto/wire/recording.h"

#include "congto/v1/recording.pb.h"

#include <utility>

namespace congto::uplink {
namespace {

// No start of the program speaks from a file: the collector must not count it as one.
constexpr BootNonce kNobody{};

v1::RecordingBegin begin_of(const spool::Standing& standing, runtime::Instant now)
{
    v1::FromAgent greeting;
    write_greeting(greeting, standing, kNobody);
    v1::RecordingBegin begin;
    begin.set_half(v1::RECORDED_HALF_AGENT);
    *begin.mutable_greeting() = std::move(*greeting.mutable_greeting());
    begin.set_made_at(now.time_since_epoch().count());
    return begin;
}

} // namespace

std::optional<Exported> export_unreceipted(const std::filesystem::path& spool,
                                           const std::filesystem::path& file,
                                           runtime::NewFile::Place place, runtime::Clock& clock,
                                           runtime::Progress& progress)
{
    spool::Unreceipted unreceipted(spool);
    const spool::Standing& standing = unreceipted.standing();
    if (standing.receipted_sequence == standing.assigned_sequence) {
        return std::nullopt;
    }
    Exported done{standing.owner.unit, standing.receipted_sequence + 1, standing.assigned_sequence,
                  0, 0};
    wire::RecordingWriter writer(file, place, begin_of(standing, clock.now()));
    progress.begin("exporting", standing.assigned_sequence - standing.receipted_sequence);
    while (auto batch = unreceipted.next()) {
        progress.at(batch->last_sequence - standing.receipted_sequence);
        v1::FromAgent message;
        write_batch(message, std::move(*batch));
        writer.add(std::move(message));
        ++done.batches;
    }
    for (const spool::Progress& known : unreceipted.progress()) {
        v1::FromAgent message;
        write_progress(message, known);
        writer.add(std::move(message));
    }
    writer.finish();
    progress.clear();
    done.bytes = writer.bytes();
    return done;
}

} // namespace congto::uplink
