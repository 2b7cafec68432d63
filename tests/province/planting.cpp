#include "tests/province/planting.h"

#include "tests/province/catalogue.h"
#include "tests/province/life.h"
#include "tests/province/shape.h"
#include "tests/province/tally.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <tuple>
#include <vector>

namespace congto::province {

namespace {

constexpr std::array kTricks{
    Trick::officials_account, Trick::instant_reception, Trick::one_submitter,
    Trick::dummy_identity,    Trick::same_second,       Trick::paper_originals,
    Trick::channel_changed,   Trick::level_raised,      Trick::split,
    Trick::closed_at_once,    Trick::no_transaction,    Trick::counter_deleted,
    Trick::no_step,           Trick::kept_back,         Trick::burst,
};

// Whether a dossier that nobody touched yet is one the trick can be played on afterwards.
bool fits(const Dossier& d, Trick trick)
{
    if (!is_mapped(d) || d.trick != Trick::none || d.channel == Channel::migrated || !d.received ||
        !is_in(Basis::received, d.status))
        return false;
    if (trick == Trick::level_raised)
        return d.level == Level::partial;
    return d.channel == Channel::counter;
}

void change(Dossier& d, Trick trick)
{
    d.trick = trick;
    d.modified = now_micros();
    if (trick == Trick::channel_changed)
        d.channel = Channel::online;
    else if (trick == Trick::level_raised)
        d.level = Level::full;
    else
        d.standing = Standing::deleted;
}

void receive_at(Dossier& d, Second when)
{
    d.received = when;
    d.due = after_open_time(when, d.promised);
    if (!is_in(Basis::received, d.status) || d.status == Status::withdrawn)
        d.status = Status::processing;
    d.withdrawn = std::nullopt;
}

void resolve_at(Dossier& d, Second when)
{
    d.resolved = when;
    d.resolved_unwritten = false;
    d.status = Status::resolved;
    d.returned = d.extended = d.supplemented = std::nullopt;
}

} // namespace

std::optional<Trick> trick_named(std::string_view detector)
{
    for (const auto trick : kTricks)
        if (name_of(trick) == detector)
            return trick;
    return std::nullopt;
}

std::string name_of(Trick trick)
{
    return trick == Trick::burst ? "D2b" : "D" + std::to_string(static_cast<int>(trick));
}

std::int64_t group_of(Trick trick)
{
    return trick == Trick::split ? kSplitInto : trick == Trick::burst ? kBurst : 1;
}

bool is_played_at_entry(Trick trick)
{
    return trick != Trick::channel_changed && trick != Trick::level_raised &&
           trick != Trick::counter_deleted;
}

void dress(Dossier& d, Trick trick)
{
    d.trick = trick;
    d.channel = Channel::online;
    d.odd_word = d.counter_ticket = false;
    d.entry = Entry::own_account;
    if (d.payment == Payment::owed)
        d.payment = Payment::gateway;
    if (trick == Trick::officials_account) {
        d.channel = Channel::assisted;
        d.entry = Entry::officials_account;
    } else if (trick == Trick::dummy_identity) {
        d.dummy_identity = true;
    } else if (trick == Trick::no_transaction) {
        d.payment = Payment::gateway_unproved;
        d.amount = std::max<std::int64_t>(d.amount, 20'000);
    }
}

void bend(Dossier& d, Second until)
{
    d.flaw = Flaw::none;
    const auto reached = [&](Second after) { return std::min(d.submitted + after, until); };
    const bool at_once = d.trick == Trick::instant_reception;
    if (at_once || d.trick == Trick::same_second || d.trick == Trick::closed_at_once)
        receive_at(d, reached(at_once ? 3 : d.trick == Trick::same_second ? 0 : 60));
    else if (d.trick == Trick::burst)
        receive_at(d, reached(60));
    else if (!d.received || !is_in(Basis::received, d.status))
        receive_at(d, reached(kHour));
    if (d.trick == Trick::closed_at_once)
        resolve_at(d, reached(200));
    else if (d.trick == Trick::no_step)
        resolve_at(d, std::min(*d.received + kDay, until));
    else if (d.trick == Trick::no_transaction && !d.paid)
        d.paid = reached(120);
    else if (d.trick == Trick::kept_back)
        d.standing = Standing::gone;
    d.modified =
        std::max({d.modified, *d.received * 1'000'000, d.resolved.value_or(0) * 1'000'000});
}

void tamper(State& state, Database& source, const Amounts& amounts)
{
    const auto& identity = state.identity();
    const Catalogue catalogue(identity.unit, identity.seed);
    const auto shape = make_shape(identity.shape, identity.engine, catalogue, identity.seed);
    std::vector<Dossier> all;
    state.each([&](const Dossier& dossier) { all.push_back(dossier); });
    Random random(mixed(identity.seed, 0x7a3U));
    for (std::size_t i = all.size(); i > 1; --i)
        std::swap(all[i - 1], all[random.below(i)]);
    std::vector<Dossier> changed;
    source.begin();
    for (const auto& [trick, amount] : amounts) {
        auto left = amount;
        for (auto& dossier : all) {
            if (left == 0 || !fits(dossier, trick))
                continue;
            std::vector<Row> before, after;
            shape->add_rows(dossier, before);
            change(dossier, trick);
            shape->add_rows(dossier, after);
            for (const auto& statement : change_of(shape->tables(), before, after))
                source.execute(statement);
            changed.push_back(dossier);
            --left;
        }
        if (left != 0)
            throw std::runtime_error(name_of(trick) + ": only " + std::to_string(amount - left) +
                                     " dossiers fit");
    }
    source.commit();
    CodeBook none(Series::fill);
    state.save(changed, none);
}

std::string planted_json(const State& state)
{
    const Catalogue catalogue(state.identity().unit, state.identity().seed);
    std::map<std::tuple<Trick, std::string, std::string, std::string>, std::int64_t> counts;
    state.each([&](const Dossier& d) {
        if (d.trick == Trick::none || d.kind != Kind::dossier || d.flaw != Flaw::none)
            return;
        // How codes are numbered is told by the day opened.
        const bool by_code = d.trick == Trick::kept_back || d.trick == Trick::burst;
        ++counts[{d.trick, month_of(day_of(by_code ? d.created : *d.received)).name(),
                  catalogue.bodies()[static_cast<std::size_t>(d.body)].code,
                  catalogue.procedures()[static_cast<std::size_t>(d.procedure)].code}];
    });
    std::string text;
    for (const auto& [key, count] : counts) {
        const auto& [trick, month, body, procedure] = key;
        text += std::string(text.empty() ? "" : ",\n") + " {\"detector\":\"" + name_of(trick) +
                "\",\"month\":\"" + month + "\",\"body\":\"" + body + "\",\"procedure\":\"" +
                procedure + "\",\"dossiers\":" + std::to_string(count) + "}";
    }
    return "{\"planted\":[\n" + text + "]}\n";
}

} // namespace congto::province
