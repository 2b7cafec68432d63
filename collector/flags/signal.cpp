#include "collector/flags/signal.h"

#include <algorithm>
#include <array>

namespace congto::flags {
namespace {

using model::Channel;
using model::Evidence;
using model::Level;

bool is_of_this_system(Channel channel)
{
    return channel != Channel::data_entry && channel != Channel::migrated;
}

bool is_lower(Level level)
{
    return level == Level::partial || level == Level::information_only;
}

template <Evidence bit>
bool knows(const Subject& dossier)
{
    return dossier.cls.evidence().knows(bit);
}

template <Evidence bit>
bool sees(const Subject& dossier)
{
    return dossier.cls.evidence().sees(bit);
}

bool settled_through_the_network(const Subject& dossier)
{
    return dossier.cls.settled() && through_the_network(dossier);
}

// D6: either of two bits.
bool knows_paper(const Subject& dossier)
{
    return knows<Evidence::paper_originals>(dossier) || knows<Evidence::no_applicant_file>(dossier);
}

bool sees_paper(const Subject& dossier)
{
    return sees<Evidence::paper_originals>(dossier) || sees<Evidence::no_applicant_file>(dossier);
}

// D7: also what left the rates by its channel.
bool measured_once(const Subject& dossier)
{
    return is_measured(dossier) || first_measured(dossier);
}

bool both_channels_known(const Subject& dossier)
{
    return dossier.cls.channel() != Channel::unknown &&
           dossier.cls.first_channel() != Channel::unknown;
}

bool both_levels_known(const Subject& dossier)
{
    return dossier.cls.level() != Level::unknown && dossier.cls.first_level() != Level::unknown;
}

bool knows_change(const Subject& dossier)
{
    return both_channels_known(dossier) || both_levels_known(dossier);
}

// A value that was not known first, and is now, was mapped or filled in later.
bool changed(const Subject& dossier)
{
    const bool channel =
        both_channels_known(dossier) && dossier.cls.channel() != dossier.cls.first_channel();
    return channel ||
           (both_levels_known(dossier) && dossier.cls.level() != dossier.cls.first_level());
}

// D8
bool level_full(const Subject& dossier)
{
    return is_measured(dossier) && dossier.cls.level() == Level::full;
}

bool knows_level(const Subject& dossier)
{
    return dossier.level != RegisterLevel::unknown || dossier.cls.first_level() != Level::unknown;
}

bool raised(const Subject& dossier)
{
    return dossier.level == RegisterLevel::lower || is_lower(dossier.cls.first_level());
}

// D11: a mapping may call an unproven payment by another word, and say so by the bit alone.
bool called_paid_online(const Subject& dossier)
{
    return is_measured(dossier) &&
           (dossier.cls.paid_online() || sees<Evidence::no_gateway_transaction>(dossier));
}

// D12
bool at_the_counter(const Subject& dossier)
{
    return dossier.cls.channel() == Channel::counter;
}

bool no_longer_shown(const Subject& dossier)
{
    return dossier.cls.standing() != store::Standing::shown;
}

// D17
bool channel_empty(const Subject& dossier)
{
    return dossier.cls.channel() == Channel::unknown;
}

bool always(const Subject&)
{
    return true;
}

constexpr std::array<Signal, kSignals> kCatalogue{{
    {"D1", "official_account", "called online, entered by an official's or post clerk's account",
     "5", Source::cells, through_the_network, knows<Evidence::official_account>,
     sees<Evidence::official_account>, true},
    {"D2", "instant_reception", "online, received within seconds of submission", "10",
     Source::cells, through_the_network, knows<Evidence::instant_reception>,
     sees<Evidence::instant_reception>, true},
    {"D2", "burst", "of runs of online dossiers entered one after the other in office hours", "10",
     Source::sequences},
    {"D3", "one_submitter", "online, of a submitter who acts for many different applicants", "10",
     Source::persons, nullptr, nullptr, nullptr, true},
    {"D4", "malformed_identity", "online, with a dummy or malformed identity number", "1",
     Source::cells, through_the_network, knows<Evidence::malformed_identity>,
     sees<Evidence::malformed_identity>, true},
    {"D5", "submitted_is_received", "online, submitted and received in the same second", "5",
     Source::cells, through_the_network, knows<Evidence::submitted_is_received>,
     sees<Evidence::submitted_is_received>, true},
    {"D6", "paper_taken", "online, yet paper originals were taken in or the applicant sent no file",
     "5", Source::cells, through_the_network, knows_paper, sees_paper, true},
    {"D7", "changed_later", "channel or level is not what was first read", "2", Source::cells,
     measured_once, knows_change, changed, true},
    {"D8", "level_raised", "at level full, but first read lower, or lower by the register", "2",
     Source::cells, level_full, knows_level, raised, true},
    {"D9", "split", "online, many of one applicant for one procedure within minutes", "5",
     Source::persons, nullptr, nullptr, nullptr, true},
    {"D10", "closed_at_once", "online, resolved within minutes of submission", "5", Source::cells,
     settled_through_the_network, knows<Evidence::closed_at_once>, sees<Evidence::closed_at_once>,
     true},
    {"D11", "no_gateway_transaction", "called paid online, without a gateway's transaction", "2",
     Source::cells, called_paid_online, knows<Evidence::no_gateway_transaction>,
     sees<Evidence::no_gateway_transaction>, true},
    {"D12", "counter_gone", "of the counter, no longer shown by the source", "2", Source::cells,
     at_the_counter, always, no_longer_shown},
    {"D13", "reported_dossiers", "difference between dossiers reported and measured", "2",
     Source::reports},
    {"D13", "reported_numerator", "difference between reported and measured numerator", "5",
     Source::reports},
    {"D14", "step_at_month_end", "online beyond the share of the days before, at a month's end",
     "20", Source::days},
    {"D14", "step_in_campaign", "online beyond the share of the days before, in a campaign", "20",
     Source::days},
    {"D14", "all_online", "every dossier came online, none by post or at the counter", "0",
     Source::whole},
    {"D15", "no_processing_step", "online, resolved with no processing step in between", "5",
     Source::cells, settled_through_the_network, knows<Evidence::no_processing_step>,
     sees<Evidence::no_processing_step>, true},
    {"D16", "hole_in_sequence", "numbers missing among the codes of a day", "5", Source::sequences},
    {"D17", "channel_empty", "the source does not say how they came in", "5", Source::cells,
     is_measured, always, channel_empty},
    {"D17", "no_post", "results go out by post, and nothing came in by post", "1", Source::whole},
}};

} // namespace

std::span<const Signal> catalogue()
{
    return kCatalogue;
}

std::optional<std::size_t> place_of(std::string_view name)
{
    const auto* const found = std::find_if(kCatalogue.begin(), kCatalogue.end(),
                                           [&](const Signal& one) { return one.name == name; });
    if (found == kCatalogue.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - kCatalogue.begin());
}

bool is_detector(std::string_view id)
{
    return std::any_of(kCatalogue.begin(), kCatalogue.end(),
                       [&](const Signal& one) { return one.detector == id; });
}

bool is_measured(const Subject& dossier)
{
    return dossier.cls.standing() != store::Standing::withdrawn &&
           is_of_this_system(dossier.cls.channel());
}

bool through_the_network(const Subject& dossier)
{
    return is_measured(dossier) && (dossier.cls.channel() == Channel::online ||
                                    dossier.cls.channel() == Channel::online_assisted);
}

bool online(const Subject& dossier)
{
    return is_measured(dossier) && dossier.cls.channel() == Channel::online;
}

bool end_to_end(const Subject& dossier)
{
    return online(dossier) && dossier.cls.level() == Level::full;
}

bool first_measured(const Subject& dossier)
{
    return dossier.cls.standing() != store::Standing::withdrawn &&
           is_of_this_system(dossier.cls.first_channel());
}

bool first_online(const Subject& dossier)
{
    return first_measured(dossier) && dossier.cls.first_channel() == Channel::online;
}

bool first_end_to_end(const Subject& dossier)
{
    return first_online(dossier) && dossier.cls.first_level() == Level::full;
}

} // namespace congto::flags
