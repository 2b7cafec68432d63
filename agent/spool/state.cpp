#include "agent/spool/state.h"

namespace congto::spool {

void SourceState::begin_anew()
{
    watermark = {};
    note.head_cursor.clear();
    note.caught_up = false;
    note.pass_read = 0;
    note.pass_unread.reset();
    reading.reset();
    ++stand;
}

void SourceState::begin_empty()
{
    begin_anew();
    note = {};
}

StateTables::StateTables(SQLite::Database& database)
    : load_(database, "SELECT id, unit, key_id, digest_edition, assigned_sequence, assigned_chain,"
                      " receipted_sequence, receipted_chain, incarnation, split_through, applied,"
                      " unchanged_there, rejected, taken_back, refusal FROM spool"),
      load_sources_(database, "SELECT number, name, mapping_digest, watermark_cursor,"
                              " watermark_key, read, left_out, quarantined, unchanged, changed,"
                              " withdrawals, removals, lists, claims, shown, in_quarantine,"
                              " head_cursor, unread,"
                              " caught_up, known_at, furthest_cursor, furthest_key,"
                              " pass_read, pass_unread, settles, transaction_age, hindrance,"
                              " days_hindrance FROM source ORDER BY number"),
      store_(database, "INSERT OR REPLACE INTO spool (one, id, unit, key_id, digest_edition,"
                       " assigned_sequence, assigned_chain, receipted_sequence, receipted_chain,"
                       " incarnation, split_through, applied, unchanged_there, rejected,"
                       " taken_back, refusal) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
                       " ?10, ?11, ?12, ?13, ?14, ?15)"),
      store_source_(database,
                    "INSERT OR REPLACE INTO source (number, name, mapping_digest,"
                    " watermark_cursor, watermark_key, read, left_out, quarantined,"
                    " unchanged, changed, withdrawals, removals, lists, claims, shown,"
                    " in_quarantine, head_cursor, unread, caught_up, known_at, furthest_cursor,"
                    " furthest_key, pass_read, pass_unread, settles, transaction_age,"
                    " hindrance, days_hindrance) VALUES (?1, ?2, ?3, ?4, ?5,"
                    " ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,"
                    " ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28)")
{
}

std::optional<SpoolState> StateTables::load()
{
    if (!load_.with().next()) {
        return std::nullopt;
    }
    SpoolState state;
    state.id = load_.array<16>(0);
    state.owner = {std::string(load_.text(1)), load_.array<8>(2)};
    state.digest_edition = static_cast<std::uint32_t>(load_.integer(3));
    state.assigned = {load_.number(4), load_.array<32>(5)};
    state.receipted = {load_.number(6), load_.array<32>(7)};
    if (!load_.is_null(8)) {
        state.incarnation = load_.array<16>(8);
    }
    state.split_through = load_.number(9);
    state.applied = load_.number(10);
    state.unchanged_there = load_.number(11);
    state.rejected = load_.number(12);
    state.taken_back = load_.number(13);
    state.refusal = load_.text(14);
    load_.done();
    return state;
}

std::vector<SourceState> StateTables::load_sources()
{
    std::vector<SourceState> sources;
    load_sources_.with();
    while (load_sources_.next()) {
        const Query& row = load_sources_;
        SourceState source;
        source.named = {static_cast<std::uint16_t>(row.integer(0)), std::string(row.text(1)),
                        row.array<8>(2)};
        source.watermark = {std::string(row.text(3)), std::string(row.text(4))};
        source.accounts = {row.number(5),  row.number(6),  row.number(7),  row.number(8),
                           row.number(9),  row.number(10), row.number(11), row.number(12),
                           row.number(13), row.number(14), row.number(15)};
        source.note.head_cursor = row.text(16);
        if (!row.is_null(17)) {
            source.note.unread = row.number(17);
        }
        source.note.caught_up = row.integer(18) != 0;
        source.note.known_at = model::Instant(std::chrono::microseconds(row.integer(19)));
        source.note.furthest = {std::string(row.text(20)), std::string(row.text(21))};
        source.note.pass_read = row.number(22);
        if (!row.is_null(23)) {
            source.note.pass_unread = row.number(23);
        }
        source.note.settles = static_cast<Settles>(row.integer(24));
        source.note.oldest_transaction = std::chrono::milliseconds(row.integer(25));
        source.hindrances = {std::string(row.text(26)), std::string(row.text(27))};
        sources.push_back(std::move(source));
    }
    return sources;
}

void StateTables::store(const SpoolState& state)
{
    store_
        .with(state.id, state.owner.unit, state.owner.key_id, std::uint64_t{state.digest_edition},
              state.assigned.sequence, state.assigned.chain, state.receipted.sequence,
              state.receipted.chain, state.incarnation, state.split_through, state.applied,
              state.unchanged_there, state.rejected, state.taken_back, state.refusal)
        .run();
}

void StateTables::store(const SourceState& source)
{
    const SourceAccounts& flows = source.accounts;
    store_source_
        .with(source.named.number, source.named.name, source.named.mapping_digest,
              source.watermark.cursor, source.watermark.key, flows.read, flows.left_out,
              flows.quarantined, flows.unchanged, flows.changed, flows.withdrawals, flows.removals,
              flows.lists, flows.claims, flows.shown, flows.in_quarantine, source.note.head_cursor,
              source.note.unread, std::uint64_t{source.note.caught_up},
              std::int64_t{source.note.known_at.time_since_epoch().count()},
              source.note.furthest.cursor, source.note.furthest.key, source.note.pass_read,
              source.note.pass_unread, static_cast<std::int64_t>(source.note.settles),
              std::int64_t{source.note.oldest_transaction.count()}, source.hindrances.source,
              source.hindrances.days)
        .run();
}

} // namespace congto::spool
