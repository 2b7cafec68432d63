#include "tests/bench/national_store.h"

#include "collector/register/registers.h"
#include "collector/store/cell_differences.h"
#include "collector/store/statement.h"
#include "collector/store/store.h"
#include "config/runtime/sqlite.h"
#include "proto/model/digest.h"
#include "tests/bench/backfill.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <chrono>
#include <random>
#include <string>
#include <vector>

namespace congto::bench {
namespace {

constexpr std::size_t kBodies = 160;
constexpr std::size_t kProcedures = 1300;
// Dossiers of which class, body, procedure and days are drawn, each from another one.
constexpr std::size_t kSamples = 20'000;

runtime::Instant now()
{
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

struct Sample {
    store::CellClass cls;
    model::EvidenceBits evidence;
    std::uint32_t body = 0;
    std::uint32_t procedure = 0;
    int settled_after = -1; // days after received; −1: open
    int due_after = 0;
};

std::vector<Sample> make_samples(std::uint64_t seed)
{
    std::vector<Sample> samples;
    for (const model::DossierId& id : backfilled_ids(kSamples, Order::random, seed)) {
        const model::Observation dossier = dossier_of(id);
        const model::DossierState& state = dossier.state;
        Sample sample;
        sample.cls =
            store::class_of(state, {state.channel, state.level, false}, store::Standing::shown);
        // All bits are told of all dossiers, and of one in thirty one is seen.
        sample.evidence.known = (1U << model::kEvidenceBits) - 1;
        if (samples.size() % 30 == 0)
            sample.evidence.seen = 1U << (samples.size() / 30 % model::kEvidenceBits);
        sample.body = static_cast<std::uint32_t>(std::stoul(dossier.body.substr(4)) % kBodies);
        sample.procedure =
            static_cast<std::uint32_t>(std::stoul(dossier.procedure.substr(2)) % kProcedures);
        const auto received = model::received_day(state).value();
        if (const auto settled = model::settled_day(state))
            sample.settled_after = settled->number - received.number;
        sample.due_after = model::day_of(*state.times.due).number - received.number;
        samples.push_back(sample);
    }
    return samples;
}

// Units of today with a source each, in the store's own way.
std::vector<store::UnitId> greeted_units(const store::StateDirectory& state, model::Day day)
{
    const auto registers = registers::open_for_reading(state.register_file());
    const registers::UnitRegister units = registers::read_unit_register(*registers);
    std::vector<store::UnitId> greeted;
    store::Group group;
    for (const registers::Unit& unit : units.all()) {
        if (!unit.valid_on(day) || unit.code.empty())
            continue;
        greeted.push_back(unit.id);
        store::SpoolGreeting& greeting = group.greetings.emplace_back();
        greeting.unit = unit.id;
        greeting.spool_id = {static_cast<std::uint8_t>(greeted.size())};
        greeting.boot_nonce = greeting.spool_id;
        greeting.key_id = {1};
        greeting.sources = {{1, "onestop", {}}};
    }
    store::open_store(state)->apply(group, now());
    return greeted;
}

class Filling {
public:
    Filling(SQLite::Database& database, const Nation& nation)
        : database_(database), nation_(nation), samples_(make_samples(nation.seed)),
          random_(nation.seed), differences_(database.getHandle())
    {
    }

    void add_procedures()
    {
        store::Statement put(database_.getHandle(),
                             "INSERT INTO procedure_code VALUES (?1, ?2, ?2)");
        for (std::size_t i = 0; i != kProcedures; ++i) {
            put.bind(1, static_cast<std::int64_t>(i + 1));
            const std::string code = "1." + std::to_string(1'000'000 + i).substr(1);
            put.bind_text(2, code);
            put.run();
        }
    }

    void add_unit(store::UnitId unit, std::int64_t source, std::int64_t dossiers)
    {
        SQLite::Transaction transaction(database_);
        add_bodies(unit);
        opened_.clear();
        for (int i = 0; i != nation_.months; ++i) {
            const auto month = model::Month{nation_.first.number + i};
            const auto share = dossiers * (i + 1) / nation_.months - dossiers * i / nation_.months;
            for (std::int64_t done = 0; done != share; ++done)
                differences_.add(drawn(unit, month));
            differences_.write();
        }
        add_days(unit, source);
        database_.exec("UPDATE source SET caught_up = 1, known_at = " +
                       std::to_string(now().time_since_epoch().count()) +
                       ", unread = 0, mapped = " + std::to_string(dossiers) + ", dossiers = " +
                       std::to_string(dossiers) + " WHERE id = " + std::to_string(source));
        transaction.commit();
    }

private:
    void add_bodies(store::UnitId unit)
    {
        first_body_ = next_body_;
        store::Statement put(database_.getHandle(), "INSERT INTO body VALUES (?1, ?2, ?3)");
        for (std::size_t i = 0; i != kBodies; ++i) {
            const std::string code = std::to_string(unit) + "." + std::to_string(i + 1);
            put.bind(1, static_cast<std::int64_t>(next_body_++));
            put.bind(2, unit);
            put.bind_text(3, code);
            put.run();
        }
    }

    store::Counted drawn(store::UnitId unit, model::Month month)
    {
        const Sample& life = sample();
        const auto first = model::first_day(month).number;
        const auto days = static_cast<std::uint64_t>(model::last_day(month).number - first + 1);
        store::Counted dossier;
        dossier.unit = unit;
        dossier.body = first_body_ + sample().body;
        dossier.procedure = 1 + sample().procedure;
        dossier.cls = life.cls;
        dossier.evidence = life.evidence;
        dossier.days.received = first + static_cast<std::int32_t>(random_() % days);
        if (life.settled_after >= 0)
            dossier.days.settled = dossier.days.received + life.settled_after;
        else
            dossier.days.open_due = dossier.days.received + life.due_after;
        ++opened_[static_cast<std::size_t>(dossier.days.received - first_day())];
        return dossier;
    }

    const Sample& sample() { return samples_[random_() % samples_.size()]; }
    std::int32_t first_day() const { return model::first_day(nation_.first).number; }

    void add_days(store::UnitId unit, std::int64_t source)
    {
        store::Statement sum(database_.getHandle(),
                             "INSERT INTO day_sum VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)");
        store::Statement day(database_.getHandle(),
                             "INSERT INTO source_day (unit, source, day, standing, claimed_at, "
                             "mapped) VALUES (?1, ?2, ?3, 1, ?4, ?5)");
        for (std::size_t i = 0; i != opened_.size(); ++i) {
            for (store::Statement* put : {&sum, &day}) {
                put->bind(1, unit);
                put->bind(2, source);
                put->bind(3, static_cast<std::int64_t>(i) + first_day());
                put->bind(4,
                          put == &sum ? model::kDigestEdition : now().time_since_epoch().count());
                put->bind(5, opened_[i]);
                put->run();
            }
        }
    }

    struct Days : std::vector<std::int64_t> {
        std::int64_t& operator[](std::size_t day)
        {
            if (day >= size())
                resize(day + 1);
            return at(day);
        }
    };

    SQLite::Database& database_;
    const Nation& nation_;
    std::vector<Sample> samples_;
    std::mt19937_64 random_;
    store::CellDifferences differences_;
    std::uint32_t next_body_ = 1;
    std::uint32_t first_body_ = 1;
    Days opened_; // by day after the first
};

void import_reports(const store::StateDirectory& state, const Nation& nation)
{
    const auto registers = registers::open_for_import(state.register_file());
    const registers::UnitRegister units = registers::read_unit_register(*registers);
    std::string file = "unit,month,indicator,numerator,denominator,rate,origin,reported_on\n";
    for (int i = 0; i != nation.months; ++i) {
        const auto month = model::Month{nation.first.number + i};
        for (const registers::Unit& unit : units.all())
            if (unit.valid_on(model::last_day(month)) && !unit.code.empty())
                file += unit.code + "," + model::text_of(month) + ",end_to_end,,," +
                        std::to_string(30 + unit.id % 40) + ".4,report," +
                        model::text_of(model::last_day(month)) + "\n";
    }
    registers::import_reported(*registers, {file, "reported.csv"}, now());
}

} // namespace

void make_national_store(const store::StateDirectory& state, const Nation& nation)
{
    registers::create(state.register_file(), now());
    store::create_store(state, now());
    import_reports(state, nation);
    const auto last = model::Month{nation.first.number + nation.months - 1};
    const auto units = greeted_units(state, model::first_day(last));
    SQLite::Database database(state.store_file().string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; "
                  "PRAGMA wal_autocheckpoint = 20000");
    Filling filling(database, nation);
    filling.add_procedures();
    // The largest has a ninth, the smallest a hundredth of that.
    double all = 0;
    for (std::size_t i = 0; i != units.size(); ++i)
        all += 1.0 / static_cast<double>(i + 3);
    std::int64_t left = nation.dossiers;
    for (std::size_t i = units.size(); i-- != 0;) {
        const auto share = static_cast<std::int64_t>(static_cast<double>(nation.dossiers) /
                                                     static_cast<double>(i + 3) / all);
        const auto dossiers = i == 0 ? left : share;
        filling.add_unit(units[i], static_cast<std::int64_t>(i) + 1, dossiers);
        left -= dossiers;
    }
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

} // namespace congto::bench
