#include "tests/fault/two_ends.h"

#include "tests/fault/rows.h"

#include <algorithm>

namespace congto::test {

std::vector<Step> TwoEnds::steps()
{
    const auto by_program = [this](std::string_view name, std::function<void()> run) {
        return Step{name, [this, run] {
                        ends_.open();
                        run();
                        ends_.remember();
                    }};
    };
    const auto read = [this](int version) { return [this, version] { read_all(version); }; };
    const auto send = [this](Receipts receipts) {
        return [this, receipts] {
            ends_.greet();
            ends_.send(receipts);
        };
    };
    return {
        by_program("first reading", read(1)),
        by_program("send", send(Receipts::kept)),
        {"back up both", [this] { ends_.back_up(); }, true},
        by_program("second reading", read(2)),
        by_program("send, receipts are lost", send(Receipts::lost)),
        by_program("connect again", [this] { ends_.greet(); }),
        by_program("rest", [this] { rest(); }),
        by_program("third reading", read(3)),
        by_program("read a day", [this] { read_day(); }),
        {"restore the ministry", [this] { ends_.restore_ministry(); }, true},
        by_program("read again what it lost", [this] { begin_again(store::Resume::reread); }),
        {"put an old spool in place", [this] { ends_.restore_office(); }, true},
        by_program("begin anew", [this] { begin_again(store::Resume::abandon); }),
        by_program("forget a source", [this] { forget_second(); }),
        by_program("stop", [this] { die(); }),
        by_program("the last exchange", [this] { last_exchange(); }),
    };
}

void TwoEnds::read_all(int version)
{
    ends_.read(page_of(1, version));
    ends_.read(page_of(2, version));
}

void TwoEnds::begin_again(store::Resume verdict)
{
    ends_.expect(verdict);
    ends_.greet();
    read_all(3);
    ends_.send(Receipts::kept);
    ends_.expect(store::Resume::from_durable);
}

void TwoEnds::read_day()
{
    spool::ReadPage page = page_of(1, 3);
    page.rows.resize(page.rows.size() - 6);
    // The day all of them were opened on.
    ends_.read_day(std::move(page), *model::parse_day("2026-01-05"));
}

void TwoEnds::rest()
{
    spool::ReadingNote note;
    note.caught_up = true;
    note.known_at = std::chrono::sys_days{std::chrono::year{2026} / 2 / 3};
    ends_.spool().note(1, note);
    ends_.spool().rest();
    ends_.store().rest();
}

void TwoEnds::forget_second()
{
    ends_.read_no_second();
    // Done again after it was done, it says that there is nothing left to forget.
    const spool::Standing standing = ends_.spool().standing();
    const bool is_done = std::any_of(standing.sources.begin(), standing.sources.end(),
                                     [](const auto& source) { return source.is_forgotten(); });
    if (!is_done) {
        ends_.spool().forget_source("second");
    }
    ends_.greet();
    ends_.send(Receipts::kept);
}

void TwoEnds::last_exchange()
{
    ends_.read(page_of(1, 3));
    read_day();
    ends_.greet();
    ends_.send(Receipts::kept);
    ends_.spool().rest();
    ends_.store().rest();
}

} // namespace congto::test
