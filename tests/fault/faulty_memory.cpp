#include "tests/fault/faulty_memory.h"

#include <sqlite3.h>

#include <cstdlib>
#include <new>
#include <stdexcept>

namespace congto::test {
namespace {

struct Countdown {
    Fault of = Fault::io_error; // neither
    std::uint64_t at = 0;
    std::uint64_t counted = 0;
    bool struck = false;
    int own = 0;

    bool fails(Fault asked)
    {
        if (of != asked || (own > 0 && asked == Fault::no_memory_for_us)) {
            return false;
        }
        ++counted;
        if (counted != at) {
            return false;
        }
        struck = true;
        return true;
    }
};

thread_local Countdown countdown;

sqlite3_mem_methods real{};

void* allocate(int size)
{
    return countdown.fails(Fault::no_memory) ? nullptr : real.xMalloc(size);
}

void* reallocate(void* memory, int size)
{
    return countdown.fails(Fault::no_memory) ? nullptr : real.xRealloc(memory, size);
}

} // namespace

FaultyMemory::FaultyMemory()
{
    sqlite3_mem_methods counting{};
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) == SQLITE_OK) {
        counting = real;
        counting.xMalloc = allocate;
        counting.xRealloc = reallocate;
    }
    // Without a lookaside: what it gives would not be counted.
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &counting) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) != SQLITE_OK) {
        throw std::logic_error("SQLite was used before its memory could be replaced");
    }
}

FaultyMemory& FaultyMemory::installed()
{
    static FaultyMemory one;
    return one;
}

void FaultyMemory::arm(const Trouble& trouble)
{
    countdown = {trouble.fault, trouble.at};
}

void FaultyMemory::mend()
{
    countdown.of = Fault::io_error;
    countdown.struck = false;
}

std::uint64_t FaultyMemory::counted() const
{
    return countdown.counted;
}

bool FaultyMemory::struck() const
{
    return countdown.struck;
}

OwnMemory::OwnMemory()
{
    ++countdown.own;
}

OwnMemory::~OwnMemory()
{
    --countdown.own;
}

#ifdef __SANITIZE_ADDRESS__
bool FaultyMemory::counts_ours()
{
    return false;
}
} // namespace congto::test
#else
bool FaultyMemory::counts_ours()
{
    return true;
}
} // namespace congto::test

void* operator new(std::size_t size)
{
    using namespace congto::test;
    if (countdown.fails(Fault::no_memory_for_us)) {
        throw std::bad_alloc();
    }
    if (void* memory = std::malloc(size == 0 ? 1 : size)) {
        return memory;
    }
    throw std::bad_alloc();
}

void* operator new[](std::size_t size)
{
    return operator new(size);
}

void operator delete(void* memory) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept
{
    std::free(memory);
}

void operator delete[](void* memory) noexcept
{
    std::free(memory);
}

void operator delete[](void* memory, std::size_t /*size*/) noexcept
{
    std::free(memory);
}
#endif
