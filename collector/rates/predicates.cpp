#include "collector/rates/predicates.h"

namespace congto::rates {

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

bool full_through_the_network(const Subject& dossier)
{
    return through_the_network(dossier) && level_full(dossier);
}

bool paid_without_counter(const Subject& dossier)
{
    const Fee fee = dossier.cls.fee();
    return fee == Fee::none_due ||
           (fee == Fee::paid_online && !dossier.cls.unproven_payment_seen());
}

bool result_without_counter(const Subject& dossier)
{
    const Result result = dossier.cls.result();
    return result == Result::electronic || result == Result::post;
}

bool no_evidence_of_others(const Subject& dossier)
{
    return !dossier.cls.assisted_seen() && !dossier.cls.counter_seen();
}

bool proven(const Subject& dossier)
{
    return end_to_end(dossier) && paid_without_counter(dossier) &&
           result_without_counter(dossier) && no_evidence_of_others(dossier);
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
    return by_applicant(dossier) && network_with_result(dossier);
}

bool network_with_result(const Subject& dossier)
{
    return through_the_network(dossier) && (!may_give_paper(dossier) || result_electronic(dossier));
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

} // namespace congto::rates
