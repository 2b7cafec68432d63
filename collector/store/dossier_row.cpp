#include "collector/store/dossier_row.h"

#include "collector/store/varint.h"

#include <array>

namespace congto::store {
namespace {

using OptionalMoment = std::optional<model::Moment>;

model::Moment origin_of(model::Day opened)
{
    return model::Moment(std::chrono::days(opened.number));
}

std::uint64_t packed_time(const OptionalMoment& time, model::Moment origin)
{
    return time ? 1 + zigzag((*time - origin).count()) : 0;
}

OptionalMoment unpacked_time(std::uint64_t packed, model::Moment origin)
{
    if (packed == 0) {
        return std::nullopt;
    }
    return origin + std::chrono::seconds(unzigzag(packed - 1));
}

} // namespace

void pack_onto(std::string& to, const model::DossierState& state, model::Day opened)
{
    const model::Moment origin = origin_of(opened);
    const model::DossierTimes& times = state.times;
    append_varint(to, state.evidence.known);
    append_varint(to, state.evidence.seen);
    for (const OptionalMoment* time : {&times.submitted, &times.received, &times.due,
                                       &times.resolved, &times.returned, &times.withdrawn}) {
        append_varint(to, packed_time(*time, origin));
    }
}

std::string with_first_submitted(std::string_view packed, std::optional<model::Moment> first,
                                 model::Day opened)
{
    std::string bytes(packed);
    if (first != unpack(packed, opened).times.submitted) {
        append_varint(bytes, packed_time(first, origin_of(opened)));
    }
    return bytes;
}

model::EvidenceBits unpack_evidence(std::string_view bytes)
{
    VarintReader in(bytes);
    const auto known = static_cast<std::uint32_t>(in.next());
    return {known, static_cast<std::uint32_t>(in.next())};
}

PackedState unpack(std::string_view bytes, model::Day opened)
{
    const model::Moment origin = origin_of(opened);
    VarintReader in(bytes);
    PackedState state;
    state.evidence.known = static_cast<std::uint32_t>(in.next());
    state.evidence.seen = static_cast<std::uint32_t>(in.next());
    model::DossierTimes& times = state.times;
    for (OptionalMoment* time : {&times.submitted, &times.received, &times.due, &times.resolved,
                                 &times.returned, &times.withdrawn}) {
        *time = unpacked_time(in.next(), origin);
    }
    state.first_submitted = in.done() ? times.submitted : unpacked_time(in.next(), origin);
    return state;
}

} // namespace congto::store
