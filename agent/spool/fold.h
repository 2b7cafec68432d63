// One page against the index: what is new of it.
//
//   rows ─► look up ─► release what rows no longer show ─► claim what they show now ─► entries
//
// Releases come before claims and the last state within the page wins, so two rows that swap their
// codes are two observations and no withdrawal, and no dossier is both taken away and observed.
#pragma once

#include "agent/spool/accounts.h"
#include "agent/spool/day_table.h"
#include "agent/spool/page.h"
#include "agent/spool/quarantine.h"
#include "agent/spool/row_key.h"
#include "agent/spool/shown.h"
#include "agent/spool/unknown_sets.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace congto::spool {

// What one row adds to a batch; both come into the same one.
struct Entry {
    std::optional<model::DossierId> withdrawn;
    model::Observation* observed = nullptr; // of the page

    std::size_t size() const { return (withdrawn ? 1U : 0U) + (observed != nullptr ? 1U : 0U); }
};

// The tables a page is folded into.
struct Tables {
    ShownIndex& shown;
    Quarantine& quarantine;
    UnknownSets& unknown;
    DayTable& days;
};

class Fold {
public:
    // How the page was read: in the order of cursors, or a day opened in the order of keys.
    enum class Order : std::uint8_t { cursor, key };

    // `accounts` are moved on; `assigned` is the last number given before this page.
    Fold(const Tables& tables, ReadPage& page, SourceAccounts& accounts, std::uint64_t assigned);
    // By cursor unless said otherwise. `day` is the one whose dossiers are to be met; none: no day
    // of the source is being read.
    void read_by(Order order, std::optional<model::Day> day);

    // In the page's order. Changes the tables, inside the caller's transaction.
    std::vector<Entry> run();
    // Something but accounts changed.
    bool wrote() const { return wrote_; }
    const Taken& taken() const { return taken_; }
    // Dossiers no row shows any more: the row shows another one now, or is left out.
    const std::vector<model::DossierId>& withdrawn() const { return withdrawn_; }
    const std::vector<model::DossierId>& left_out() const { return left_out_; }
    // What the page's rows show now, of the day given to the constructor.
    const std::vector<model::DossierId>& met() const { return met_; }

private:
    struct Row {
        ReadRow* read = nullptr;
        RowKey key; // none yet: superseded
        std::optional<Shown> was;
        bool superseded = false;
        bool released = false; // it showed was->dossier and no longer does
        bool changed = false;
    };
    struct Released {
        Shown shown;
        bool claimed = false;
    };

    void look_up();
    void release();
    void settle();
    void settle_mapped(std::size_t place, mapping::Mapped& mapped);
    void keep(Row& row, mapping::Mapped& mapped);
    void claim(std::size_t place, mapping::Mapped& mapped);
    void quarantine(std::size_t place, const mapping::Rejection& rejection,
                    const std::optional<model::DossierId>& wanted);
    void leave_quarantine(const Row& row);
    void count(const Row& row);
    void meet(const model::DossierId& dossier);
    // No lower than the number the next observation gets: every row released so far may be a
    // withdrawal, and comes before it in its batch.
    std::uint64_t next_number() const { return assigned_ + released_.size() + taken_.changed + 1; }
    void take_away(const Row& row, Entry& entry);
    std::vector<Entry> entries();

    Tables tables_;
    ReadPage& page_;
    SourceAccounts& accounts_;
    std::uint64_t assigned_;
    std::vector<Row> rows_;
    std::unordered_map<std::string, Released> released_; // by dossier id
    std::vector<model::DossierId> withdrawn_;
    std::vector<model::DossierId> left_out_;
    Order order_ = Order::cursor;
    std::optional<model::Day> day_;
    std::vector<model::DossierId> met_;
    Taken taken_;
    bool wrote_ = false;
};

} // namespace congto::spool
