// Answers greetings: enrols units' keys, spools and sources, and says how to go on.
#pragma once

#include "collector/store/ledger.h"
#include "collector/store/nonce_book.h"
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
    };

    struct SourceReader {
        SpoolNumber spool = 0;
        SpoolId id{};
    };

    Known find(const SpoolGreeting& greeting);
    static GreetingRefused two_machines(const SpoolGreeting& greeting);
    std::optional<GreetingRefused> fault_of(const SpoolGreeting& greeting, const Known& known);
    std::optional<GreetingRefused> renumbered(const SpoolGreeting& greeting, const Known& known);
    std::optional<GreetingRefused> taken(const SpoolGreeting& greeting, const Known& known);
    SpoolNumber enrol(const SpoolGreeting& greeting, const Known& known, model::Instant now);
    void enrol_source(const SourceGreeting& source, UnitId unit, SpoolNumber spool);
    // The spool that reads a source of the unit.
    std::optional<SourceReader> reader_of(UnitId unit, const std::string& source);
    std::vector<SpoolId> older_readers(const SpoolGreeting& greeting, const Known& known);

    NonceBook nonces_;
    Statement find_spool_;
    Statement find_key_;
    Statement find_source_number_;
    Statement find_reader_;
    Statement insert_key_;
    Statement insert_spool_;
    Statement greet_again_;
    Statement insert_source_;
    Statement number_source_;
};

} // namespace congto::store
