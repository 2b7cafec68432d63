#include "tests/fault/two_ends.h"

#include "collector/register/registers.h"
#include "tests/fault/faulty_disk.h"
#include "tests/fault/faulty_memory.h"
#include "tests/fault/rows.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <stdexcept>

namespace congto::test {
namespace {

constexpr model::Instant kNow = std::chrono::sys_days{std::chrono::year{2026} / 2 / 3};

std::filesystem::path memory_or_disk()
{
    return std::filesystem::exists("/dev/shm") ? "/dev/shm" : "/tmp";
}

void copy_database(const std::filesystem::path& from, const std::filesystem::path& to)
{
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) {
        std::filesystem::remove(to.string() + tail);
        if (std::filesystem::exists(from.string() + tail) && tail != std::string_view("-shm")) {
            std::filesystem::copy_file(from.string() + tail, to.string() + tail);
        }
    }
}

spool::Verdict verdict_of(store::Resume resume)
{
    switch (resume) {
    case store::Resume::from_durable:
        return spool::Verdict::resume;
    case store::Resume::abandon:
        return spool::Verdict::abandon;
    case store::Resume::reread:
        return spool::Verdict::reread;
    }
    throw std::logic_error("a verdict of no kind");
}

store::SpoolGreeting greeting_of(const spool::Standing& standing, store::UnitId unit)
{
    store::SpoolGreeting greeting;
    greeting.unit = unit;
    greeting.spool_id = standing.id;
    greeting.key_id = standing.owner.key_id;
    greeting.agent_version = "0.1.0";
    for (const spool::NamedSource& source : standing.sources) {
        greeting.sources.push_back({source.number, source.name, source.mapping_digest});
    }
    greeting.assigned_sequence = standing.assigned_sequence;
    greeting.assigned_chain = standing.assigned_chain;
    greeting.receipted_sequence = standing.receipted_sequence;
    greeting.receipted_chain = standing.receipted_chain;
    greeting.incarnation = standing.incarnation;
    return greeting;
}

} // namespace

NewMinistry::NewMinistry() : folder(memory_or_disk())
{
    FaultyMemory::installed(); // before SQLite is used at all
    const store::StateDirectory state{folder.path()};
    registers::create(state.register_file(), kNow);
    store::create_store(state, kNow);
    const auto register_file = registers::open_for_reading(state.register_file());
    unit = registers::unit_with_code(*register_file, "H44", model::day_of(kNow)).value();
}

TwoEnds::TwoEnds(const NewMinistry& from) : folder_(memory_or_disk()), unit_(from.unit)
{
    copy_database(from.folder / "register.db", folder_ / "register.db");
    copy_database(from.folder / "store.db", folder_ / "store.db");
}

std::vector<Step> TwoEnds::steps()
{
    const auto by_program = [this](std::string_view name, void (TwoEnds::*run)()) {
        return Step{name, [this, run] {
                        open();
                        (this->*run)();
                        known_ = spool_ ? spool_->standing() : known_;
                    }};
    };
    const auto by_hand = [this](std::string_view name, void (TwoEnds::*run)()) {
        return Step{name, [this, run] { (this->*run)(); }, true};
    };
    using Ends = TwoEnds;
    return {
        by_program("first reading", &Ends::first_reading),
        by_program("send", &Ends::send_first),
        by_hand("back up both", &Ends::back_up),
        by_program("second reading", &Ends::second_reading),
        by_program("send, receipts are lost", &Ends::send_without_receipts),
        by_program("connect again", &Ends::reconnect),
        by_program("rest", &Ends::rest),
        by_program("third reading", &Ends::third_reading),
        by_hand("restore the ministry", &Ends::restore_ministry),
        by_program("read again what it lost", &Ends::exchange_after_restore),
        by_hand("put an old spool in place", &Ends::restore_office),
        by_program("begin anew", &Ends::exchange_after_rollback),
        by_program("forget a source", &Ends::forget_second),
        by_program("stop", &Ends::close),
        by_program("the last exchange", &Ends::last_exchange),
    };
}

void TwoEnds::open()
{
    if (!store_) {
        store_ = store::open_store({folder_.path()}, {8 << 20, 100 << 12});
    }
    if (!spool_) {
        spool::SpoolSettings settings;
        settings.file = folder_ / "spool.db";
        settings.disk_reserve = 0;
        settings.batch_entries = 7;
        auto opened = std::make_unique<spool::Spool>(settings, spool::Owner{"H44", {1, 2, 3}});
        opened->open_source("onestop", {1});
        if (second_is_read_) {
            opened->open_source("second", {2});
        }
        spool_ = std::move(opened);
    }
}

void TwoEnds::die()
{
    spool_.reset();
    store_.reset();
}

void TwoEnds::close()
{
    die();
}

void TwoEnds::first_reading()
{
    read_all(1);
}

void TwoEnds::send_first()
{
    greet();
    send(Receipts::kept);
}

void TwoEnds::second_reading()
{
    read_all(2);
}

void TwoEnds::send_without_receipts()
{
    greet();
    send(Receipts::lost);
}

void TwoEnds::reconnect()
{
    greet();
}

void TwoEnds::rest()
{
    spool::ReadingNote note;
    note.caught_up = true;
    note.known_at = kNow;
    spool_->note(1, note);
    spool_->rest();
    store_->rest();
}

void TwoEnds::third_reading()
{
    read_all(3);
}

void TwoEnds::back_up()
{
    die();
    copy_database(folder_ / "store.db", folder_ / "old-store");
    copy_database(folder_ / "spool.db", folder_ / "old-spool");
}

void TwoEnds::restore_ministry()
{
    die();
    copy_database(folder_ / "old-store", folder_ / "store.db");
    SQLite::Database(folder_ / "store.db", SQLite::OPEN_READWRITE)
        .exec("UPDATE store_fact SET value = randomblob(16) WHERE name = 'incarnation'");
    FaultyDisk::installed().forget();
    promised_ = 0;
}

void TwoEnds::exchange_after_restore()
{
    due_ = store::Resume::reread;
    greet();
    read_all(3);
    send(Receipts::kept);
    due_ = store::Resume::from_durable;
}

void TwoEnds::restore_office()
{
    die();
    copy_database(folder_ / "old-spool", folder_ / "spool.db");
    FaultyDisk::installed().forget();
    known_ = {};
}

void TwoEnds::exchange_after_rollback()
{
    due_ = store::Resume::abandon;
    greet();
    read_all(3);
    send(Receipts::kept);
    due_ = store::Resume::from_durable;
}

void TwoEnds::forget_second()
{
    second_is_read_ = false;
    // Done again after it was done, it says that there is nothing left to forget.
    const spool::Standing standing = spool_->standing();
    const bool is_done = std::any_of(standing.sources.begin(), standing.sources.end(),
                                     [](const auto& source) { return source.is_forgotten(); });
    if (!is_done) {
        spool_->forget_source("second");
    }
    greet();
    send(Receipts::kept);
}

void TwoEnds::last_exchange()
{
    read(1, 3);
    greet();
    send(Receipts::kept);
    spool_->rest();
    store_->rest();
}

void TwoEnds::read_all(int version)
{
    read(1, version);
    read(2, version);
}

void TwoEnds::read(std::uint16_t source, int version)
{
    const auto read_after = [&](const source::Position& after) {
        spool::ReadPage page = page_of(source, version);
        page.stand = spool_->stand(source).stand;
        page.after = after;
        spool_->take(std::move(page));
    };
    read_after({});
    for (auto waiting = spool_->revisits(source); !waiting.empty();
         waiting = spool_->revisits(source)) {
        read_after(waiting.front());
    }
}

void TwoEnds::greet()
{
    for (bool resumed = false; !resumed;) {
        store::Group group;
        group.greetings.push_back(greeting_of(spool_->standing(), unit_));
        const auto answers = store_->apply(group, kNow);
        const auto& welcome = std::get<store::Welcomed>(answers.greetings.at(0));
        if (welcome.resume != store::Resume::from_durable && welcome.resume != due_) {
            throw std::logic_error("the spool is to begin anew without a reason");
        }
        if (promised_to_ != spool_->standing().id) {
            promised_to_ = spool_->standing().id;
            promised_ = 0;
        }
        if (welcome.durable.through < promised_) {
            throw std::logic_error("the store has lost what it gave a receipt for");
        }
        number_ = welcome.spool;
        durable_ = welcome.durable;
        resumed = spool_->resume({verdict_of(welcome.resume), welcome.incarnation, durable_.through,
                                  durable_.chain}) == spool::Resumed::resumed;
    }
}

void TwoEnds::send(Receipts receipts)
{
    while (const auto batch = spool_->batch_after(durable_.through)) {
        store::Group group;
        group.batches.push_back(
            store::make_ready({number_, batch->first_sequence, durable_.chain}, batch->body, kNow));
        const auto answers = store_->apply(group, kNow);
        durable_ = std::get<store::Receipt>(answers.batches.at(0));
        promised_ = std::max(promised_, durable_.through);
        if (receipts == Receipts::kept) {
            spool_->store({durable_.through, durable_.chain, durable_.applied, durable_.unchanged,
                           durable_.rejected, store_->incarnation()});
        }
    }
}

} // namespace congto::test
