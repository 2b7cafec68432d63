// Answers greetings: enrols units' keys, spools and sources, and says how to go on.
#pragma once

#include "collector/store/copy_book.h"
#include "collector/store/ledger.h"
#include "collector/store/nonce_book.h"
#include "collector/store/source_readers.h"
#include "collector/store/statement.h"
#include "collector/store/store.h"

#include <optional>
#include <string>
#include <vector>

namespace congto::store {

class GreetingBook {
public:
    explicit GreetingBook(sqlite3* connection);

    // Inside the caller's transaction. A refused or abandoned spool leaves nothing behind.
    GreetingAnswer answer(const SpoolGreeting& greeting, const Incarnation& ours, Ledger& ledger,
                          model::Instant now);
    // An operator has seen to it that one machine uses the spool.
    void release(SpoolNumber spool) { nonces_.release(spool); }

private:
    struct Known {
        SpoolNumber number = 0; // 0: not known yet
        UnitId unit = 0;
        Receipt durable;
        SpoolNumber origin = 0; // copy_book.h
    };

    Known find(const SpoolGreeting& greeting);
    std::optional<GreetingRefused> fault_of(const SpoolGreeting& greeting, const Known& known,
                                            const std::vector<SourceReader>& newer);
    std::optional<GreetingRefused> renumbered(const SpoolGreeting& greeting, const Known& known);
    std::optional<GreetingRefused> beside_copies(const SpoolGreeting& greeting, const Known& known,
                                                 const std::vector<SourceReader>& copies,
                                                 model::Instant now);
    SpoolNumber enrol(const SpoolGreeting& greeting, const Known& known, model::Instant now);
    void enrol_source(const SourceGreeting& source, UnitId unit, SpoolNumber spool);

    NonceBook nonces_;
    CopyBook copies_;
    SourceReaders readers_;
    Statement find_spool_;
    Statement find_key_;
    Statement find_source_number_;
    Statement insert_key_;
    Statement insert_spool_;
    Statement greet_again_;
    Statement insert_source_;
    Statement number_source_;
};

} // namespace congto::store
