#include "collector/store/flag_class.h"

namespace congto::store {
namespace {

static_assert(model::kEvidenceBits == 10, "the layout has room for ten bits known and ten seen");

template <typename Word>
std::uint64_t placed(Word word, unsigned shift)
{
    return static_cast<std::uint64_t>(word) << shift;
}

} // namespace

std::optional<FlagClass> flag_class_of(CellClass cls, const model::EvidenceBits& evidence)
{
    const model::Status status = cls.status();
    if (status == model::Status::registered || status == model::Status::refused) {
        return std::nullopt;
    }
    const bool settled = status == model::Status::resolved || status == model::Status::returned;
    return FlagClass{placed(evidence.known, 0) | placed(cls.channel(), 10) |
                     placed(cls.first_channel(), 13) | placed(cls.level(), 16) |
                     placed(cls.first_level(), 18) | placed(settled, 20) |
                     placed(cls.fee() == model::Fee::paid_online, 21) |
                     placed(cls.result() == model::Result::post, 22) | placed(cls.seen_late(), 23) |
                     placed(cls.standing(), 24) | placed(evidence.seen, 26)};
}

} // namespace congto::store
