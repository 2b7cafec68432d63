#include "collector/rates/why_not.h"

#include "collector/rates/predicates.h"

#include <vector>

namespace congto::rates {
namespace {

// What a dossier shows of something, when that is not as asked.
struct Condition {
    Predicate holds;
    std::string (*shown)(const Subject&);
};
using Conditions = std::vector<Condition>;

std::string channel_of(const Subject& dossier)
{
    return "channel " + std::string(model::name_of(dossier.cls.channel()));
}

std::string level_of(const Subject& dossier)
{
    return "level " + std::string(model::name_of(dossier.cls.level()));
}

std::string fee_of(const Subject& dossier)
{
    return "fee " + std::string(model::name_of(dossier.cls.fee()));
}

std::string payment_of(const Subject& dossier)
{
    return fee_paid_online(dossier) ? "paid online, but no transaction of a gateway is seen"
                                    : fee_of(dossier);
}

std::string result_of(const Subject& dossier)
{
    return "result " + std::string(model::name_of(dossier.cls.result()));
}

std::string evidence_of(const Subject& dossier)
{
    const bool both = dossier.cls.assisted_seen() && dossier.cls.counter_seen();
    return both                          ? "assisted entry and a counter are seen"
           : dossier.cls.assisted_seen() ? "assisted entry is seen"
                                         : "a counter is seen";
}

std::string digitised_of(const Subject& dossier)
{
    return "digitised " + std::string(model::name_of(dossier.cls.digitised()));
}

std::string status_of(const Subject& dossier)
{
    return "status " + std::string(model::name_of(dossier.cls.status()));
}

std::string no_paper(const Subject&)
{
    return "the procedure gives no result";
}

std::string time_of(const Subject& dossier)
{
    switch (dossier.cls.timeliness()) {
    case store::Timeliness::on_time:
        return "on time";
    case store::Timeliness::open:
        return "open and overdue";
    case store::Timeliness::late:
        return "settled late";
    case store::Timeliness::no_due:
        return "settled, without a due time";
    case store::Timeliness::undated:
        return "settled, without the time of that";
    case store::Timeliness::open_no_due:
        return "open, without a due time";
    }
    return "";
}

bool electronic_where_given(const Subject& dossier)
{
    return !may_give_paper(dossier) || result_electronic(dossier);
}

bool is_settled(const Subject& dossier)
{
    return settled_in(dossier.population, dossier.cls);
}

// The parts of each predicate of the catalogue; a test holds them to it.
const Conditions& parts_of(Predicate whole)
{
    struct Parts {
        Predicate whole;
        Conditions conditions;
    };
    static const std::vector<Parts> parts{
        {end_to_end, {{by_applicant, channel_of}, {level_full, level_of}}},
        {proven,
         {{by_applicant, channel_of},
          {level_full, level_of},
          {paid_without_counter, payment_of},
          {result_without_counter, result_of},
          {no_evidence_of_others, evidence_of}}},
        {by_applicant, {{by_applicant, channel_of}}},
        {online_with_result, {{by_applicant, channel_of}, {electronic_where_given, result_of}}},
        {through_the_network, {{through_the_network, channel_of}}},
        {online_or_counter, {{online_or_counter, channel_of}}},
        {level_full, {{level_full, level_of}}},
        {fee_paid_online, {{fee_paid_online, fee_of}}},
        {fee_not_none, {{fee_not_none, fee_of}}},
        {result_electronic, {{result_electronic, result_of}}},
        {settled_and_may_give_paper, {{is_settled, status_of}, {may_give_paper, no_paper}}},
        {digitised_both, {{digitised_both, digitised_of}}},
        {on_time, {{on_time, time_of}}},
    };
    static const Conditions none;
    for (const Parts& one : parts) {
        if (one.whole == whole) {
            return one.conditions;
        }
    }
    return none;
}

std::string failing(Predicate whole, const Subject& dossier)
{
    std::string why;
    for (const Condition& one : parts_of(whole)) {
        if (!one.holds(dossier)) {
            why += (why.empty() ? "" : "; ") + one.shown(dossier);
        }
    }
    return why;
}

} // namespace

std::string why_not_in_population(const Subject& dossier)
{
    if (dossier.cls.standing() == store::Standing::withdrawn) {
        return "no source shows it any more";
    }
    return is_measured(dossier.cls) ? status_of(dossier) : channel_of(dossier);
}

std::string why_not_in_denominator(const Indicator& indicator, const Subject& dossier)
{
    return failing(indicator.denominator, dossier);
}

std::string why_not_in_numerator(const Indicator& indicator, const Subject& dossier)
{
    return failing(indicator.numerator, dossier);
}

} // namespace congto::rates
