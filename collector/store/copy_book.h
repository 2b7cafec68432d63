// Spools that are copies of one another, inside the transaction of a greeting.
//
//   machine ──── spool A ─────────────────────────────► comes back
//      └─ copied or rolled back ── A ─ABANDON─► spool B, by the same program
//
// A program whose spool has another history than the known one gives it up and begins another
// (resume.h), with the nonce it greeted with before: so B is known to have been a copy of A. Of one
// machine that was restored from a snapshot, nobody greets with what is known of A while B is heard
// of. Who does, and comes again when asked to, runs on another machine beside it.
#pragma once

#include "collector/store/boot_nonces.h"
#include "collector/store/statement.h"
#include "collector/store/store.h"

#include <optional>

namespace congto::store {

class CopyBook {
public:
    explicit CopyBook(sqlite3* connection);

    // Of a spool that begins: the first of those it was a copy of. None: its program greeted with
    // no other.
    std::optional<SpoolNumber> origin_of(const SpoolGreeting& beginning);
    // Notes that the spool was greeted with, though a copy of it reads its source. True: so it was
    // a while ago, and whoever does it runs; a single one may have been long under way.
    bool has_come_back(SpoolNumber spool, model::Instant now);
    // Of the spool they began with more were begun a moment ago than one machine begins, however
    // often it is put back: two take the source from each other.
    bool are_many(UnitId unit, SpoolNumber origin, model::Instant now);
    // Both are refused from now on, until an operator decides.
    void mark_two(SpoolNumber one, SpoolNumber other, model::Instant now);
    // The other one of those two. None: no copy of it went on as a spool of its own.
    std::optional<SpoolId> other_of(SpoolNumber spool);

private:
    Statement find_origin_;
    Statement find_return_;
    Statement note_return_;
    Statement count_;
    Statement mark_;
    Statement find_other_;
};

} // namespace congto::store
