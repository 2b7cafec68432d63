// What a spool holds without a receipt, read beside whoever writes it.
#pragma once

#include "agent/spool/standing.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace congto::spool {

// The batches that waited when it was made, whatever is spooled since. Each is read by itself, so
// no snapshot is held that would keep the write-ahead log from being written back. A value of one
// thread.
class Unreceipted {
public:
    // Throws Unavailable: there is no file. Throws Corrupt: not a spool, or of another edition.
    explicit Unreceipted(const std::filesystem::path& file);
    ~Unreceipted();
    Unreceipted(const Unreceipted&) = delete;
    Unreceipted& operator=(const Unreceipted&) = delete;

    const Standing& standing() const;
    const std::vector<Progress>& progress() const;
    // None: that was all, and it is what the standing says. Throws Unavailable: the spool went on
    // meanwhile (a receipt was stored, numbers were taken back); begin again. Throws Damaged: a
    // batch is not as it was spooled.
    std::optional<SpooledBatch> next();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace congto::spool
