#pragma once

#include "config/runtime/failure.h"

namespace congto::wire {

// The bytes are not a batch. what() names the fault and its place.
class MalformedBatch : public runtime::Failure {
public:
    using runtime::Failure::Failure;
};

// A batch, but its digests are of an edition this program does not know: one side is too old.
class OtherDigestEdition : public MalformedBatch {
public:
    using MalformedBatch::MalformedBatch;
};

} // namespace congto::wire
