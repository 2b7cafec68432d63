// The write-ahead log of the store's file, as the one who writes it keeps it short.
#pragma once

#include "proto/model/time.h"

#include <cstdint>
#include <optional>

struct sqlite3;

namespace congto::store {

// SQLite begins the log anew when all of it is in the file and no reader needs any of it. A reader
// that holds one snapshot for long keeps it growing: that is told once in the log of the program,
// with what to do, and once when it is over; and so is a disk that does not take what is written
// back. Readers that take turns without a pause are waited for. A value of the writer's thread; the
// connection must outlive it.
class WriteAheadLog {
public:
    // Is to be written back when it holds so much.
    WriteAheadLog(sqlite3* connection, std::uint64_t checkpoint_bytes);
    WriteAheadLog(const WriteAheadLog&) = delete;
    WriteAheadLog& operator=(const WriteAheadLog&) = delete;

    bool is_due() const { return pages_ >= checkpoint_pages_; }
    bool is_empty() const { return pages_ == 0; }
    // A reader in the middle of a snapshot may hold back a part: the next call writes that.
    void write_back();
    // Nothing of what it held is to stay in it. A reader in the middle of a snapshot delays that,
    // which is told once: is_to_be_cleared() says so until another call succeeds.
    void clear();
    // Tries again what did not succeed, once a minute.
    void clear_again(model::Instant now);
    bool is_to_be_cleared() const { return to_be_cleared_; }

private:
    static int note_pages(void* log, sqlite3* connection, const char* name, int pages);
    // False: a reader needs it still.
    bool shorten();
    void tell(bool held_back, int pages);
    void tell_failing(bool failing);

    sqlite3* connection_;
    int checkpoint_pages_;
    int pages_ = 0;        // not in the file yet
    int try_again_at_ = 0; // pages in the log
    bool to_be_cleared_ = false;
    std::optional<model::Instant> cleared_in_vain_;
    bool held_back_ = false;
    bool failing_ = false;
};

} // namespace congto::store
