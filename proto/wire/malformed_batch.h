#pragma once

#include "config/runtime/failure.h"

namespace congto::wire {

// The bytes are not a batch. what() names the fault and its place.
class MalformedBatch : public runtime::Failure {
public:
    using runtime::Failure::Failure;
};

} // namespace congto::wire
