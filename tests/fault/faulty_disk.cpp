#include "tests/fault/faulty_disk.h"

#include "tests/fault/faulty_memory.h"
#include "tests/fault/unsynced.h"

#include <sqlite3.h>

#include <new>
#include <stdexcept>
#include <string_view>

namespace congto::test {

std::string name_of(Fault fault)
{
    switch (fault) {
    case Fault::disk_full:
        return "disk full";
    case Fault::io_error:
        return "I/O error";
    case Fault::power_loss:
        return "power loss";
    case Fault::no_memory:
        return "no memory for SQLite";
    case Fault::no_memory_for_us:
        return "no memory";
    }
    return "";
}

namespace {

enum class Operation : std::uint8_t { open, read, write, sync, truncate, remove };

// What SQLite calls has no place for an object of ours, so there is one.
struct Disk {
    sqlite3_vfs* real = nullptr;
    sqlite3_vfs ours{};
    UnsyncedFiles files;
    Trouble trouble;
    std::uint64_t counted = 0;
    bool struck = false;

    bool counts(Operation operation) const
    {
        switch (trouble.fault) {
        case Fault::disk_full:
            return operation == Operation::write;
        case Fault::io_error:
            return true;
        default:
            return operation != Operation::read && operation != Operation::open;
        }
    }

    // Whether the operation is to fail.
    bool fails(Operation operation, std::string_view file)
    {
        // Files without a name are SQLite's own, for what does not fit into memory.
        if (!file.empty() && file.find(trouble.part_of_name) == std::string_view::npos) {
            return false;
        }
        if (struck && trouble.fault == Fault::power_loss) {
            return true;
        }
        if (!counts(operation)) {
            return false;
        }
        ++counted;
        if (counted == trouble.at) {
            struck = true;
            return true;
        }
        return struck && trouble.lasts == Lasts::until_mended;
    }
};

Disk& disk()
{
    static Disk one;
    return one;
}

struct OpenFile {
    sqlite3_file base;
    const char* name; // SQLite's own, which lives as long as the file is open
    Unsynced* unsynced;
    sqlite3_file* real; // lies behind this
};

OpenFile& ours(sqlite3_file* file)
{
    return *reinterpret_cast<OpenFile*>(file);
}

sqlite3_file* real(sqlite3_file* file)
{
    return ours(file).real;
}

bool fails(Operation operation, sqlite3_file* file)
{
    const char* name = ours(file).name;
    return disk().fails(operation, name == nullptr ? "" : name);
}

int close_file(sqlite3_file* file)
{
    return real(file)->pMethods->xClose(real(file));
}

int read_from(sqlite3_file* file, void* into, int size, sqlite3_int64 at)
{
    return fails(Operation::read, file) ? SQLITE_IOERR_READ
                                        : real(file)->pMethods->xRead(real(file), into, size, at);
}

int put(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at)
{
    const OwnMemory not_counted;
    if (Unsynced* known = ours(file).unsynced) {
        known->write({static_cast<const char*>(bytes), static_cast<std::size_t>(size)},
                     static_cast<std::uint64_t>(at));
    }
    return real(file)->pMethods->xWrite(real(file), bytes, size, at);
}

int write_to(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at)
{
    const bool was_out = disk().struck && disk().trouble.fault == Fault::power_loss;
    if (!fails(Operation::write, file)) {
        return put(file, bytes, size, at);
    }
    if (!was_out && disk().trouble.fault != Fault::io_error) {
        put(file, bytes, size / 2, at);
    }
    return disk().trouble.fault == Fault::disk_full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size)
{
    const OwnMemory not_counted;
    if (fails(Operation::truncate, file)) {
        return SQLITE_IOERR_TRUNCATE;
    }
    if (Unsynced* known = ours(file).unsynced) {
        known->truncate(static_cast<std::uint64_t>(size));
    }
    return real(file)->pMethods->xTruncate(real(file), size);
}

int sync_file(sqlite3_file* file, int flags)
{
    const OwnMemory not_counted;
    Unsynced* known = ours(file).unsynced;
    if (fails(Operation::sync, file)) {
        if (known != nullptr && disk().trouble.fault != Fault::power_loss) {
            known->fail_to_sync();
        }
        return SQLITE_IOERR_FSYNC;
    }
    if (known != nullptr) {
        disk().files.synced(*known);
    }
    return real(file)->pMethods->xSync(real(file), flags);
}

int size_of(sqlite3_file* file, sqlite3_int64* size)
{
    return real(file)->pMethods->xFileSize(real(file), size);
}

int lock_file(sqlite3_file* file, int level)
{
    return real(file)->pMethods->xLock(real(file), level);
}

int unlock_file(sqlite3_file* file, int level)
{
    return real(file)->pMethods->xUnlock(real(file), level);
}

int is_reserved(sqlite3_file* file, int* answer)
{
    return real(file)->pMethods->xCheckReservedLock(real(file), answer);
}

int control(sqlite3_file* file, int operation, void* argument)
{
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

int sector_size(sqlite3_file* file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}

int characteristics(sqlite3_file* file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** mapped)
{
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, mapped);
}

int lock_shared(sqlite3_file* file, int offset, int count, int flags)
{
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

void order_shared(sqlite3_file* file)
{
    real(file)->pMethods->xShmBarrier(real(file));
}

int unmap_shared(sqlite3_file* file, int remove)
{
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

// Version 2: no memory-mapped reading, which nobody here uses.
constexpr sqlite3_io_methods kMethods{
    2,           close_file,   read_from,    write_to, truncate_file, sync_file,       size_of,
    lock_file,   unlock_file,  is_reserved,  control,  sector_size,   characteristics, map_shared,
    lock_shared, order_shared, unmap_shared, nullptr,  nullptr};

int open_file(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* got)
{
    const OwnMemory not_counted;
    file->pMethods = nullptr;
    if (disk().fails(Operation::open, name == nullptr ? "" : name)) {
        return SQLITE_CANTOPEN;
    }
    const bool is_new = name != nullptr && !std::filesystem::exists(name);
    OpenFile& opened = ours(file);
    opened.real = reinterpret_cast<sqlite3_file*>(&opened + 1);
    const int result = disk().real->xOpen(disk().real, name, opened.real, flags, got);
    if (opened.real->pMethods != nullptr) {
        opened.base.pMethods = &kMethods;
    }
    opened.name = name;
    opened.unsynced =
        result == SQLITE_OK && name != nullptr ? disk().files.opened(name, is_new) : nullptr;
    return result;
}

int remove_file(sqlite3_vfs* /*vfs*/, const char* name, int sync_folder)
{
    const OwnMemory not_counted;
    if (disk().fails(Operation::remove, name)) {
        return SQLITE_IOERR_DELETE;
    }
    disk().files.removed(name, sync_folder != 0);
    return disk().real->xDelete(disk().real, name, sync_folder);
}

} // namespace

FaultyDisk::FaultyDisk()
{
    disk().real = sqlite3_vfs_find(nullptr);
    disk().ours = *disk().real;
    disk().ours.zName = "faulty";
    disk().ours.szOsFile = static_cast<int>(sizeof(OpenFile)) + disk().real->szOsFile;
    disk().ours.xOpen = open_file;
    disk().ours.xDelete = remove_file;
    if (sqlite3_vfs_register(&disk().ours, 1) != SQLITE_OK) {
        throw std::runtime_error("SQLite does not take another file system");
    }
}

FaultyDisk& FaultyDisk::installed()
{
    static FaultyDisk one;
    return one;
}

void FaultyDisk::arm(const Trouble& trouble)
{
    disk().trouble = trouble;
    disk().counted = 0;
    disk().struck = false;
}

void FaultyDisk::mend()
{
    disk().trouble = {};
    disk().struck = false;
}

std::uint64_t FaultyDisk::counted() const
{
    return disk().counted;
}

bool FaultyDisk::struck() const
{
    return disk().struck;
}

void FaultyDisk::power_returns(const std::filesystem::path& folder, std::mt19937& random)
{
    mend();
    disk().files.power_returns(folder, random);
}

void FaultyDisk::forget()
{
    disk().files.forget();
}

} // namespace congto::test
