// Random lives of a real spool and a real store together, against what the sources show.
#include "tests/fault/ends.h"
#include "tests/fault/sweep.h"
#include "tests/store/a_dossier.h"
#include "tests/support/rounds.h"

#include "proto/model/digest.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

using namespace congto;
using namespace congto::test;

namespace {

constexpr std::array<std::uint16_t, 2> kSources{1, 2};
constexpr int kRows = 14;
constexpr int kCodes = 18; // few, so that codes are corrected, swapped and used twice

using Shown = std::map<std::pair<std::string, std::string>, std::string>; // (source, id) → digest

class Together {
public:
    Together(const NewMinistry& from, std::uint32_t seed) : random_(seed), ends_(from)
    {
        for (auto& rows : rows_) {
            for (int row = 0; row < kRows; ++row) {
                rows.push_back(any_outcome());
            }
        }
        ends_.back_up();
    }

    void step()
    {
        ends_.open();
        switch (below(14)) {
        case 0:
            greet();
            ends_.send(Receipts::kept);
            break;
        case 1:
            greet();
            ends_.send(Receipts::lost);
            break;
        case 2:
            greet();
            break;
        case 3:
            ends_.die();
            break;
        case 4:
            ends_.spool().rest();
            ends_.store().rest();
            break;
        case 5:
            ends_.back_up();
            break;
        case 6:
            put_back_an_old_one();
            break;
        default:
            change_and_read();
            break;
        }
    }

    // Everything is mended, read in full and sent: what differs from the sources.
    void come_to_rest()
    {
        for (auto& rows : rows_) {
            for (std::size_t row = 0; row < rows.size(); ++row) {
                rows[row] = shows(static_cast<int>(row), below(2) == 0);
            }
        }
        ends_.open();
        // The first may tell the spool to begin anew: then everything is read again.
        for (int again = 0; again < 2; ++again) {
            greet();
            for (const std::uint16_t source : kSources) {
                ends_.read(page(source, [](int) { return true; }));
            }
            ends_.send(Receipts::kept);
        }
        read_days();
        ends_.check();
        REQUIRE(ends_.spool().accounts().pending == 0);
        require_shown();
    }

private:
    using Outcome = decltype(mapping::MappedRow::outcome);

    int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

    static Outcome shows(int code, bool is_resolved)
    {
        const ADossier dossier = a_dossier("D-" + std::to_string(code));
        return mapping::Mapped{is_resolved ? ADossier(dossier).resolved("2026-01-20") : dossier,
                               {}};
    }

    Outcome any_outcome()
    {
        switch (below(8)) {
        case 0:
            return mapping::LeftOut{"draft"};
        case 1:
            return mapping::Rejection{"status", "no word for it", "77"};
        default:
            return shows(below(kCodes), below(2) == 0);
        }
    }

    template <typename Wanted>
    spool::ReadPage page(std::uint16_t source, Wanted wanted)
    {
        spool::ReadPage page;
        page.source = source;
        for (int row = 0; row < kRows; ++row) {
            if (wanted(row)) {
                spool::ReadRow read;
                read.mapped.position = {std::to_string(100 + row), "k" + std::to_string(row)};
                read.mapped.outcome = rows_[source - 1].at(static_cast<std::size_t>(row));
                if (const auto* mapped = std::get_if<mapping::Mapped>(&read.mapped.outcome)) {
                    read.digest = model::digest(mapped->observation);
                }
                page.rows.push_back(std::move(read));
            }
        }
        return page;
    }

    void change_and_read()
    {
        const auto source = static_cast<std::uint16_t>(1 + below(2));
        for (Outcome& row : rows_[source - 1]) {
            if (below(3) == 0) {
                row = any_outcome();
            }
        }
        // Part of them: what waits for another row is read again in a page of its own.
        spool::ReadPage read = page(source, [this](int) { return below(3) == 0; });
        read.stand = ends_.spool().stand(source).stand;
        ends_.spool().take(std::move(read));
    }

    // Does what a refusal tells a person to do.
    void greet()
    {
        try {
            ends_.greet();
        } catch (const SpoolRefused&) {
            ends_.delete_spool();
            ends_.open();
            ends_.greet();
        }
    }

    void put_back_an_old_one()
    {
        ends_.die();
        below(2) == 0 ? ends_.restore_ministry() : ends_.restore_office();
        ends_.expect_any_verdict();
    }

    // Each day until it is judged: a spool that began anew does not know what had left the source
    // before. A day that differs is read and told whole.
    void read_days()
    {
        for (int again = 0; again < 3; ++again) {
            for (const std::uint16_t source : kSources) {
                for (const spool::DayStand& day : ends_.spool().days(source)) {
                    ends_.read_day(page(source, [](int) { return true; }), day.day);
                }
            }
            ends_.send(Receipts::kept);
            ends_.note_verdicts();
        }
        for (const std::uint16_t source : kSources) {
            for (const spool::DayStand& day : ends_.spool().days(source)) {
                INFO(model::text_of(day.day) << " of source " << source);
                // Disputed: so many went that an operator has to decide.
                REQUIRE((day.verdict == spool::DayStanding::verified ||
                         day.verdict == spool::DayStanding::disputed));
            }
        }
    }

    void require_shown()
    {
        ends_.die();
        // What an operator has to decide about is held, and counts until then (cell_class.h).
        const SQLite::Database store((ends_.folder() / "store.db").string());
        SQLite::Statement rows(store, "SELECT s.name, hex(dossier), digest FROM dossier d JOIN "
                                      "source s ON s.id = d.source WHERE class >> 26 & 1 = 0 "
                                      "AND class >> 33 & 1 = 0");
        Shown there;
        while (rows.executeStep()) {
            there[{rows.getColumn(0).getString(), rows.getColumn(1).getString()}] =
                rows.getColumn(2).getString();
        }
        const Shown due = shown_by_sources();
        for (const auto& [dossier, digest] : due) {
            REQUIRE(there.count(dossier) == 1);
            REQUIRE(there[dossier] == digest);
        }
        REQUIRE(there.size() == due.size());
    }

    Shown shown_by_sources() const
    {
        static constexpr std::array<const char*, 2> kNames{"onestop", "second"};
        Shown shown;
        for (const std::uint16_t source : kSources) {
            for (const Outcome& row : rows_[source - 1]) {
                const auto& observation = std::get<mapping::Mapped>(row).observation;
                std::string id = observation.id.hex();
                std::transform(id.begin(), id.end(), id.begin(), ::toupper);
                shown[{kNames.at(source - 1), id}] =
                    std::to_string(static_cast<std::int64_t>(model::digest(observation)));
            }
        }
        return shown;
    }

    std::mt19937 random_;
    Ends ends_;
    std::vector<Outcome> rows_[2];
};

} // namespace

TEST_CASE("whatever happens to both ends, the collector holds what the sources show")
{
    static const NewMinistry ministry;
    const char* asked = std::getenv("CONGTO_FAULT_LIVES");
    const std::uint32_t lives =
        asked == nullptr ? rounds(40) : static_cast<std::uint32_t>(std::stoul(asked));
    for (std::uint32_t life = 0; life < lives; ++life) {
        INFO("life " << life << ", CONGTO_SEED=" << sweep_seed());
        Together together(ministry, sweep_seed() + life);
        for (int i = 0; i < 60; ++i) {
            together.step();
        }
        together.come_to_rest();
    }
    std::printf("%u lives of both ends\n", lives);
}
