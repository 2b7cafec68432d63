// An agent's spool and a collector's store, and what passes between them, without a wire: a year
// of their life in a few steps, each of which may be cut off anywhere and done again.
#pragma once

#include "agent/spool/spool.h"
#include "collector/store/store.h"
#include "tests/fault/work.h"
#include "tests/support/temp_dir.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace congto::test {

// A state directory and registers as `init` makes them: copied for each life, because making one
// takes as long as all the rest.
class NewMinistry {
public:
    NewMinistry();

    TempDir folder;
    store::UnitId unit = 0;
};

class TwoEnds final : public Work {
public:
    explicit TwoEnds(const NewMinistry& from);

    // logic_error when one end makes the other begin anew without a reason.
    std::vector<Step> steps() override;
    void die() override;
    // Accounts, index and chain of the spool, cells and day sums of the store.
    void check() override;
    // Everything figures come from, and all the spool knows of its sources.
    std::string end() override;
    const std::filesystem::path& folder() const override { return folder_.path(); }

private:
    enum class Receipts : std::uint8_t { kept, lost };

    void open();
    void first_reading();
    void send_first();
    void back_up();
    void second_reading();
    void send_without_receipts();
    void reconnect();
    void rest();
    void third_reading();
    void restore_ministry();
    void exchange_after_restore();
    void restore_office();
    void exchange_after_rollback();
    void forget_second();
    void close();
    void last_exchange();

    void read_all(int version);
    void read(std::uint16_t source, int version);
    void greet();
    void send(Receipts receipts);

    TempDir folder_;
    store::UnitId unit_;
    std::unique_ptr<spool::Spool> spool_;
    std::unique_ptr<store::Store> store_;
    bool second_is_read_ = true;
    store::SpoolNumber number_ = 0; // of the spool, there
    store::Receipt durable_;        // what the store last said it has
    // Numbers the store said are durable, since it was restored, and to which spool.
    std::uint64_t promised_ = 0;
    spool::SpoolId promised_to_{};
    spool::Standing known_;                           // what the spool last said of itself
    store::Resume due_ = store::Resume::from_durable; // the verdict that has a reason
};

} // namespace congto::test
