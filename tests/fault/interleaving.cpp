#include "tests/fault/interleaving.h"

#include "agent/reading/day_reading.h"
#include "agent/reading/follow.h"
#include "agent/source/sql.h"
#include "config/runtime/log.h"
#include "proto/model/codes.h"
#include "tests/fault/sweep.h"
#include "tests/spool/fixture.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <random>

namespace congto::test {
namespace {

using namespace std::chrono_literals;

// Longer than a transaction of any order.
constexpr std::chrono::milliseconds kOverlap = 10s;

// Each order has a day of its own, so that reading it reads little else.
constexpr model::Day kFirstDay{10957}; // 2000-01-01
constexpr std::int32_t kDays = 36'000;

// A source whose clock is the test's.
class ClockedSource final : public source::Source {
public:
    ClockedSource(std::unique_ptr<source::Source> real, ManualClock& clock)
        : real_(std::move(real)), clock_(clock)
    {
    }

    source::Page read(const source::Position& after, std::size_t limit) override
    {
        return real_->read(after, limit);
    }
    std::optional<std::uint64_t> count(const source::Position& after) override
    {
        return real_->count(after);
    }
    std::string now() override
    {
        return model::text_of(std::chrono::floor<std::chrono::seconds>(clock_.now()));
    }
    bool reads_days() const override { return real_->reads_days(); }
    source::Page read_day(const std::string& day, const std::string& after_key,
                          std::size_t limit) override
    {
        return real_->read_day(day, after_key, limit);
    }
    source::Page read_row(const std::string& key) override { return real_->read_row(key); }
    std::optional<std::chrono::milliseconds> oldest_transaction() override { return std::nullopt; }

private:
    std::unique_ptr<source::Source> real_;
    ManualClock& clock_;
};

class Interleaving {
public:
    explicit Interleaving(const Engine& engine)
        : desk_(engine), connection_(spool_.folder.write("connection", connection_line(engine))),
          mapping_(mapping::Mapping::from_text(mapping_of(engine), "two sessions")),
          source_(opened(engine), clock_), pages_(source_, mapping_, unit_key()),
          follow_(tempo(), pages_, *spool_.spool, clock_, 1)
    {
        std::filesystem::permissions(connection_, std::filesystem::perms::owner_read);
    }

    void check(const std::vector<Turn>& turns)
    {
        INFO(name_of(turns));
        const model::Day day{kFirstDay.number + orders_++ % kDays};
        desk_.begin_order(clock_.now(), day);
        for (const Turn& turn : turns) {
            clock_.advance(1s);
            if (turn.act == Act::read) {
                follow_.poll(stop_.get_token());
                read_day(day);
            } else {
                desk_.take(turn, clock_.now());
            }
        }
        clock_.advance(1s);
        desk_.end_order();
        follow_.read_all(stop_.get_token());
        tell();
        require_told(By::following);
        read_day(day);
        tell();
        require_told(By::days);
    }

    // Rows that were told and are gone since, and their removal was told too.
    std::uint64_t removals() const { return removals_; }
    std::vector<std::string> audit() { return spool_.spool->audit(); }

private:
    static std::string connection_line(const Engine& engine) { return engine.connection + "\n"; }

    static model::UnitKey unit_key() { return model::UnitKey(std::array<std::uint8_t, 32>{7}); }

    static reading::Tempo tempo() { return {1s, kOverlap, 3}; }

    std::unique_ptr<source::Source> opened(const Engine& engine)
    {
        source::SqlSettings settings;
        settings.name = "onestop";
        settings.engine = engine.name;
        settings.dialect = engine.name;
        settings.connection_file = connection_;
        settings.overlap = kOverlap;
        return source::open_sql(settings, mapping_.queries_of(settings), clock_);
    }

    // From end to end, as it is while both write.
    void read_day(model::Day day)
    {
        using reading::DayReading;
        DayReading reading({pages_, *spool_.spool, clock_, 1, 3}, {day});
        DayReading::Step step = reading.step();
        while (step == DayReading::Step::goes_on) {
            step = reading.step();
        }
        INFO(reading.why());
        REQUIRE(step == DayReading::Step::ended);
        removals_ += reading.removed();
    }

    void tell()
    {
        spool_.receiver.drain(*spool_.spool);
        spool_.spool->store(spool_.receiver.receipt());
    }

    // Following tells every row there is; which of them are gone is for days to find.
    enum class By : std::uint8_t { following, days };
    void require_told(By by)
    {
        INFO((by == By::following ? "by following" : "by days"));
        for (const auto& [key, status] : desk_.committed()) {
            const std::string code = model::canonical_dossier_code(desk_.code_of(key));
            const auto id = key_.pseudonym(code, *model::day_in_dossier_code(code));
            const auto told = spool_.receiver.dossiers.find({1, id});
            const bool is_told = told != spool_.receiver.dossiers.end();
            INFO(code << (is_told ? " told" : " not told"));
            if (!status) {
                REQUIRE((!is_told || by == By::following));
                continue;
            }
            REQUIRE(is_told);
            REQUIRE(static_cast<int>(told->second) == std::stoi(*status));
        }
    }

    ManualClock clock_;
    SpoolBench spool_;
    TwoSessions desk_;
    std::filesystem::path connection_;
    mapping::Mapping mapping_;
    ClockedSource source_;
    model::UnitKey key_ = unit_key();
    reading::PageReader pages_;
    reading::Follow follow_;
    std::stop_source stop_;
    std::uint64_t removals_ = 0;
    std::int32_t orders_ = 0;
};

std::size_t steps_asked()
{
    const char* asked = std::getenv("CONGTO_FAULT_STEPS");
    return asked == nullptr ? 4 : std::stoul(asked);
}

} // namespace

void check_interleavings(const Engine& engine)
{
    runtime::set_log_level(runtime::Severity::error);
    Interleaving interleaving(engine);
    const std::size_t steps = steps_asked();
    const auto orders = all_orders(steps);
    const auto end = std::chrono::steady_clock::now() + 30s;
    std::mt19937 random(sweep_seed());
    for (const auto& turns : orders) {
        interleaving.check(turns);
    }
    // Of the longer ones as many as there is time for.
    std::size_t by_chance = 0;
    const auto longer = steps < 6 ? all_orders(6) : decltype(orders){};
    while (!longer.empty() && std::chrono::steady_clock::now() < end && by_chance < 500) {
        interleaving.check(longer[random() % longer.size()]);
        ++by_chance;
    }
    CHECK(interleaving.audit() == std::vector<std::string>{});
    std::printf("%s: %zu orders of up to %zu steps, %zu of up to 6 by chance; %llu rows found "
                "deleted\n",
                engine.name.c_str(), orders.size(), steps, by_chance,
                static_cast<unsigned long long>(interleaving.removals()));
}

} // namespace congto::test
