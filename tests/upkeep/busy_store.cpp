#include "tests/upkeep/busy_store.h"

#include "tests/store/a_dossier.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace congto::test {
namespace {

std::string day_of_2026(std::uint32_t number)
{
    return model::text_of(model::Day{20454 + static_cast<std::int32_t>(number)}); // 2026-01-01
}

} // namespace

BusyStore::BusyStore(unsigned seed) : random_(seed)
{
    spools_.emplace_back(filled_, "H44", std::vector<std::string>{"alpha", "beta"}, 1);
    spools_.emplace_back(filled_, "H44", std::vector<std::string>{"gamma", "delta"}, 2);
    spools_.emplace_back(filled_, "H26", std::vector<std::string>{"alpha", "beta"}, 3);
}

void BusyStore::live(int batches)
{
    store::Group group;
    for (int i = 0; i < batches; ++i) {
        const std::size_t spool = below(3);
        const auto received_at = test_now() + std::chrono::minutes(below(60 * 24 * 30));
        group.batches.push_back(spools_[spool].next(any_body_of(spool), received_at));
        if (below(3) == 0) {
            apply(group);
        }
        if (operator_ && below(5) == 0) {
            group.decisions.push_back(any_decision());
        }
    }
    apply(group);
}

void BusyStore::apply(store::Group& group)
{
    for (const store::BatchAnswer& answer : filled_.store().apply(group, test_now()).batches) {
        for (const store::DayVerdict& verdict : std::get<store::Receipt>(answer).verdicts) {
            ++verdicts_[verdict.standing];
        }
    }
    group = {};
}

void BusyStore::join_newcomer(std::uint8_t number)
{
    TestSpool spool(filled_, "H44", {"newcomer-" + std::to_string(number)}, number);
    wire::BatchBody body = any_body();
    body.source = 1;
    spool.send(std::move(body));
}

void BusyStore::release(store::SpoolNumber spool)
{
    store::Group group;
    group.decisions.push_back(
        {++decisions_, store::Decision::Verdict::release, {filled_.unit("H44"), spool}, {}});
    filled_.store().apply(group, test_now());
}

void BusyStore::settle()
{
    filled_.store().rest();
    filled_.close();
}

void BusyStore::tamper(const std::string& sql)
{
    SQLite::Database database(state().store_file().string(), SQLite::OPEN_READWRITE);
    database.exec(sql);
}

std::uint32_t BusyStore::below(std::uint32_t bound)
{
    return std::uniform_int_distribution<std::uint32_t>(0, bound - 1)(random_);
}

model::Observation BusyStore::any_dossier()
{
    model::Observation made = a_dossier(code_of_number(below(80)))
                                  .at("H44." + std::to_string(below(20)))
                                  .of("1.00000" + std::to_string(below(40)))
                                  .via(static_cast<model::Channel>(below(7)))
                                  .level(static_cast<model::Level>(below(4)))
                                  .status(static_cast<model::Status>(1 + below(10)))
                                  .submitted(day_of_2026(below(60)))
                                  .received(day_of_2026(below(60)));
    if (below(2) == 0) {
        made.fingerprints.submitter[below(6)] = static_cast<std::uint8_t>(1 + below(5));
        made.fingerprints.applicant[below(6)] = static_cast<std::uint8_t>(below(5));
    }
    if (below(2) == 0) {
        made.state.times.due = morning_of(day_of_2026(below(90)));
    }
    if (below(2) == 0) {
        made.state.times.resolved = morning_of(day_of_2026(below(90)));
    }
    if (below(10) == 0) {
        made.state.times.received.reset();
    }
    if (below(20) == 0) {
        made.state.evidence = {0, 1}; // unlawful
    }
    return made;
}

wire::BatchBody BusyStore::any_body()
{
    wire::BatchBody body;
    body.source = static_cast<std::uint16_t>(1 + below(2));
    for (std::uint32_t i = below(4); i > 0; --i) {
        body.withdrawals.push_back(id_of(code_of_number(below(80))));
    }
    for (std::uint32_t i = 1 + below(12); i > 0; --i) {
        body.observations.push_back(any_dossier());
    }
    if (below(4) == 0) {
        wire::Removal removal{static_cast<wire::RemovalCause>(1 + below(3)), {}};
        for (std::uint32_t i = 1 + below(60); i > 0; --i) {
            removal.ids.push_back(id_of(code_of_number(below(80))));
        }
        body.removals.push_back(std::move(removal));
    }
    if (below(8) == 0) {
        body.lists.push_back({any_dossier().id.opened(), {}, std::nullopt, std::nullopt});
    }
    return body;
}

// Names are of sources that are there, that may join later, and that never do.
store::Decision BusyStore::any_order()
{
    store::Decision decision{++decisions_,
                             store::Decision::Verdict::order,
                             {filled_.unit(below(3) == 0 ? "H26" : "H44"), 0},
                             {},
                             {},
                             {"alpha", "beta", "gamma", "delta", "newcomer-10", "nobody"}};
    std::shuffle(decision.order.begin(), decision.order.end(), random_);
    decision.order.resize(below(7));
    return decision;
}

wire::BatchBody BusyStore::any_body_of(std::size_t spool)
{
    wire::BatchBody body = any_body();
    Shown& shown = shown_[{spool, body.source}];
    shown.follow(body);
    for (std::uint32_t claims = below(4); claims > 0; --claims) {
        body.claims.push_back(shown.claim_of(any_dossier().id.opened()));
        body.claims.back().digest_sum += below(2);
        for (std::uint32_t told = below(3); told > 0; --told) {
            body.claims.back().sequences.insert(
                body.claims.back().sequences.begin(),
                {"H44." + std::to_string(told), 9 + below(9), 9, told});
        }
    }
    return body;
}

void BusyStore::erase(model::Month through)
{
    store::Group group;
    group.decisions.push_back({++decisions_,
                               store::Decision::Verdict::erase,
                               {},
                               {{}, model::last_day(through)},
                               model::Instant{}});
    filled_.store().apply(group, test_now());
}

store::Decision BusyStore::any_decision()
{
    if (below(2) == 0) {
        return any_order();
    }
    return {++decisions_,
            below(2) == 0 ? store::Decision::Verdict::accept : store::Decision::Verdict::reject,
            {filled_.unit(below(3) == 0 ? "H26" : "H44"), 1 + below(6)},
            {{20'000}, {21'000}},
            test_now() + std::chrono::hours(24 * below(40))};
}

} // namespace congto::test
