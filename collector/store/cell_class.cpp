#include "collector/store/cell_class.h"

#include <initializer_list>

namespace congto::store {
namespace {

bool sees_any(const model::EvidenceBits& evidence, std::initializer_list<model::Evidence> bits)
{
    for (const model::Evidence bit : bits) {
        if (evidence.sees(bit)) {
            return true;
        }
    }
    return false;
}

std::uint64_t evidence_groups(const model::EvidenceBits& evidence)
{
    using model::Evidence;
    std::uint64_t bits = 0;
    bits |= sees_any(evidence, {Evidence::official_account}) ? 1ULL << 27U : 0;
    bits |=
        sees_any(evidence, {Evidence::paper_originals, Evidence::counter_visit}) ? 1ULL << 28U : 0;
    bits |= sees_any(evidence, {Evidence::no_gateway_transaction}) ? 1ULL << 29U : 0;
    bits |= sees_any(evidence, {Evidence::instant_reception, Evidence::malformed_identity,
                                Evidence::submitted_is_received, Evidence::no_applicant_file,
                                Evidence::closed_at_once, Evidence::no_processing_step})
                ? 1ULL << 30U
                : 0;
    return bits;
}

template <typename Word>
std::uint64_t placed(Word word, unsigned shift)
{
    return static_cast<std::uint64_t>(word) << shift;
}

bool is_settled(model::Status status)
{
    return status == model::Status::resolved || status == model::Status::returned ||
           status == model::Status::withdrawn;
}

} // namespace

Timeliness timeliness_of(const model::DossierState& state)
{
    if (!is_settled(state.status)) {
        return state.times.due ? Timeliness::open : Timeliness::open_no_due;
    }
    const std::optional<model::Moment> settled = model::settled_at(state);
    if (!settled) {
        return Timeliness::undated;
    }
    if (!state.times.due) {
        return Timeliness::no_due;
    }
    return *settled <= *state.times.due ? Timeliness::on_time : Timeliness::late;
}

CellClass class_of(const model::DossierState& state, const FirstSeen& first, Standing standing)
{
    const CellClass shown{
        placed(state.status, 0) | placed(state.channel, 4) | placed(first.channel, 7) |
        placed(state.level, 10) | placed(first.level, 12) | placed(state.fee, 14) |
        placed(state.result, 17) | placed(state.digitised, 20) | placed(timeliness_of(state), 23) |
        evidence_groups(state.evidence) | placed(first.late ? 1U : 0U, 31) |
        placed(state.times.received ? 0U : 1U, 32)};
    return shown.standing_as(standing);
}

} // namespace congto::store
