// Random sources, pages, receipts, verdicts and restarts against a model of a few lines.
#include "tests/spool/fixture.h"
#include "tests/support/rounds.h"

#include <catch2/catch.hpp>

#include <random>

using namespace congto;
using model::Status;
using spool::Verdict;
using test::ARow;
using test::id_of;
using test::SpoolBench;

namespace {

constexpr std::array<std::uint16_t, 2> kSources{1, 2};
constexpr int kDays = 3;
constexpr int kKeys = 14;

// A source of few rows and fewer codes, so that codes are corrected, swapped and used twice.
class Life {
public:
    explicit Life(std::uint32_t seed) : random_(seed)
    {
        bench_.settings.batch_entries = 3;
        bench_.reopen();
        bench_.spool->open_source("second", {2});
        backup_ = bench_.receiver;
        for (int i = 0; i < kKeys; ++i) {
            rows_[0].push_back(changed(i));
            rows_[1].push_back(changed(i));
        }
    }

    void step()
    {
        switch (pick(17)) {
        case 0:
            bench_.receiver.drain(*bench_.spool);
            break;
        case 1:
            receive_receipt();
            break;
        case 2:
            reconnect();
            break;
        case 3:
            reopen();
            break;
        case 4:
            restore();
            break;
        case 5:
            backup_ = bench_.receiver;
            break;
        case 6:
            damage();
            break;
        case 7:
            delete_one();
            break;
        case 8:
        case 9:
            read_day(source(), pick(kDays));
            break;
        case 10:
            hear_verdicts();
            break;
        case 11:
            split();
            break;
        default:
            read_some();
            break;
        }
        const auto faults = bench_.spool->audit();
        REQUIRE(faults == std::vector<std::string>{});
    }

    // After everything was read in full, and days until they are verified, the collector holds
    // exactly what the sources show.
    void come_to_rest()
    {
        for (const std::uint16_t source : kSources) {
            for (ARow& row : rows_[source - 1]) {
                if (std::holds_alternative<mapping::Rejection>(row.outcome)) {
                    row.shows("mended" + row.position.key);
                }
            }
            bench_.take(rows_[source - 1], source);
            while (!bench_.spool->revisits(source, 9).empty()) {
                bench_.take(rows_[source - 1], source, bench_.spool->revisits(source, 9)[0]);
            }
        }
        for (int i = 0; i < 4; ++i) {
            read_all_days();
        }
        std::size_t expected = 0;
        for (const std::uint16_t source : kSources) {
            expected += require_shown(source);
            for (const spool::DayStand& day : bench_.spool->days(source)) {
                INFO("source " << source << " day " << day.day.number);
                REQUIRE(day.verdict == spool::DayStanding::verified);
                REQUIRE_FALSE(day.asked);
            }
        }
        REQUIRE(bench_.receiver.dossiers.size() == expected);
        REQUIRE(bench_.spool->accounts().pending == 0);
        REQUIRE(bench_.spool->audit() == std::vector<std::string>{});
    }

private:
    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

    ARow changed(int key)
    {
        ARow row(std::to_string(key));
        switch (pick(8)) {
        case 0:
            return row.is_left_out();
        case 1:
            return row.is_rejected();
        default:
            row.shows("c" + std::to_string(pick(16)) + "+" + std::to_string(pick(kDays)),
                      static_cast<Status>(2 + pick(4)));
            return pick(3) == 0 ? row.without_word_for("channel", std::to_string(pick(3))) : row;
        }
    }

    void read_some()
    {
        const std::uint16_t source = this->source();
        std::vector<ARow> page;
        for (ARow& row : rows_[source - 1]) {
            if (pick(3) == 0) {
                row = changed(std::stoi(row.position.key));
            }
            if (pick(3) == 0) {
                page.push_back(row);
            }
        }
        bench_.take(page, source);
    }

    std::uint16_t source() { return static_cast<std::uint16_t>(1 + pick(2)); }

    // A row without a code is found with any day.
    static int day_of(const ARow& row)
    {
        const auto* mapped = std::get_if<mapping::Mapped>(&row.outcome);
        return mapped == nullptr ? std::stoi(row.position.key) % kDays
                                 : mapped->observation.id.opened().number - test::kDay.number;
    }

    void read_day(std::uint16_t source, int day)
    {
        std::vector<ARow> of_day;
        for (const ARow& row : rows_[source - 1]) {
            if (day_of(row) == day) {
                of_day.push_back(row);
            }
        }
        REQUIRE_FALSE(
            bench_.read_day(of_day, rows_[source - 1], {test::kDay.number + day}, source).stale);
    }

    void read_all_days()
    {
        for (const std::uint16_t source : kSources) {
            for (int day = 0; day < kDays; ++day) {
                read_day(source, day);
            }
        }
        hear_verdicts();
    }

    void hear_verdicts()
    {
        receive_receipt();
        bench_.spool->note(bench_.receiver.verdicts());
    }

    // A defect of the collector's store.
    void damage()
    {
        auto& held = bench_.receiver.digests;
        if (!held.empty()) {
            auto one = held.begin();
            std::advance(one, pick(static_cast<int>(held.size())));
            bench_.receiver.dossiers.erase(one->first);
            held.erase(one);
        }
    }

    // Another row may take its code.
    void delete_one()
    {
        auto& rows = rows_[source() - 1];
        if (rows.size() > kKeys / 2) {
            rows.erase(rows.begin() + pick(static_cast<int>(rows.size())));
        }
    }

    void receive_receipt()
    {
        bench_.receiver.drain(*bench_.spool);
        bench_.spool->store(bench_.receiver.receipt());
    }

    // The collector may hold more than it gave receipts for, and its verdicts are lost.
    void reconnect()
    {
        bench_.receiver.verdicts();
        REQUIRE(bench_.spool->resume(bench_.receiver.stand(Verdict::resume)) ==
                spool::Resumed::resumed);
        bench_.spool->claim_again();
    }

    // The collector welcomes before it takes what an older stream brought; what that was is split
    // meanwhile.
    void split()
    {
        reconnect();
        const std::uint64_t welcomed = bench_.receiver.durable;
        if (pick(2) == 0) {
            bench_.receiver.drain(*bench_.spool);
        }
        if (pick(2) == 0) {
            read_some();
        }
        bench_.spool->split_above(welcomed, 150 + 50 * static_cast<unsigned>(pick(6)));
        if (pick(2) == 0) {
            reopen();
        }
        const auto greeted = bench_.spool->standing();
        const bool forked = bench_.receiver.durable == greeted.assigned_sequence &&
                            bench_.receiver.chain != greeted.assigned_chain;
        bench_.receiver.verdicts();
        REQUIRE(bench_.spool->resume(
                    bench_.receiver.stand(forked ? Verdict::abandon : Verdict::resume)) ==
                (forked ? spool::Resumed::rechained : spool::Resumed::resumed));
        bench_.spool->claim_again();
    }

    void reopen()
    {
        bench_.reopen();
        bench_.spool->open_source("second", {2});
    }

    void restore()
    {
        if (pick(3) == 0) {
            bench_.spool->resume(bench_.receiver.stand(Verdict::abandon));
            bench_.receiver = {};
            backup_ = {};
        } else {
            bench_.receiver.restore(backup_);
            bench_.spool->resume(bench_.receiver.stand(Verdict::reread));
        }
    }

    std::size_t require_shown(std::uint16_t source)
    {
        std::map<model::DossierId, std::vector<Status>> shown;
        for (const ARow& row : rows_[source - 1]) {
            if (const auto* mapped = std::get_if<mapping::Mapped>(&row.outcome)) {
                shown[mapped->observation.id].push_back(mapped->observation.state.status);
            }
        }
        for (const auto& [id, statuses] : shown) {
            const auto there = bench_.receiver.dossiers.find({source, id});
            REQUIRE(there != bench_.receiver.dossiers.end());
            REQUIRE(std::count(statuses.begin(), statuses.end(), there->second) > 0);
        }
        return shown.size();
    }

    std::mt19937 random_;
    SpoolBench bench_;
    test::Receiver backup_;
    std::vector<ARow> rows_[2];
};

} // namespace

TEST_CASE("whatever happens, the collector ends with what the sources show")
{
    const std::uint32_t first = std::random_device{}();
    for (std::uint32_t seed = first; seed != first + test::rounds(30); ++seed) {
        INFO("seed " << seed);
        Life life(seed);
        for (int i = 0; i < 120; ++i) {
            life.step();
        }
        life.come_to_rest();
    }
}
