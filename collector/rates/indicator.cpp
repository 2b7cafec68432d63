#include "collector/rates/indicator.h"

#include "collector/rates/predicates.h"

#include <algorithm>
#include <array>

namespace congto::rates {
namespace {

constexpr std::array kCatalogue{
    Indicator{.name = "end_to_end",
              .says = "submitted online by the applicant, procedure at level full / all dossiers",
              .denominator = every,
              .numerator = end_to_end,
              .aside_name = "channel_unknown",
              .aside = channel_unknown,
              .whoever_submitted = full_through_the_network},
    Indicator{.name = "end_to_end_proven",
              .says = "end to end, no fee due or paid through a gateway, result electronic or by "
                      "post, no assisted entry, no counter evidence / all settled",
              .denominator = every,
              .numerator = proven,
              .aside_name = "channel_unknown",
              .aside = channel_unknown,
              .settled_only = true},
    Indicator{.name = "online_submission",
              .says = "submitted online by the applicant / all dossiers; assisted entry is shown "
                      "apart",
              .denominator = every,
              .numerator = by_applicant,
              .aside_name = "online_assisted",
              .aside = assisted,
              .whoever_submitted = through_the_network},
    Indicator{.name = "online_with_result",
              .says = "submitted online by the applicant, and an electronic result if the "
                      "procedure gives one / all dossiers",
              .denominator = every,
              .numerator = online_with_result,
              .aside_name = "gives_result_unknown",
              .aside = paper_unknown,
              .reach = Reach::period_by_paper,
              .whoever_submitted = network_with_result},
    Indicator{.name = "online_of_two_channels",
              .says = "submitted online, assisted or not / those and the counter's; post and "
                      "unknown vanish",
              .denominator = online_or_counter,
              .numerator = through_the_network,
              .aside_name = "channel_unknown",
              .aside = channel_unknown},
    Indicator{.name = "online_of_full",
              .says = "submitted online, assisted or not / dossiers of procedures at level full "
                      "only",
              .denominator = level_full,
              .numerator = through_the_network,
              .aside_name = "level_unknown",
              .aside = level_unknown},
    Indicator{.name = "procedures_full",
              .says = "procedures offered full, of those eligible for it / procedures eligible for "
                      "full, by the unit's own list",
              .aside_name = "eligible_unknown",
              .reach = Reach::list},
    Indicator{.name = "procedures_in_use",
              .says = "procedures with a dossier submitted online by the applicant / procedures "
                      "offered online, full or partial, by the unit's own list",
              .aside_name = "level_unknown",
              .reach = Reach::list_in_use},
    Indicator{.name = "paid_online",
              .says = "fee paid online / fee due or paid, or not known",
              .denominator = fee_not_none,
              .numerator = fee_paid_online,
              .aside_name = "fee_unknown",
              .aside = fee_unknown,
              .untold = fee_unknown},
    Indicator{.name = "result_electronic",
              .says = "electronic result / settled dossiers of procedures that give a result",
              .denominator = settled_and_may_give_paper,
              .numerator = result_electronic,
              .aside_name = "gives_result_unknown",
              .aside = settled_paper_unknown,
              .reach = Reach::period_by_paper},
    Indicator{.name = "digitised",
              .says = "components and result digitised / all dossiers",
              .denominator = every,
              .numerator = digitised_both,
              .aside_name = "digitised_unknown",
              .aside = digitised_unknown,
              .untold = digitised_unknown},
    Indicator{.name = "on_time",
              .says = "settled by the due time, or open and not yet due / received or open in the "
                      "period",
              .denominator = every,
              .numerator = on_time,
              .aside_name = "no_due_time",
              .aside = no_due_time,
              .untold = timeliness_untold,
              .reach = Reach::stock},
};

} // namespace

std::span<const Indicator> catalogue()
{
    return kCatalogue;
}

bool counts_procedures(const Indicator& indicator)
{
    return indicator.reach == Reach::list || indicator.reach == Reach::list_in_use;
}

const Indicator* indicator_named(std::string_view name)
{
    const auto found = std::find_if(kCatalogue.begin(), kCatalogue.end(),
                                    [&](const Indicator& one) { return one.name == name; });
    return found == kCatalogue.end() ? nullptr : &*found;
}

} // namespace congto::rates
