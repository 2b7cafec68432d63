#include "agent/spool/outbox.h"

#include "agent/spool/beside.h"
#include "agent/spool/random.h"
#include "agent/spool/split.h"

namespace congto::spool {
namespace {

// Ends of batches that have their receipt: two days of one each second, some 10 MB. A collector
// restored from an older backup than that makes the spool begin anew.
constexpr std::uint64_t kEndsKept = 200'000;
// Ends from before a split, from where it began: more batches than the uplink has under way, of
// which each may be on its way to the collector. 2 MB, and as much memory.
constexpr std::size_t kSplitEndsKept = 50'000;
constexpr std::uint64_t kForgetEach = 1000;
// Some 40 KB of memory, however many a receipt is for.
constexpr std::uint64_t kEndsAtOnce = 1000;
// Fewer than a page holds; and what a tree takes when it grows.
constexpr std::uint64_t kEndsAPage = 80;
constexpr std::uint64_t kPagesToSpare = 4;

Bytes bytes_of(const std::string& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

Outbox::Outbox(SQLite::Database& database)
    : append_(database, "INSERT INTO batch (first_sequence, last_sequence, body, chain,"
                        " fingerprints) VALUES (?1, ?2, ?3, ?4, ?5)"),
      rechain_(database, "UPDATE batch SET chain = ?2 WHERE first_sequence = ?1"),
      take_out_(database, "DELETE FROM batch WHERE first_sequence = ?1"),
      starting_at_(database, "SELECT first_sequence, last_sequence, body, chain, fingerprints"
                             " FROM batch WHERE first_sequence = ?1"),
      before_(database, "SELECT last_sequence, chain FROM batch WHERE first_sequence <= ?1"
                        " ORDER BY first_sequence DESC LIMIT 1"),
      ends_(database, "SELECT last_sequence, chain FROM batch WHERE first_sequence <= ?1"
                      " ORDER BY first_sequence LIMIT ?2"),
      remove_(database, "DELETE FROM batch WHERE first_sequence <= ?1"),
      room_(database, "SELECT max_page_count - page_count + freelist_count"
                      " FROM pragma_max_page_count, pragma_page_count, pragma_freelist_count"),
      clear_(database, "DELETE FROM batch"),
      // By the ends: the batches follow each other, which `audit` looks at one by one.
      pending_(database, "SELECT coalesce((SELECT last_sequence FROM batch ORDER BY first_sequence"
                         " DESC LIMIT 1) - (SELECT min(first_sequence) FROM batch) + 1, 0)"),
      keep_end_(database, "INSERT OR IGNORE INTO chain_end (sequence, chain) VALUES (?1, ?2)"),
      kept_end_(database, "SELECT 1 FROM chain_end WHERE sequence = ?1 AND chain = ?2"),
      forget_ends_(database, "DELETE FROM chain_end WHERE sequence > ?1"),
      forget_old_ends_(database, "DELETE FROM chain_end WHERE sequence < (SELECT sequence FROM"
                                 " chain_end ORDER BY sequence DESC LIMIT 1 OFFSET ?1)"),
      forget_oldest_ends_(database, "DELETE FROM chain_end WHERE sequence IN (SELECT sequence FROM"
                                    " chain_end ORDER BY sequence LIMIT ?1)")
{
}

ChainEnd Outbox::append(const ChainEnd& end, const wire::BatchBody& body)
{
    return append_encoded(end, wire::encode(body, random_name()), body.size());
}

ChainEnd Outbox::append_encoded(const ChainEnd& end, const wire::EncodedBatch& batch,
                                std::size_t entries)
{
    const ChainEnd next{end.sequence + entries, wire::next_chain(end.chain, batch.body)};
    const std::string beside = packed_beside(batch.fingerprints);
    append_
        .with(end.sequence + 1, next.sequence, bytes_of(batch.body), next.chain, bytes_of(beside))
        .run();
    return next;
}

Outbox::Split Outbox::split_above(ChainEnd at, std::size_t bytes)
{
    std::size_t split_ones = 0;
    std::vector<ChainEnd> ends; // as they were
    while (const auto batch = starting_at(at.sequence + 1)) {
        std::vector<BatchPart> parts;
        if (batch->bytes() > bytes) {
            parts = split(*batch, bytes);
        }
        if (ends.size() < kSplitEndsKept && (split_ones != 0 || parts.size() > 1)) {
            ends.push_back({batch->last_sequence, batch->chain});
        }
        if (parts.size() > 1) {
            ++split_ones;
            take_out_.with(batch->first_sequence).run();
            for (const BatchPart& part : parts) {
                at = append_encoded(at, part.batch, part.entries);
            }
        } else if (split_ones != 0) {
            at = {batch->last_sequence, wire::next_chain(at.chain, batch->body)};
            rechain_.with(batch->first_sequence, at.chain).run();
        } else {
            at = {batch->last_sequence, batch->chain};
        }
    }
    keep_of_split(ends);
    return {split_ones, at};
}

ChainEnd Outbox::rechain(ChainEnd at)
{
    while (const auto batch = starting_at(at.sequence + 1)) {
        at = {batch->last_sequence, wire::next_chain(at.chain, batch->body)};
        rechain_.with(batch->first_sequence, at.chain).run();
    }
    return at;
}

std::optional<SpooledBatch> Outbox::starting_at(std::uint64_t sequence)
{
    if (!starting_at_.with(sequence).next()) {
        return std::nullopt;
    }
    SpooledBatch batch;
    batch.first_sequence = starting_at_.number(0);
    batch.last_sequence = starting_at_.number(1);
    const Bytes body = starting_at_.blob(2);
    batch.body.assign(body.begin(), body.end());
    batch.chain = starting_at_.array<32>(3);
    const Bytes beside = starting_at_.blob(4);
    auto unpacked = unpacked_beside({reinterpret_cast<const char*>(beside.data()), beside.size()});
    batch.is_whole = unpacked.has_value();
    batch.fingerprints = std::move(unpacked).value_or(std::vector<std::string>{});
    starting_at_.done();
    return batch;
}

std::optional<ChainEnd> Outbox::ending_at(std::uint64_t sequence)
{
    std::optional<ChainEnd> end;
    if (before_.with(sequence).next() && before_.number(0) == sequence) {
        end = ChainEnd{sequence, before_.array<32>(1)};
    }
    before_.done();
    return end;
}

bool Outbox::was_end(const ChainEnd& end)
{
    if (end == ChainEnd{} || ending_at(end.sequence) == end) {
        return true;
    }
    const bool kept = kept_end_.with(end.sequence, end.chain).next();
    kept_end_.done();
    return kept;
}

// The batches go before their ends are kept: a spool at its size limit has no page to give, and no
// receipt could ever be stored again.
void Outbox::remove_through(std::uint64_t sequence)
{
    for (auto ends = oldest_ends(sequence); !ends.empty(); ends = oldest_ends(sequence)) {
        remove_.with(ends.back().sequence).run();
        keep(ends);
    }
    if (++kept_since_ >= kForgetEach) {
        kept_since_ = 0;
        forget_old_ends_.with(kEndsKept).run();
    }
}

void Outbox::take_back(std::uint64_t sequence)
{
    remove_through(sequence);
    clear_.with().run();
    forget_ends_.with(sequence).run();
}

// Of batches that begin no later than at this number, the first ones.
std::vector<ChainEnd> Outbox::oldest_ends(std::uint64_t sequence)
{
    std::vector<ChainEnd> ends;
    ends_.with(sequence, kEndsAtOnce);
    while (ends_.next()) {
        ends.push_back({ends_.number(0), ends_.array<32>(1)});
    }
    return ends;
}

std::uint64_t Outbox::room()
{
    room_.with().next();
    const std::uint64_t pages = room_.number(0);
    room_.done();
    return pages;
}

// A spool at its size limit goes without: it would have to be read again at the worst, and a split
// that finds no room would stop it.
void Outbox::keep_of_split(const std::vector<ChainEnd>& ends)
{
    if (ends.empty() || room() < ends.size() / kEndsAPage + kPagesToSpare) {
        return;
    }
    for (const ChainEnd& end : ends) {
        keep_end_.with(end.sequence, end.chain).run();
    }
    forget_old_ends_.with(kEndsKept).run();
}

// Small batches free no page when they go: then the oldest ends give theirs.
void Outbox::keep(const std::vector<ChainEnd>& ends)
{
    if (room() < ends.size() / kEndsAPage + kPagesToSpare) {
        forget_oldest_ends_.with(ends.size() + 2 * kEndsAPage).run();
    }
    for (const ChainEnd& end : ends) {
        keep_end_.with(end.sequence, end.chain).run();
    }
}

std::uint64_t Outbox::pending()
{
    pending_.with().next();
    const std::uint64_t entries = pending_.number(0);
    pending_.done();
    return entries;
}

} // namespace congto::spool
