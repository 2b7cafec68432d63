#include "agent/spool/outbox.h"

namespace congto::spool {

Outbox::Outbox(SQLite::Database& database)
    : append_(database, "INSERT INTO batch (first_sequence, last_sequence, body, chain)"
                        " VALUES (?1, ?2, ?3, ?4)"),
      starting_at_(database, "SELECT first_sequence, last_sequence, body, chain FROM batch"
                             " WHERE first_sequence = ?1"),
      before_(database, "SELECT last_sequence, chain FROM batch WHERE first_sequence <= ?1"
                        " ORDER BY first_sequence DESC LIMIT 1"),
      remove_(database, "DELETE FROM batch WHERE first_sequence <= ?1"),
      clear_(database, "DELETE FROM batch"),
      pending_(database, "SELECT coalesce(sum(last_sequence - first_sequence + 1), 0) FROM batch")
{
}

ChainEnd Outbox::append(const ChainEnd& end, const wire::BatchBody& body)
{
    const std::string bytes = wire::encode(body);
    const ChainEnd next{end.sequence + body.size(), wire::next_chain(end.chain, bytes)};
    append_
        .with(end.sequence + 1, next.sequence,
              Bytes(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()), next.chain)
        .run();
    return next;
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

void Outbox::remove_through(std::uint64_t sequence)
{
    remove_.with(sequence).run();
}

void Outbox::clear()
{
    clear_.with().run();
}

std::uint64_t Outbox::pending()
{
    pending_.with().next();
    const std::uint64_t entries = pending_.number(0);
    pending_.done();
    return entries;
}

} // namespace congto::spool
