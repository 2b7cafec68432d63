#include "tests/province/truth.h"

#include <array>
#include <cstdio>
#include <utility>

namespace congto::province {

namespace {

// Names are ours and need no escaping.
class Json {
public:
    Json& open(std::string_view name, char bracket)
    {
        label(name);
        text_ += bracket;
        first_ = true;
        return *this;
    }
    Json& close(char bracket)
    {
        text_ += bracket;
        first_ = false;
        return *this;
    }
    Json& put(std::string_view name, std::int64_t value)
    {
        label(name);
        text_ += std::to_string(value);
        return *this;
    }
    Json& put(std::string_view name, std::string_view value)
    {
        label(name);
        text_ += '"' + std::string(value) + '"';
        return *this;
    }
    Json& put(std::string_view name, const Share& share)
    {
        open(name, '{').put("numerator", share.numerator).put("denominator", share.denominator);
        return close('}');
    }
    Json& put(std::string_view name, const std::map<std::string, std::int64_t>& counts)
    {
        open(name, '{');
        for (const auto& [word, count] : counts)
            put(word, count);
        return close('}');
    }
    Json& put_nothing(std::string_view name)
    {
        label(name);
        text_ += "null";
        return *this;
    }
    const std::string& text() const { return text_; }

private:
    void label(std::string_view name)
    {
        if (!first_)
            text_ += ',';
        first_ = false;
        if (!name.empty())
            text_ += '"' + std::string(name) + "\":";
    }

    std::string text_;
    bool first_ = true;
};

void put(Json& json, const Tally& tally, Basis basis)
{
    json.put("dossiers", tally.dossiers).put("end_to_end", tally.end_to_end);
    // Only what is settled can be proven; neither system says what was digitised.
    if (basis == Basis::settled)
        json.put("end_to_end_proven", tally.end_to_end_proven);
    else
        json.put_nothing("end_to_end_proven");
    json.put_nothing("digitised");
    json.put("online_submission", tally.online_submission);
    json.put("online_assisted", tally.online_assisted);
    json.put("online_of_two_channels", tally.online_of_two_channels);
    json.put("online_of_full", tally.online_of_full).put("paid_online", tally.paid_online);
    json.put("online_with_result", tally.online_with_result);
    json.put("result_electronic", tally.result_electronic).put("on_time", tally.on_time);
    json.put("reported", tally.reported);
    json.put("channels", tally.channels).put("levels", tally.levels).put("fees", tally.fees);
    json.put("results", tally.results).put("statuses", tally.statuses);
}

void put_groups(Json& json, std::string_view name, const std::map<std::string, Tally>& groups,
                Basis basis)
{
    json.open(name, '[');
    for (const auto& [code, tally] : groups) {
        json.open("", '{').put("code", code);
        put(json, tally, basis);
        json.close('}');
    }
    json.close(']');
}

void put(Json& json, const PeriodTruth& truth, Detail detail)
{
    json.open("", '{').put("month", truth.period.name);
    json.put("from", name_of_day(truth.period.from)).put("to", name_of_day(truth.period.to));
    for (const auto& [name, basis] :
         {std::pair{"received", Basis::received}, std::pair{"settled", Basis::settled}}) {
        const auto at = static_cast<std::size_t>(basis);
        json.open(name, '{');
        put(json, truth.total[at], basis);
        if (detail == Detail::bodies)
            put_groups(json, "bodies", truth.bodies[at], basis);
        if (detail == Detail::procedures)
            put_groups(json, "procedures", truth.procedures[at], basis);
        json.close('}');
    }
    json.close('}');
}

std::int64_t sum_of(const std::map<std::string, std::int64_t>& counts)
{
    std::int64_t sum = 0;
    for (const auto& [name, count] : counts)
        sum += count;
    return sum;
}

double percent_of(const Share& share)
{
    const auto part = static_cast<double>(share.numerator);
    return share.denominator == 0 ? 0.0 : 100.0 * part / static_cast<double>(share.denominator);
}

} // namespace

std::string json_of(const Truth& truth, const Identity& identity, Detail detail)
{
    const Totals& totals = truth.totals;
    Json json;
    json.open("", '{')
        .put("unit", identity.unit)
        .put("seed", static_cast<std::int64_t>(identity.seed));
    json.open("all_time", '{').put("rows", totals.rows).put("mapped", totals.mapped);
    json.put("quarantined", sum_of(totals.quarantined)).put("left_out", sum_of(totals.left_out));
    json.put("quarantined_by_field", totals.quarantined).put("left_out_by_kind", totals.left_out);
    json.put("hard_deleted", totals.hard_deleted).put("migrated", totals.migrated);
    json.put("unknown_channel", totals.unknown_channel).put("unknown_level", totals.unknown_level);
    json.put("undated_received", totals.undated[0]).put("undated_settled", totals.undated[1]);
    json.close('}').open("months", '[');
    for (const auto& period : truth.periods)
        put(json, period, detail);
    json.close(']').close('}');
    return json.text() + "\n";
}

std::string table_of(const Truth& truth)
{
    std::string text = "period      basis     dossiers  end-to-end   proven  online  reported\n";
    for (const auto& place : truth.periods)
        for (std::size_t basis = 0; basis != 2; ++basis) {
            const Tally& tally = place.total[basis];
            std::array<char, 120> line{};
            std::snprintf(line.data(), line.size(),
                          "%-11s %-9s %8lld  %8.2f %%  %6.2f  %6.2f  %8.2f\n",
                          place.period.name.c_str(), basis == 0 ? "received" : "settled",
                          static_cast<long long>(tally.dossiers), percent_of(tally.end_to_end),
                          percent_of(tally.end_to_end_proven), percent_of(tally.online_submission),
                          percent_of(tally.reported));
            text += line.data();
        }
    return text + "mapped " + std::to_string(truth.totals.mapped) + ", quarantined " +
           std::to_string(sum_of(truth.totals.quarantined)) + ", left out " +
           std::to_string(sum_of(truth.totals.left_out)) + ", rows " +
           std::to_string(truth.totals.rows) + "\n";
}

} // namespace congto::province
