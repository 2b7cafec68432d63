// Memory that runs out when told: the n-th allocation of SQLite, or of everything in C++, fails.
//
// SQLite's part must be installed before anything of the process uses SQLite. Allocations of one
// thread are counted, the one that armed it.
#pragma once

#include "tests/fault/trouble.h"

namespace congto::test {

class FaultyMemory {
public:
    static FaultyMemory& installed();

    // Of no_memory or no_memory_for_us; the allocation that fails is refused once.
    void arm(const Trouble& trouble);
    void mend();
    std::uint64_t counted() const;
    bool struck() const;
    // Whether operator new is ours: it is not under AddressSanitizer, which has its own.
    static bool counts_ours();

private:
    FaultyMemory();
};

// What C++ allocates while it lives is not counted: it is the test's own.
class OwnMemory {
public:
    OwnMemory();
    ~OwnMemory();
    OwnMemory(const OwnMemory&) = delete;
    OwnMemory& operator=(const OwnMemory&) = delete;
};

} // namespace congto::test
