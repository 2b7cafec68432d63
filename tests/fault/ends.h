// An agent's spool and a collector's store, and what passes between them, without a wire.
#pragma once

#include "agent/spool/spool.h"
#include "collector/store/store.h"
#include "tests/support/temp_dir.h"

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace congto::test {

// A state directory and registers as `init` makes them: copied for each life, because making one
// takes as long as all the rest.
class NewMinistry {
public:
    NewMinistry();

    TempDir folder;
    store::UnitId unit = 0;
};

enum class Receipts : std::uint8_t { kept, lost };

// The collector takes another spool for the one that reads the source: a person decides.
struct SpoolRefused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Whatever throws can be done again. logic_error: one end made the other begin anew without a
// reason.
class Ends {
public:
    explicit Ends(const NewMinistry& from);

    // What is closed.
    void open();
    // Both programs are gone; their files are closed.
    void die();
    // The page, and pages at positions where rows waited.
    void read(const spool::ReadPage& page);
    // A day from end to end: what the index has of it and the page has not is removed, and the day
    // claimed.
    void read_day(spool::ReadPage page, model::Day day);
    // Until the collector says to go on, whatever it makes the spool do before. Throws
    // SpoolRefused.
    void greet();
    void send(Receipts receipts);
    // The spool learns what the store found of its day claims since the last time.
    void note_verdicts();

    // By hand, while nothing runs. What was backed up last is put in place; the collector's as a
    // new incarnation.
    void back_up();
    void restore_ministry();
    void restore_office();
    void delete_spool();
    // Another verdict than to go on has a reason, or none from now on.
    void expect(store::Resume verdict) { due_ = verdict; }
    void expect_any_verdict() { any_is_due_ = true; }
    void read_no_second() { second_is_read_ = false; }
    // The spool's word of itself is what it must keep from here on.
    void remember();

    // Accounts, index and chain of the spool, cells and day sums of the store. Fails the running
    // test.
    void check();
    // Everything figures come from, and all the spool knows of its sources. Closes both.
    std::string end();

    spool::Spool& spool() { return *spool_; }
    store::Store& store() { return *store_; }
    const std::filesystem::path& folder() const { return folder_.path(); }
    int times_abandoned() const { return times_abandoned_; }

private:
    bool has_a_reason(store::Resume verdict) const
    {
        return verdict == store::Resume::from_durable || verdict == due_ || any_is_due_;
    }

    TempDir folder_;
    store::UnitId unit_;
    std::unique_ptr<spool::Spool> spool_;
    std::unique_ptr<store::Store> store_;
    std::uint8_t starts_ = 0; // of the agent
    bool second_is_read_ = true;
    store::SpoolNumber number_ = 0;           // of the spool, there
    store::Receipt durable_;                  // what the store last said it has
    std::vector<spool::DayVerdict> verdicts_; // not noted yet
    // Numbers the store said are durable, since it was restored, and to which spool.
    std::uint64_t promised_ = 0;
    spool::SpoolId promised_to_{};
    spool::Standing known_; // what the spool last said of itself
    store::Resume due_ = store::Resume::from_durable;
    bool any_is_due_ = false;
    int times_abandoned_ = 0;
};

} // namespace congto::test
