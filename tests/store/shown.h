// What a source shows, by what its batches said: to claim of a day what is so.
#pragma once

#include "proto/wire/batch.h"

#include <map>

namespace congto::test {

// Of one source that one spool reads. Whether a removal is believed or held makes no difference: it
// is shown no more.
class Shown {
public:
    // In the order of the spool; claims say nothing new.
    void follow(const wire::BatchBody& body);
    // That all of the day was read, and this was there.
    wire::DayClaim claim_of(model::Day day) const;

private:
    std::map<model::DossierId, std::uint64_t> digests_;
};

} // namespace congto::test
