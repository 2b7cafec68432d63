#include "collector/store/sqlite_store.h"

#include "collector/store/damage.h"
#include "collector/store/decision.h"
#include "collector/store/edition.h"
#include "collector/store/source_order.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace congto::store {
namespace {

bool is_known_already(const ReadyBatch& batch, const SpoolStanding& spool)
{
    return batch.last_sequence() <= spool.receipt.through;
}

void count(Receipt& receipt, const Outcome& outcome)
{
    receipt.applied += outcome.applied;
    receipt.unchanged += outcome.unchanged;
    receipt.rejected += outcome.rejected;
}

} // namespace

Incarnation incarnation_in(sqlite3* connection)
{
    Statement find(connection, "SELECT value FROM store_fact WHERE name = 'incarnation'");
    Incarnation incarnation{};
    if (!find.step() || find.blob(0).size() != incarnation.size()) {
        throw runtime::Corrupt(std::string(sqlite3_db_filename(connection, "main")) +
                               ": has no incarnation; " + std::string(kReplaceIt));
    }
    const std::string_view bytes = find.blob(0);
    std::transform(bytes.begin(), bytes.end(), incarnation.begin(),
                   [](char byte) { return static_cast<std::uint8_t>(byte); });
    return incarnation;
}

SqliteStore::SqliteStore(std::unique_ptr<SQLite::Database> database, const StoreOptions& options,
                         std::unique_ptr<runtime::FileLock> lock)
    : lock_(std::move(lock)), database_(std::move(database)), connection_(database_->getHandle()),
      incarnation_(incarnation_in(connection_)), log_(connection_, options.checkpoint_bytes),
      ledger_(connection_), spools_(connection_), greetings_(connection_),
      fingerprints_(connection_), batches_(connection_, spools_, fingerprints_),
      decided_days_(connection_), decided_through_(ledger_.last_of(kDecisions))
{
    // Whoever erased may have ended while a reader held back the log.
    if (fingerprints_.erased_through()) {
        log_.clear();
    }
}

SqliteStore::~SqliteStore() = default;

GroupAnswers SqliteStore::apply(const Group& group, model::Instant now)
{
    log_.clear_again(now);
    if (log_.is_due()) {
        log_.write_back();
    }
    try {
        execute(connection_, "BEGIN IMMEDIATE");
        GroupAnswers answers = apply_inside(group, now);
        Decided decided = decide(group.decisions, now);
        execute(connection_, "COMMIT");
        decided_through_ = decided.through;
        if (decided.erased) {
            log_.clear();
        }
        answers.told = std::move(decided.told);
        return answers;
    } catch (...) {
        if (sqlite3_get_autocommit(connection_) == 0) {
            sqlite3_exec(connection_, "ROLLBACK", nullptr, nullptr, nullptr);
        }
        batches_.forget();
        spools_.forget();
        fingerprints_.forget();
        throw;
    }
}

GroupAnswers SqliteStore::apply_inside(const Group& group, model::Instant now)
{
    GroupAnswers answers;
    MovingSpools spools;
    const auto refusals = take(group.batches, spools);
    for (const auto& [spool, moving] : spools) {
        if (moving.moved) {
            spools_.move(spool, moving.standing->receipt, now);
        }
    }
    for (std::size_t i = 0; i < refusals.size(); ++i) {
        if (refusals[i]) {
            answers.batches.emplace_back(*refusals[i]);
            continue;
        }
        Moving& moving = spools[group.batches[i].spool];
        Receipt receipt = moving.standing->receipt;
        receipt.verdicts = std::exchange(moving.verdicts, {});
        answers.batches.emplace_back(std::move(receipt));
    }
    // A batch is of a spool that was welcomed before, perhaps on an older stream of the same agent.
    for (const SpoolGreeting& greeting : group.greetings) {
        GreetingAnswer answer = greetings_.answer(greeting, incarnation_, ledger_, now);
        auto* welcomed = std::get_if<Welcomed>(&answer);
        if (welcomed != nullptr && welcomed->resume == Resume::from_durable) {
            welcomed->durable.verdicts = decided_days_.verified(welcomed->spool);
        }
        answers.greetings.push_back(std::move(answer));
    }
    for (const ProgressNote& progress : group.progress) {
        spools_.note(progress);
    }
    return answers;
}

std::vector<std::optional<BatchRefused>> SqliteStore::take(const std::vector<ReadyBatch>& batches,
                                                           MovingSpools& spools)
{
    std::vector<std::optional<BatchRefused>> refusals;
    std::vector<Moving*> takers; // the spool of each batch taken
    for (const ReadyBatch& batch : batches) {
        const auto [place, first] = spools.try_emplace(batch.spool);
        Moving& moving = place->second;
        if (first) {
            moving.standing = spools_.standing(batch.spool);
        }
        refusals.push_back(fault_of(batch, moving.standing));
        if (refusals.back() || is_known_already(batch, *moving.standing)) {
            continue;
        }
        ledger_.append(batch);
        fingerprints_.append(batch);
        batches_.add(batch, moving.standing->sources.at(batch.source));
        moving.moved = true;
        moving.standing->receipt.through = batch.last_sequence();
        moving.standing->receipt.chain = batch.chain;
        takers.push_back(&moving);
    }
    const std::vector<Outcome> outcomes = batches_.apply();
    fingerprints_.append_late();
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        count(takers[i]->standing->receipt, outcomes[i]);
        takers[i]->verdicts.insert(takers[i]->verdicts.end(), outcomes[i].verdicts.begin(),
                                   outcomes[i].verdicts.end());
    }
    return refusals;
}

SqliteStore::Decided SqliteStore::decide(const std::vector<Decision>& decisions, model::Instant now)
{
    Decided decided{decided_through_, {}, false};
    std::vector<Decision> accepted;
    std::optional<model::Month> erased; // what is frozen up to here goes at the end, all at once
    for (Decision decision : decisions) {
        if (decision.number <= decided.through) {
            continue;
        }
        // The ledger names what was known: a replay knows all sources from its beginning.
        decision.order = known_sources(connection_, decision.of.unit, decision.order);
        const bool erases = decision.verdict == Decision::Verdict::erase;
        if (erases && !decision.frozen) {
            decision.frozen = frozen_cells(connection_, erased, model::month_of(decision.days.to));
        }
        ledger_.append(decision, now);
        batches_.decide(decision);
        if (erases) {
            fingerprints_.freeze(decision);
            erased = std::max(erased, std::optional(model::month_of(decision.days.to)));
        }
        if (decision.verdict == Decision::Verdict::release) {
            greetings_.release(decision.of.source);
        } else if (decision.verdict == Decision::Verdict::accept) {
            accepted.push_back(decision); // what is rejected stays disputed
        }
        decided.through = decision.number;
    }
    if (erased) {
        fingerprints_.erase(*erased);
        decided.erased = true;
    }
    decided.told = told_of(accepted);
    return decided;
}

std::vector<Told> SqliteStore::told_of(const std::vector<Decision>& accepted)
{
    std::map<SpoolNumber, Told> told;
    for (const Decision& decision : accepted) {
        for (const DecidedDays::Verified& day : decided_days_.verified(decision)) {
            const auto [place, first] = told.try_emplace(day.spool);
            if (first) {
                const auto standing = spools_.standing(day.spool);
                place->second = {day.spool_id, standing.value_or(SpoolStanding{}).receipt};
            }
            place->second.receipt.verdicts.push_back(day.verdict);
        }
    }
    std::vector<Told> all;
    for (auto& [spool, one] : told) {
        all.push_back(std::move(one));
    }
    return all;
}

std::optional<BatchRefused> SqliteStore::fault_of(const ReadyBatch& batch,
                                                  const std::optional<SpoolStanding>& spool)
{
    using Fault = BatchRefused::Fault;
    if (!spool || !spool->sources.contains(batch.source)) {
        return BatchRefused{Fault::unknown_source, 0};
    }
    const std::uint64_t expected = spool->receipt.through + 1;
    if (is_known_already(batch, *spool)) {
        if (ledger_.chain_after(batch.spool, batch.last_sequence()) != batch.chain) {
            return BatchRefused{Fault::chain_differs, expected};
        }
        return std::nullopt;
    }
    if (batch.first_sequence != expected) {
        return BatchRefused{Fault::sequence_gap, expected};
    }
    if (batch.chain_before != spool->receipt.chain) {
        return BatchRefused{Fault::chain_differs, expected};
    }
    return std::nullopt;
}

void SqliteStore::rest()
{
    if (log_.is_to_be_cleared()) {
        log_.clear();
    }
    if (!log_.is_empty()) {
        log_.write_back();
    }
}

} // namespace congto::store
