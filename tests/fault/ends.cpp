#include "tests/fault/ends.h"

#include "collector/register/registers.h"
#include "tests/fault/faulty_disk.h"
#include "tests/fault/faulty_memory.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

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

Ends::Ends(const NewMinistry& from) : folder_(memory_or_disk()), unit_(from.unit)
{
    copy_database(from.folder / "register.db", folder_ / "register.db");
    copy_database(from.folder / "store.db", folder_ / "store.db");
}

void Ends::open()
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
        ++starts_;
    }
}

void Ends::die()
{
    spool_.reset();
    store_.reset();
}

void Ends::back_up()
{
    die();
    copy_database(folder_ / "store.db", folder_ / "old-store");
    copy_database(folder_ / "spool.db", folder_ / "old-spool");
}

void Ends::restore_ministry()
{
    die();
    copy_database(folder_ / "old-store", folder_ / "store.db");
    SQLite::Database(folder_ / "store.db", SQLite::OPEN_READWRITE)
        .exec("UPDATE store_fact SET value = randomblob(16) WHERE name = 'incarnation'");
    FaultyDisk::installed().forget();
    promised_ = 0;
}

void Ends::restore_office()
{
    die();
    copy_database(folder_ / "old-spool", folder_ / "spool.db");
    FaultyDisk::installed().forget();
    known_ = {};
}

void Ends::delete_spool()
{
    die();
    copy_database(folder_ / "nothing", folder_ / "spool.db");
    FaultyDisk::installed().forget();
    known_ = {};
}

void Ends::read(const spool::ReadPage& page)
{
    const auto read_after = [&](const source::Position& after) {
        spool::ReadPage again = page;
        again.stand = spool_->stand(page.source).stand;
        again.after = after;
        spool_->take(std::move(again));
    };
    read_after({});
    for (auto waiting = spool_->revisits(page.source, 1); !waiting.empty();
         waiting = spool_->revisits(page.source, 1)) {
        read_after(waiting.front());
    }
}

void Ends::read_day(spool::ReadPage page, model::Day day)
{
    const std::uint16_t source = page.source;
    page.stand = spool_->stand(source).stand;
    const std::uint64_t stand = page.stand;
    spool_->begin_day(source, day);
    spool_->take_day(std::move(page));
    spool_->end_day({source, stand, day, 0, 0, kNow});
}

void Ends::remember()
{
    if (spool_) {
        known_ = spool_->standing();
    }
}

void Ends::greet()
{
    for (bool resumed = false; !resumed;) {
        store::Group group;
        group.greetings.push_back(greeting_of(spool_->standing(), unit_));
        group.greetings.back().boot_nonce = {1, starts_};
        const auto answers = store_->apply(group, kNow);
        const auto* refused = std::get_if<store::GreetingRefused>(&answers.greetings.at(0));
        if (refused != nullptr && refused->fault == store::GreetingRefused::Fault::source_taken) {
            throw SpoolRefused(refused->detail);
        }
        const auto& welcome = std::get<store::Welcomed>(answers.greetings.at(0));
        if (!has_a_reason(welcome.resume)) {
            throw std::logic_error("the spool is to begin anew without a reason");
        }
        if (promised_to_ != spool_->standing().id) {
            promised_to_ = spool_->standing().id;
            promised_ = 0;
        }
        if (welcome.durable.through < promised_) {
            throw std::logic_error("the store has lost what it gave a receipt for");
        }
        times_abandoned_ += welcome.resume == store::Resume::abandon ? 1 : 0;
        number_ = welcome.spool;
        durable_ = welcome.durable;
        resumed = spool_->resume({verdict_of(welcome.resume), welcome.incarnation, durable_.through,
                                  durable_.chain}) == spool::Resumed::resumed;
    }
    any_is_due_ = false;
}

void Ends::send(Receipts receipts)
{
    while (const auto batch = spool_->batch_after(durable_.through)) {
        store::Group group;
        group.batches.push_back(
            store::make_ready({number_, batch->first_sequence, durable_.chain}, batch->body, kNow));
        const auto answers = store_->apply(group, kNow);
        durable_ = std::get<store::Receipt>(answers.batches.at(0));
        promised_ = std::max(promised_, durable_.through);
        for (const store::DayVerdict& day : durable_.verdicts) {
            verdicts_.push_back(
                {day.source, day.day, day.sequence, static_cast<spool::DayStanding>(day.standing)});
        }
        if (receipts == Receipts::kept) {
            spool_->store({durable_.through, durable_.chain, durable_.applied, durable_.unchanged,
                           durable_.rejected, store_->incarnation()});
        }
    }
}

void Ends::note_verdicts()
{
    spool_->note(std::exchange(verdicts_, {}));
}

} // namespace congto::test
