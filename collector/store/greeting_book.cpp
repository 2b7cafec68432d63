#include "collector/store/greeting_book.h"

#include "collector/store/resume.h"
#include "proto/wire/bytes.h"

#include <algorithm>

namespace congto::store {
GreetingBook::GreetingBook(sqlite3* connection)
    : nonces_(connection),
      find_spool_(connection, "SELECT id, unit, durable_sequence, chain, applied, unchanged, "
                              "rejected FROM spool WHERE spool_id = ?1"),
      find_key_(connection, "SELECT key_id FROM unit_key WHERE unit = ?1"),
      find_source_number_(connection,
                          "SELECT s.name FROM spool_source n JOIN source s ON s.id = n.source "
                          "WHERE n.spool = ?1 AND n.number = ?2"),
      find_reader_(connection, "SELECT s.spool, p.spool_id FROM source s JOIN spool p ON p.id = "
                               "s.spool WHERE s.unit = ?1 AND s.name = ?2"),
      insert_key_(connection,
                  "INSERT OR IGNORE INTO unit_key (unit, key_id, since) VALUES (?1, ?2, ?3)"),
      insert_spool_(connection, "INSERT INTO spool (spool_id, unit, chain, boot_nonce, "
                                "agent_version, greeted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
                                "RETURNING id"),
      greet_again_(connection, "UPDATE spool SET agent_version = ?2, greeted_at = ?3 "
                               "WHERE id = ?1"),
      insert_source_(connection,
                     "INSERT INTO source (unit, name, priority, mapping_digest, spool) VALUES (?1, "
                     "?2, 1 + (SELECT count(*) FROM source WHERE unit = ?1), ?3, ?4) "
                     "ON CONFLICT (unit, name) DO UPDATE SET "
                     "mapping_digest = excluded.mapping_digest, spool = excluded.spool, "
                     // What the spool before it told is no word about this one.
                     "known_at = iif(excluded.spool = spool, known_at, NULL), "
                     "mapped = iif(excluded.spool = spool, mapped, 0), "
                     "quarantined = iif(excluded.spool = spool, quarantined, 0), "
                     "unread = iif(excluded.spool = spool, unread, NULL), "
                     "assigned = iif(excluded.spool = spool, assigned, 0), "
                     "caught_up = iif(excluded.spool = spool, caught_up, 0)"),
      number_source_(connection,
                     "INSERT OR IGNORE INTO spool_source (spool, number, source) VALUES (?1, ?2, "
                     "(SELECT id FROM source WHERE unit = ?3 AND name = ?4))")
{
}

GreetingAnswer GreetingBook::answer(const SpoolGreeting& greeting, const Incarnation& ours,
                                    Ledger& ledger, model::Instant now)
{
    const Known known = find(greeting);
    if (auto refused = fault_of(greeting, known)) {
        return *std::move(refused);
    }
    if (known.number != 0 &&
        (greeting.by_file ? nonces_.are_known_as_two(known.number)
                          : nonces_.are_two(known.number, greeting.boot_nonce, now))) {
        return two_machines(greeting);
    }
    const Resume resume = resume_of(greeting,
                                    {known.durable.through, known.durable.chain,
                                     ledger.chain_after(known.number, greeting.receipted_sequence),
                                     ledger.chain_after(known.number, greeting.assigned_sequence)},
                                    ours);
    Welcomed welcomed{known.number, ours, known.durable, resume, {}};
    if (resume != Resume::abandon) {
        welcomed.superseded = older_readers(greeting, known);
        welcomed.spool = enrol(greeting, known, now);
    }
    return welcomed;
}

GreetingBook::Known GreetingBook::find(const SpoolGreeting& greeting)
{
    find_spool_.bind_blob(1, greeting.spool_id);
    if (!find_spool_.step()) {
        return {};
    }
    const auto number = [&](int column) {
        return static_cast<std::uint64_t>(find_spool_.integer(column));
    };
    Known known;
    known.number = find_spool_.integer(0);
    known.unit = find_spool_.integer(1);
    known.durable = {number(2), chain_from(find_spool_.blob(3)), number(4), number(5), number(6)};
    find_spool_.reset();
    return known;
}

std::optional<GreetingRefused> GreetingBook::fault_of(const SpoolGreeting& greeting,
                                                      const Known& known)
{
    using Fault = GreetingRefused::Fault;
    if (known.number != 0 && known.unit != greeting.unit) {
        return GreetingRefused{Fault::other_unit,
                               "this spool was begun for another unit, or for this code before a "
                               "merger; if the settings named a wrong unit, correct them or "
                               "delete the spool directory; if the unit merged, keep it: a new "
                               "one would count its dossiers again"};
    }
    find_key_.bind(1, greeting.unit);
    if (find_key_.step()) {
        const std::string id = wire::hex(find_key_.blob(0));
        find_key_.reset();
        if (id != wire::hex(wire::bytes_of(greeting.key_id))) {
            return GreetingRefused{Fault::key_differs,
                                   "the unit began with the pseudonym key " + id +
                                       "; bring it here: congto-agent key export where it is, "
                                       "congto-agent key import --id " +
                                       id};
        }
    }
    if (auto refused = renumbered(greeting, known)) {
        return refused;
    }
    return taken(greeting, known);
}

GreetingRefused GreetingBook::two_machines(const SpoolGreeting& greeting)
{
    const std::string spool = wire::hex(wire::bytes_of(greeting.spool_id)).substr(0, 8);
    return {GreetingRefused::Fault::two_machines,
            "two machines use copies of spool " + spool +
                "; stop one of them and delete its spool directory, then ask the collector's "
                "operator for: congto-collector agents release --spool " +
                spool};
}

std::optional<GreetingRefused> GreetingBook::renumbered(const SpoolGreeting& greeting,
                                                        const Known& known)
{
    for (const SourceGreeting& source : greeting.sources) {
        find_source_number_.bind(1, known.number);
        find_source_number_.bind(2, source.number);
        if (!find_source_number_.step()) {
            continue;
        }
        const std::string before(find_source_number_.text(0));
        find_source_number_.reset();
        if (before != source.name) {
            return GreetingRefused{GreetingRefused::Fault::source_renumbered,
                                   "source number " + std::to_string(source.number) +
                                       " of this spool is '" + before + "', not '" + source.name +
                                       "'; a source keeps its number for the life of the spool"};
        }
    }
    return std::nullopt;
}

// Of two spools the one first greeted later reads the source. The other is a second one-stop system
// under the same name, or a machine that was replaced: a person knows which.
std::optional<GreetingRefused> GreetingBook::taken(const SpoolGreeting& greeting,
                                                   const Known& known)
{
    if (known.number == 0) {
        return std::nullopt;
    }
    for (const SourceGreeting& source : greeting.sources) {
        const std::optional<SourceReader> reader = reader_of(greeting.unit, source.name);
        if (reader && reader->spool > known.number) {
            return GreetingRefused{
                GreetingRefused::Fault::source_taken,
                "a newer agent of this unit reads a source named '" + source.name +
                    "'; if this is another system, give its source a name of its own; if that "
                    "agent is gone, delete this one's spool directory and start it again"};
        }
    }
    return std::nullopt;
}

std::optional<GreetingBook::SourceReader> GreetingBook::reader_of(UnitId unit,
                                                                  const std::string& source)
{
    find_reader_.bind(1, unit);
    find_reader_.bind_text(2, source);
    if (!find_reader_.step()) {
        return std::nullopt;
    }
    SourceReader reader{find_reader_.integer(0), {}};
    const std::string_view id = find_reader_.blob(1);
    std::copy_n(id.begin(), std::min(id.size(), reader.id.size()), reader.id.begin());
    find_reader_.reset();
    return reader;
}

std::vector<SpoolId> GreetingBook::older_readers(const SpoolGreeting& greeting, const Known& known)
{
    std::vector<SpoolId> older;
    for (const SourceGreeting& source : greeting.sources) {
        const std::optional<SourceReader> reader = reader_of(greeting.unit, source.name);
        if (reader && reader->spool != known.number) {
            older.push_back(reader->id);
        }
    }
    return older;
}

SpoolNumber GreetingBook::enrol(const SpoolGreeting& greeting, const Known& known,
                                model::Instant now)
{
    const std::int64_t at = now.time_since_epoch().count();
    insert_key_.bind(1, greeting.unit);
    insert_key_.bind_blob(2, greeting.key_id);
    insert_key_.bind(3, at);
    insert_key_.run();
    SpoolNumber spool = known.number;
    if (spool == 0) {
        insert_spool_.bind_blob(1, greeting.spool_id);
        insert_spool_.bind(2, greeting.unit);
        insert_spool_.bind_blob(3, known.durable.chain);
        insert_spool_.bind_blob(4, greeting.boot_nonce);
        insert_spool_.bind_text(5, greeting.agent_version);
        insert_spool_.bind(6, at);
        insert_spool_.step();
        spool = insert_spool_.integer(0);
        insert_spool_.reset();
    } else {
        greet_again_.bind(1, spool);
        greet_again_.bind_text(2, greeting.agent_version);
        greet_again_.bind(3, at);
        greet_again_.run();
    }
    for (const SourceGreeting& source : greeting.sources) {
        enrol_source(source, greeting.unit, spool);
    }
    return spool;
}

void GreetingBook::enrol_source(const SourceGreeting& source, UnitId unit, SpoolNumber spool)
{
    insert_source_.bind(1, unit);
    insert_source_.bind_text(2, source.name);
    insert_source_.bind_blob(3, source.mapping_digest);
    insert_source_.bind(4, spool);
    insert_source_.run();
    number_source_.bind(1, spool);
    number_source_.bind(2, source.number);
    number_source_.bind(3, unit);
    number_source_.bind_text(4, source.name);
    number_source_.run();
}

} // namespace congto::store
