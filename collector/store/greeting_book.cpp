#include "collector/store/greeting_book.h"

#include "collector/store/greeting_faults.h"
#include "collector/store/resume.h"
#include "proto/wire/bytes.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace congto::store {
namespace {

constexpr std::chrono::minutes kSilent{30}; // of a copy that is looked for no longer

// Of two spools the one first greeted later reads the source. One that greets first reads all.
std::vector<SourceReader> newer_than(SpoolNumber spool, const std::vector<SourceReader>& readers)
{
    std::vector<SourceReader> newer;
    std::copy_if(readers.begin(), readers.end(), std::back_inserter(newer),
                 [&](const SourceReader& reader) { return spool != 0 && reader.spool > spool; });
    return newer;
}

} // namespace

GreetingBook::GreetingBook(sqlite3* connection)
    : nonces_(connection), copies_(connection), readers_(connection),
      find_spool_(connection, "SELECT id, unit, durable_sequence, chain, applied, unchanged, "
                              "rejected, coalesce(origin, id) FROM spool WHERE spool_id = ?1"),
      find_key_(connection, "SELECT key_id FROM unit_key WHERE unit = ?1"),
      find_source_number_(connection,
                          "SELECT s.name FROM spool_source n JOIN source s ON s.id = n.source "
                          "WHERE n.spool = ?1 AND n.number = ?2"),
      insert_key_(connection,
                  "INSERT OR IGNORE INTO unit_key (unit, key_id, since) VALUES (?1, ?2, ?3)"),
      insert_spool_(connection, "INSERT INTO spool (spool_id, unit, chain, boot_nonce, "
                                "agent_version, greeted_at, origin) VALUES (?1, ?2, ?3, ?4, ?5, "
                                "?6, ?7) RETURNING id"),
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
    const std::vector<SourceReader> others = readers_.beside(greeting, known.number);
    const std::vector<SourceReader> newer = newer_than(known.number, others);
    if (auto refused = fault_of(greeting, known, newer)) {
        return *std::move(refused);
    }
    if (known.number != 0 &&
        (greeting.by_file ? nonces_.are_known_as_two(known.number)
                          : nonces_.are_two(known.number, greeting.boot_nonce, now))) {
        return two_machines(greeting.spool_id, copies_.other_of(known.number));
    }
    const KnownSpool stand{known.durable.through, known.durable.chain,
                           ledger.chain_after(known.number, greeting.receipted_sequence),
                           ledger.chain_after(known.number, greeting.assigned_sequence)};
    Resume resume = resume_of(greeting, stand, ours);
    if (resume != Resume::abandon && !newer.empty()) {
        auto refused = shows_known_history(greeting, stand) ||
                               copies_.are_many(greeting.unit, known.origin, now)
                           ? beside_copies(greeting, known, newer, now)
                           : std::nullopt;
        if (refused) {
            return *std::move(refused);
        }
        resume = Resume::abandon; // what the copies told is newer than all it would tell
    }
    Welcomed welcomed{known.number, ours, known.durable, resume, {}};
    if (resume != Resume::abandon) {
        for (const SourceReader& other : others) {
            welcomed.superseded.push_back(other.id);
        }
        welcomed.spool = enrol(greeting, known, now);
    }
    return welcomed;
}

// None: the operator decided that this machine goes on, and not one of theirs; or theirs may be
// gone, as after a fail-over that was taken back. If one is not, it comes back to the stream of
// this machine's next spool, and both stop then.
std::optional<GreetingRefused> GreetingBook::beside_copies(const SpoolGreeting& greeting,
                                                           const Known& known,
                                                           const std::vector<SourceReader>& copies,
                                                           model::Instant now)
{
    if (std::all_of(copies.begin(), copies.end(),
                    [&](const auto& copy) { return copy.two_with == known.number; }) ||
        std::all_of(copies.begin(), copies.end(),
                    [&](const auto& copy) { return now - copy.heard_at > kSilent; })) {
        return std::nullopt;
    }
    if (!copies_.has_come_back(known.number, now)) {
        return source_taken_by_copy();
    }
    for (const SourceReader& copy : copies) {
        copies_.mark_two(known.number, copy.spool, now);
    }
    GreetingRefused refused = two_machines(greeting.spool_id, copies.back().id);
    for (const SourceReader& copy : copies) {
        refused.cut.push_back(copy.id);
    }
    return refused;
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
    known.origin = find_spool_.integer(7);
    find_spool_.reset();
    return known;
}

std::optional<GreetingRefused> GreetingBook::fault_of(const SpoolGreeting& greeting,
                                                      const Known& known,
                                                      const std::vector<SourceReader>& newer)
{
    if (known.number != 0 && known.unit != greeting.unit) {
        return other_unit();
    }
    find_key_.bind(1, greeting.unit);
    if (find_key_.step()) {
        const std::string id = wire::hex(find_key_.blob(0));
        find_key_.reset();
        if (id != wire::hex(wire::bytes_of(greeting.key_id))) {
            return key_differs(id);
        }
    }
    if (auto refused = renumbered(greeting, known)) {
        return refused;
    }
    // A second one-stop system under the same name, or a machine that was replaced: a person knows
    // which. Copies of the spool itself are looked at later, but for files, of which nobody can say
    // whether their machine is still there.
    const auto taken = std::find_if(newer.begin(), newer.end(), [&](const SourceReader& reader) {
        return greeting.by_file || reader.origin != known.origin;
    });
    return taken == newer.end() ? std::nullopt : std::optional(source_taken(taken->source));
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
            return source_renumbered(source.number, before, source.name);
        }
    }
    return std::nullopt;
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
        insert_spool_.bind_null(7);
        if (const auto origin = copies_.origin_of(greeting)) {
            insert_spool_.bind(7, *origin);
        }
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
