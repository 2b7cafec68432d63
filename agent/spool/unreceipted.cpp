#include "agent/spool/unreceipted.h"

#include "agent/spool/inside.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"

#include <SQLiteCpp/Database.h>

namespace congto::spool {
namespace {

std::unique_ptr<SQLite::Database> opened(const std::filesystem::path& file)
{
    auto database = runtime::open_for_reading(file, kRemedy);
    runtime::require_edition(*database, kForm);
    return database;
}

} // namespace

struct Unreceipted::Inside {
    explicit Inside(const std::filesystem::path& spool)
        : file(spool), database(opened(spool)), tables(*database), outbox(*database)
    {
        execute(*database, "BEGIN");
        const SpoolState state = tables.load().value_or(SpoolState{});
        const std::vector<SourceState> sources = tables.load_sources();
        execute(*database, "COMMIT");
        standing = standing_of(state, sources);
        progress = progress_of(state, sources);
        at = state.receipted;
        all = state.assigned;
    }

    // The spool still holds what it held: what does not fit then is damage.
    bool is_as_it_was()
    {
        const auto now = tables.load();
        return now && now->id == standing.id && now->receipted.sequence <= at.sequence &&
               outbox.ending_at(all.sequence) == all &&
               (now->receipted == at || outbox.ending_at(at.sequence) == at);
    }

    std::filesystem::path file;
    std::unique_ptr<SQLite::Database> database;
    StateTables tables;
    Outbox outbox;
    Standing standing;
    std::vector<Progress> progress;
    ChainEnd at;  // of what was read
    ChainEnd all; // of what was there
};

Unreceipted::Unreceipted(const std::filesystem::path& file)
    : inside_(std::make_unique<Inside>(file))
{
}

Unreceipted::~Unreceipted() = default;

const Standing& Unreceipted::standing() const
{
    return inside_->standing;
}

const std::vector<Progress>& Unreceipted::progress() const
{
    return inside_->progress;
}

std::optional<SpooledBatch> Unreceipted::next()
{
    Inside& in = *inside_;
    if (in.at == in.all) {
        return std::nullopt;
    }
    auto batch = in.outbox.starting_at(in.at.sequence + 1);
    if (batch && batch->is_whole && batch->last_sequence <= in.all.sequence &&
        wire::next_chain(in.at.chain, batch->body) == batch->chain) {
        in.at = {batch->last_sequence, batch->chain};
        return batch;
    }
    if (in.is_as_it_was()) {
        throw runtime::Damaged(in.file.string() + ": the batch from " +
                               std::to_string(in.at.sequence + 1) +
                               " on is not as it was spooled; " + kRemedy);
    }
    throw runtime::Unavailable(in.file.string() +
                               ": went on while it was read (a receipt came, or numbers were taken "
                               "back); try again");
}

} // namespace congto::spool
