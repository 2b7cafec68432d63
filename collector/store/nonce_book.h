// Which machines use a spool, inside the transaction of a greeting.
#pragma once

#include "collector/store/boot_nonces.h"
#include "collector/store/ready_batch.h"
#include "collector/store/statement.h"

namespace congto::store {

class NonceBook {
public:
    explicit NonceBook(sqlite3* connection);

    // Notes a greeting of the spool, which is known. True: two machines use copies of it.
    bool are_two(SpoolNumber spool, const BootNonce& greeted, model::Instant now);
    // As greetings before said.
    bool are_known_as_two(SpoolNumber spool);
    // An operator has seen to it that one machine uses the spool.
    void release(SpoolNumber spool);

private:
    void note(SpoolNumber spool, const BootNonces& nonces, const model::Instant* two_since);

    Statement find_;
    Statement note_;
    Statement release_;
};

} // namespace congto::store
