#include "collector/rates/indicator.h"

#include "collector/rates/predicates.h"

#include <algorithm>
#include <array>

namespace congto::rates {
namespace {

constexpr std::array kCatalogue{
    Indicator{"end_to_end",
              "submitted online by the applicant, procedure at level full / all dossiers", every,
              end_to_end, "channel_unknown", channel_unknown, nullptr},
    Indicator{"end_to_end_proven",
              "end to end, no fee due or paid through a gateway, result electronic or by post, no "
              "assisted entry, no counter evidence / all settled",
              every, proven, "channel_unknown", channel_unknown, nullptr, Reach::period, true},
    Indicator{"online_submission",
              "submitted online by the applicant / all dossiers; assisted entry is shown apart",
              every, by_applicant, "online_assisted", assisted, nullptr},
    Indicator{"online_with_result",
              "submitted online by the applicant, and an electronic result if the procedure gives "
              "one / all dossiers",
              every, online_with_result, "gives_result_unknown", paper_unknown, nullptr,
              Reach::period_by_paper},
    Indicator{
        "online_of_two_channels",
        "submitted online, assisted or not / those and the counter's; post and unknown vanish",
        online_or_counter, through_the_network, "channel_unknown", channel_unknown, nullptr},
    Indicator{"online_of_full",
              "submitted online, assisted or not / dossiers of procedures at level full only",
              level_full, through_the_network, "level_unknown", level_unknown, nullptr},
    Indicator{"paid_online", "fee paid online / fee due or paid, or not known", fee_not_none,
              fee_paid_online, "fee_unknown", fee_unknown, fee_unknown},
    Indicator{"result_electronic",
              "electronic result / settled dossiers of procedures that give a result",
              settled_and_may_give_paper, result_electronic, "gives_result_unknown",
              settled_paper_unknown, nullptr, Reach::period_by_paper},
    Indicator{"digitised", "components and result digitised / all dossiers", every, digitised_both,
              "digitised_unknown", digitised_unknown, digitised_unknown},
    Indicator{"on_time",
              "settled by the due time, or open and not yet due / received or open in the period",
              every, on_time, "no_due_time", no_due_time, timeliness_untold, Reach::stock},
};

} // namespace

std::span<const Indicator> catalogue()
{
    return kCatalogue;
}

const Indicator* indicator_named(std::string_view name)
{
    const auto found = std::find_if(kCatalogue.begin(), kCatalogue.end(),
                                    [&](const Indicator& one) { return one.name == name; });
    return found == kCatalogue.end() ? nullptr : &*found;
}

} // namespace congto::rates
