// A batch the collector will never take.
#include "agent/spool/inside.h"
#include "config/runtime/failure.h"

#include "config/runtime/new_file.h"

#include <system_error>

namespace congto::spool {
namespace {

// The bytes of a batch, on disk; gone again unless the spool gave the batch up.
class KeptBatch {
public:
    KeptBatch(std::filesystem::path file, const std::string& body) : file_(std::move(file))
    {
        runtime::NewFile out(file_, runtime::NewFile::Place::may_be_taken);
        out.write(body);
        out.finish();
    }
    ~KeptBatch()
    {
        if (!stays_) {
            std::error_code error;
            std::filesystem::remove(file_, error);
        }
    }
    KeptBatch(const KeptBatch&) = delete;
    KeptBatch& operator=(const KeptBatch&) = delete;
    void stay() { stays_ = true; }

private:
    std::filesystem::path file_;
    bool stays_ = false;
};

} // namespace

// The numbers were never durable anywhere, so they can be given again: the collector sees a spool
// that simply has assigned less.
SetAside Spool::Inside::set_aside()
{
    const auto batch = outbox.starting_at(state.receipted.sequence + 1);
    if (state.refusal.empty() || !batch) {
        throw runtime::BadSettings(settings.file.string() +
                                   ": the collector refuses nothing of this spool (congto-agent "
                                   "status); there is no batch to set aside");
    }
    const runtime::Instant now = clock.now();
    SetAside done{batch->first_sequence, batch->last_sequence,
                  settings.file.string() + ".set-aside-" + std::to_string(batch->first_sequence) +
                      "-" + utc_text(now)};
    KeptBatch kept(done.file, batch->body);
    Query record(*database,
                 "INSERT INTO set_aside (at, first_sequence, last_sequence, reason, file)"
                 " VALUES (?1, ?2, ?3, ?4, ?5)");
    const std::int64_t at = now.time_since_epoch().count();
    Query days_taken_back(*database, "INSERT OR IGNORE INTO set_aside_day (at, source, day)"
                                     " SELECT ?1, source, day FROM day"
                                     " WHERE changed_by > ?2 OR claimed > ?2");
    reread({Verdict::reread, state.incarnation.value_or(Incarnation{}), state.receipted.sequence,
            state.receipted.chain},
           Forget::later, [&] {
               record
                   .with(at, done.first_sequence, done.last_sequence, state.refusal,
                         done.file.string())
                   .run();
               days_taken_back.with(at, state.receipted.sequence).run();
           });
    kept.stay();
    return done;
}

} // namespace congto::spool
