#include "collector/register/contradictions.h"

#include "collector/register/contradictions_in_time.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace congto::registers {
namespace {

// One capture of one unit or body over one period.
using ReportKey = std::tuple<UnitId, std::string, model::Day, model::Day, std::string, model::Day>;
using Numbers = std::map<std::string, std::int64_t, std::less<>>;

template <typename Reported>
ReportKey key_of(const Reported& one)
{
    return {one.unit, one.body, one.from, one.to, one.origin, one.reported_on};
}

Contradiction of(const ReportKey& key, std::string_view kind, std::string says)
{
    const auto& [unit, body, from, to, origin, reported_on] = key;
    return {unit, body, from, to, origin, reported_on, kind, std::move(says)};
}

std::string with_sign(std::int64_t difference)
{
    return (difference > 0 ? "+" : "") + std::to_string(difference);
}

// Which numbers of a report make another one.
struct Sum {
    std::string_view total;
    std::array<std::string_view, 3> parts; // empty: fewer
};

constexpr std::array<Sum, 3> kSums{{{"channel_total", {"online", "at_counter", "by_post"}},
                                    {"received", {"on_time", "overdue", ""}},
                                    {"online", {"online_on_time", "online_overdue", ""}}}};

// Nothing where one of the numbers was not reported.
void check_sum(const ReportKey& key, const Numbers& numbers, const Sum& sum,
               std::vector<Contradiction>& found)
{
    const auto total = numbers.find(sum.total);
    std::int64_t parts = 0;
    std::string names;
    for (const std::string_view name : sum.parts) {
        const auto part = numbers.find(name);
        if (!name.empty() && part == numbers.end()) {
            return;
        }
        if (!name.empty()) {
            parts += part->second;
            names += (names.empty() ? "" : " + ") + std::string(name);
        }
    }
    if (total != numbers.end() && parts != total->second) {
        found.push_back(of(key, "parts_of_total",
                           names + " = " + std::to_string(parts) + ", " + std::string(sum.total) +
                               " = " + std::to_string(total->second) + " (" +
                               with_sign(total->second - parts) + ")"));
    }
}

// What each report calls all dossiers of its days: one number, if it does not contradict itself.
constexpr std::array<std::string_view, 5> kAll{"channel_total", "received", "result_electronic_of",
                                               "digitised_of", "synchronised_of"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kAllOfIndicator{
    {{"online_submission", "channel_total"},
     {"on_time", "received"},
     {"result_electronic", "result_electronic_of"},
     {"digitised", "digitised_of"}}};

void check_all_dossiers(const ReportKey& key, const Numbers& numbers,
                        std::vector<Contradiction>& found)
{
    std::string says;
    std::set<std::int64_t> values;
    for (const std::string_view name : kAll) {
        if (const auto number = numbers.find(name); number != numbers.end()) {
            values.insert(number->second);
            says += (says.empty() ? "" : ", ") + std::string(name) + " = " +
                    std::to_string(number->second);
        }
    }
    if (values.size() > 1) {
        found.push_back(of(key, "all_dossiers",
                           says + " (" + with_sign(*values.rbegin() - *values.begin()) + ")"));
    }
}

// Reports by capture: the counts, and the denominators of figures that came without counts.
std::map<ReportKey, Numbers> by_report(const std::vector<ReportedFigure>& figures,
                                       const std::vector<ReportedCount>& counts)
{
    std::map<ReportKey, Numbers> reports;
    for (const ReportedCount& one : counts) {
        reports[key_of(one)][one.name] = one.value;
    }
    for (const ReportedFigure& one : figures) {
        for (const auto& [indicator, all] : kAllOfIndicator) {
            if (one.indicator == indicator && one.denominator) {
                reports[key_of(one)].try_emplace(std::string(all), *one.denominator);
            }
        }
    }
    return reports;
}

void check_rates(const std::vector<ReportedFigure>& figures, std::vector<Contradiction>& found)
{
    for (const ReportedFigure& one : figures) {
        const auto rate = parse_rate(one.rate);
        if (rate && one.denominator.value_or(0) > 0 &&
            !gives(*rate, *one.numerator, *one.denominator)) {
            found.push_back(
                of(key_of(one), "rate",
                   one.indicator + " " + one.rate + " %, but " + std::to_string(*one.numerator) +
                       " of " + std::to_string(*one.denominator) + " is " +
                       shown_percent(*one.numerator, *one.denominator, rate->decimals)));
        }
    }
}

// Whether the body is a part of another one: that counts what this one does.
bool is_below_another(const std::string& body, const std::map<std::string, std::int64_t>& bodies)
{
    for (auto dot = body.find('.'); dot != std::string::npos; dot = body.find('.', dot + 1)) {
        if (bodies.count(body.substr(0, dot)) > 0) {
            return true;
        }
    }
    return false;
}

// Of each unit, what its bodies come to.
void check_bodies(const std::vector<ReportedCount>& counts, std::vector<Contradiction>& found)
{
    struct Both {
        std::optional<std::int64_t> unit;
        std::map<std::string, std::int64_t> bodies;
    };
    std::map<std::pair<ReportKey, std::string>, Both> all;
    for (const ReportedCount& one : counts) {
        if (counts_dossiers(one.name)) {
            ReportKey key = key_of(one);
            std::get<1>(key).clear();
            Both& both = all[{std::move(key), one.name}];
            if (one.body.empty()) {
                both.unit = one.value;
            } else {
                both.bodies[one.body] = one.value;
            }
        }
    }
    for (const auto& [at, both] : all) {
        std::int64_t sum = 0;
        for (const auto& [body, value] : both.bodies) {
            sum += is_below_another(body, both.bodies) ? 0 : value;
        }
        if (both.unit && !both.bodies.empty() && *both.unit != sum) {
            found.push_back(of(at.first, "bodies",
                               at.second + " of the bodies = " + std::to_string(sum) +
                                   ", of the unit = " + std::to_string(*both.unit) + " (" +
                                   with_sign(*both.unit - sum) + ")"));
        }
    }
}

} // namespace

bool counts_dossiers(std::string_view name)
{
    constexpr std::array<std::string_view, 7> kOfProcedures{
        "procedures",      "procedures_full", "procedures_partial",        "services",
        "services_in_use", "fee_procedures",  "fee_procedures_paid_online"};
    return std::find(kOfProcedures.begin(), kOfProcedures.end(), name) == kOfProcedures.end();
}

std::vector<Contradiction> contradictions_of(const std::vector<ReportedFigure>& figures,
                                             const std::vector<ReportedCount>& counts)
{
    std::vector<Contradiction> found;
    for (const auto& [key, numbers] : by_report(figures, counts)) {
        for (const Sum& sum : kSums) {
            check_sum(key, numbers, sum, found);
        }
        check_all_dossiers(key, numbers, found);
    }
    check_bodies(counts, found);
    check_rates(figures, found);
    check_parts_over_whole(counts, found);
    check_above_every_part(figures, found);
    std::stable_sort(found.begin(), found.end(), [](const auto& one, const auto& other) {
        return key_of(one) < key_of(other);
    });
    return found;
}

} // namespace congto::registers
