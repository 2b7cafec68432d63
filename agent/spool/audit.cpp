// The accounts against what they count.
#include "agent/spool/inside.h"
#include "proto/wire/fingerprints.h"
#include "proto/wire/malformed_batch.h"

namespace congto::spool {
namespace {

void expect(std::vector<std::string>& faults, const std::string& what, std::uint64_t said,
            std::uint64_t found)
{
    if (said != found) {
        faults.push_back(what + ": the account says " + std::to_string(said) + ", there are " +
                         std::to_string(found));
    }
}

std::uint64_t counted(SQLite::Database& database, const char* sql, std::uint16_t number)
{
    Query query(database, sql);
    query.with(number).next();
    return query.number(0);
}

// None: the bytes are no batch, or what is beside them is not theirs.
std::optional<std::uint64_t> entries_of(const SpooledBatch& spooled)
{
    try {
        wire::DecodedBatch batch = wire::decode(spooled.body);
        wire::take_fingerprints(batch, spooled.fingerprints, wire::Erased::refused);
        return batch.size();
    } catch (const wire::MalformedBatch&) {
        return std::nullopt;
    }
}

// What SQLite itself finds wrong with the file.
void audit_file(std::vector<std::string>& faults, SQLite::Database& database)
{
    Query check(database, "PRAGMA integrity_check");
    check.with();
    while (check.next()) {
        if (check.text(0) != "ok") {
            faults.push_back("the file: " + std::string(check.text(0)));
        }
    }
}

// Batches follow each other from the last receipt to the last number given.
void audit_chain(std::vector<std::string>& faults, Outbox& outbox, const SpoolState& state,
                 runtime::Progress& progress)
{
    ChainEnd end = state.receipted;
    progress.begin("batches", state.assigned.sequence - state.receipted.sequence);
    while (const auto batch = outbox.starting_at(end.sequence + 1)) {
        progress.at(batch->last_sequence - state.receipted.sequence);
        end = {batch->last_sequence, wire::next_chain(end.chain, batch->body)};
        if (end.chain != batch->chain) {
            faults.push_back("the batch from " + std::to_string(batch->first_sequence) +
                             " on does not continue the chain");
        }
        if (entries_of(*batch) != batch->last_sequence - batch->first_sequence + 1) {
            faults.push_back("the batch from " + std::to_string(batch->first_sequence) +
                             " on holds another number of entries than it is numbered for");
        }
    }
    if (end != state.assigned) {
        faults.push_back("the batches end at " + std::to_string(end.sequence) + ", numbers at " +
                         std::to_string(state.assigned.sequence));
    }
}

std::string text_of(const DaySums& sums)
{
    return std::to_string(sums.dossiers) + " dossiers, " + std::to_string(sums.open) +
           " open, sums " + std::to_string(sums.id_sum) + " and " + std::to_string(sums.digest_sum);
}

} // namespace

// Every day's sums are those of the index, and no dossier is of a day that is not known.
void Spool::Inside::audit_days(std::vector<std::string>& faults, const SourceState& known,
                               runtime::Progress& progress)
{
    const std::uint16_t number = known.named.number;
    std::uint64_t dossiers = 0;
    progress.begin("dossiers of " + known.named.name, known.accounts.shown);
    for (const DayStand& stand : days.list(number)) {
        progress.at(dossiers);
        const DaySums said = days.find(number, stand.day).value_or(KnownDay{}).sums;
        const DaySums found = day_rows.sums(number, stand.day);
        if (said != found) {
            faults.push_back("source " + known.named.name + ", day " + model::text_of(stand.day) +
                             ": " + text_of(said) + " are kept, the index shows " + text_of(found));
        }
        dossiers += said.dossiers;
    }
    expect(faults, "source " + known.named.name + ", dossiers of all days", dossiers,
           known.accounts.shown);
}

std::vector<std::string> Spool::Inside::audit(runtime::Progress& progress)
{
    std::vector<std::string> faults = imbalances(accounts());
    progress.begin("the file", 0);
    audit_file(faults, *database);
    for (const SourceState& known : sources) {
        const std::string name = "source " + known.named.name + ", ";
        const std::uint16_t number = known.named.number;
        expect(faults, name + "dossiers shown", known.accounts.shown,
               counted(*database, "SELECT count(*) FROM shown WHERE source = ?1", number));
        expect(faults, name + "rows in quarantine", known.accounts.in_quarantine,
               counted(*database, "SELECT count(*) FROM quarantine WHERE source = ?1", number));
        expect(faults, name + "unknown values counted otherwise than rows show", 0,
               counted(*database,
                       "SELECT count(*) FROM unknown_set AS listed WHERE source = ?1 AND rows <>"
                       " (SELECT count(*) FROM shown WHERE shown.source = ?1"
                       " AND shown.unknown = listed.id)",
                       number));
        audit_days(faults, known, progress);
    }
    audit_chain(faults, outbox, state, progress);
    return faults;
}

} // namespace congto::spool
