#include "collector/rates/indicator.h"

#include <algorithm>
#include <array>

namespace congto::rates {
namespace {

using model::Channel;
using model::Digitised;
using model::Fee;
using model::Level;
using model::Result;

bool every(const Subject&)
{
    return true;
}

bool by_applicant(const Subject& dossier)
{
    return dossier.cls.channel() == Channel::online;
}

bool assisted(const Subject& dossier)
{
    return dossier.cls.channel() == Channel::online_assisted;
}

bool through_the_network(const Subject& dossier)
{
    return by_applicant(dossier) || assisted(dossier);
}

bool channel_unknown(const Subject& dossier)
{
    return dossier.cls.channel() == Channel::unknown;
}

bool online_or_counter(const Subject& dossier)
{
    return through_the_network(dossier) || dossier.cls.channel() == Channel::counter;
}

bool level_full(const Subject& dossier)
{
    return dossier.cls.level() == Level::full;
}

bool level_unknown(const Subject& dossier)
{
    return dossier.cls.level() == Level::unknown;
}

bool end_to_end(const Subject& dossier)
{
    return by_applicant(dossier) && level_full(dossier);
}

bool paid_without_counter(const Subject& dossier)
{
    const Fee fee = dossier.cls.fee();
    return fee == Fee::none_due ||
           (fee == Fee::paid_online && !dossier.cls.unproven_payment_seen());
}

bool proven(const Subject& dossier)
{
    const Result result = dossier.cls.result();
    return end_to_end(dossier) && paid_without_counter(dossier) &&
           (result == Result::electronic || result == Result::post) &&
           !dossier.cls.assisted_seen() && !dossier.cls.counter_seen();
}

bool may_give_paper(const Subject& dossier)
{
    return dossier.paper != ResultPaper::not_given;
}

bool paper_unknown(const Subject& dossier)
{
    return dossier.paper == ResultPaper::unknown;
}

bool result_electronic(const Subject& dossier)
{
    return dossier.cls.result() == Result::electronic;
}

bool online_with_result(const Subject& dossier)
{
    return by_applicant(dossier) && (!may_give_paper(dossier) || result_electronic(dossier));
}

bool settled_and_may_give_paper(const Subject& dossier)
{
    return settled_in(dossier.population, dossier.cls) && may_give_paper(dossier);
}

bool settled_paper_unknown(const Subject& dossier)
{
    return settled_and_may_give_paper(dossier) && paper_unknown(dossier);
}

bool fee_unknown(const Subject& dossier)
{
    return dossier.cls.fee() == Fee::unknown;
}

bool fee_not_none(const Subject& dossier)
{
    return dossier.cls.fee() != Fee::none_due;
}

bool fee_paid_online(const Subject& dossier)
{
    return dossier.cls.fee() == Fee::paid_online;
}

bool digitised_both(const Subject& dossier)
{
    return dossier.cls.digitised() == Digitised::both;
}

bool digitised_unknown(const Subject& dossier)
{
    return dossier.cls.digitised() == Digitised::unknown;
}

bool on_time(const Subject& dossier)
{
    return dossier.cls.timeliness() == store::Timeliness::on_time;
}

bool no_due_time(const Subject& dossier)
{
    return dossier.cls.timeliness() == store::Timeliness::no_due ||
           dossier.cls.timeliness() == store::Timeliness::open_no_due;
}

bool timeliness_untold(const Subject& dossier)
{
    return no_due_time(dossier) || dossier.cls.timeliness() == store::Timeliness::undated;
}

constexpr std::array kCatalogue{
    Indicator{"end_to_end", "tỷ lệ hồ sơ trực tuyến toàn trình",
              "submitted online by the applicant, procedure at level full / all dossiers", every,
              end_to_end, "channel_unknown", channel_unknown, nullptr},
    Indicator{"end_to_end_proven", "tỷ lệ hồ sơ trực tuyến toàn trình có chứng cứ",
              "end to end, no fee due or paid through a gateway, result electronic or by post, no "
              "assisted entry, no counter evidence / all settled",
              every, proven, "channel_unknown", channel_unknown, nullptr, Reach::period, true},
    Indicator{"online_submission", "tỷ lệ hồ sơ nộp trực tuyến",
              "submitted online by the applicant / all dossiers; assisted entry is shown apart",
              every, by_applicant, "online_assisted", assisted, nullptr},
    Indicator{"online_with_result", "tỷ lệ hồ sơ trực tuyến có kết quả điện tử",
              "submitted online by the applicant, and an electronic result if the procedure gives "
              "one / all dossiers",
              every, online_with_result, "gives_result_unknown", paper_unknown, nullptr,
              Reach::period_by_paper},
    Indicator{
        "online_of_two_channels", "tỷ lệ trực tuyến trên trực tuyến và trực tiếp",
        "submitted online, assisted or not / those and the counter's; post and unknown vanish",
        online_or_counter, through_the_network, "channel_unknown", channel_unknown, nullptr},
    Indicator{"online_of_full", "tỷ lệ nộp trực tuyến của thủ tục toàn trình",
              "submitted online, assisted or not / dossiers of procedures at level full only",
              level_full, through_the_network, "level_unknown", level_unknown, nullptr},
    Indicator{"paid_online", "tỷ lệ thanh toán trực tuyến",
              "fee paid online / fee due or paid, or not known", fee_not_none, fee_paid_online,
              "fee_unknown", fee_unknown, fee_unknown},
    Indicator{"result_electronic", "tỷ lệ trả kết quả điện tử",
              "electronic result / settled dossiers of procedures that give a result",
              settled_and_may_give_paper, result_electronic, "gives_result_unknown",
              settled_paper_unknown, nullptr, Reach::period_by_paper},
    Indicator{"digitised", "tỷ lệ số hóa hồ sơ", "components and result digitised / all dossiers",
              every, digitised_both, "digitised_unknown", digitised_unknown, digitised_unknown},
    Indicator{"on_time", "tỷ lệ hồ sơ đúng hạn",
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
