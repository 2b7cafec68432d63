#include "collector/reporting/messages.h"

#include "collector/rates/rate.h"

#include "congto/v1/reporting.pb.h"

namespace congto::reporting {
namespace {

v1::CountingBasis message_basis(rates::Population population)
{
    switch (population) {
    case rates::Population::received:
        return v1::COUNTING_BASIS_RECEIVED;
    case rates::Population::settled:
        return v1::COUNTING_BASIS_SETTLED;
    case rates::Population::settled_with_withdrawn:
        return v1::COUNTING_BASIS_SETTLED_WITH_WITHDRAWN;
    }
    return v1::COUNTING_BASIS_UNSPECIFIED;
}

} // namespace

std::string word_of(v1::CountingBasis basis)
{
    switch (basis) {
    case v1::COUNTING_BASIS_SETTLED:
        return "settled";
    case v1::COUNTING_BASIS_SETTLED_WITH_WITHDRAWN:
        return "settled_with_withdrawn";
    case v1::COUNTING_BASIS_UNSPECIFIED:
    case v1::COUNTING_BASIS_RECEIVED:
        return "received";
    default:
        return "basis " + std::to_string(static_cast<int>(basis));
    }
}

std::string word_of(v1::GroupedBy by)
{
    switch (by) {
    case v1::GROUPED_BY_UNSPECIFIED:
    case v1::GROUPED_BY_UNIT:
        return "unit";
    case v1::GROUPED_BY_BODY:
        return "body";
    case v1::GROUPED_BY_PROCEDURE:
        return "procedure";
    case v1::GROUPED_BY_NOTHING:
        return "nation";
    default:
        return "group " + std::to_string(static_cast<int>(by));
    }
}

std::string word_of(v1::ReadUnits units)
{
    switch (units) {
    case v1::READ_UNITS_UNSPECIFIED:
    case v1::READ_UNITS_HELD:
        return "held";
    case v1::READ_UNITS_OLD:
        return "old";
    case v1::READ_UNITS_NEW:
        return "new";
    default:
        return "units " + std::to_string(static_cast<int>(units));
    }
}

void give(std::optional<std::string>& argument, const std::string& text)
{
    if (!text.empty()) {
        argument = text;
    }
}

void require(const Caller& caller, const rates::Arguments& asked)
{
    if (const auto why = refusal(caller, asked)) {
        throw Forbidden(*why);
    }
}

rates::Arguments arguments_of(const v1::AskedPeriod& period)
{
    rates::Arguments asked;
    give(asked.month, period.month());
    give(asked.quarter, period.quarter());
    give(asked.year, period.year());
    give(asked.campaign, period.campaign());
    give(asked.from, period.from());
    give(asked.to, period.to());
    return asked;
}

void put_frame(v1::AnswerFrame& frame, const rates::Facts& facts, const rates::Request& request)
{
    const rates::Question& question = request.question;
    frame.set_from(model::text_of(question.period.from));
    frame.set_to(model::text_of(question.period.to));
    frame.set_basis(message_basis(question.population));
    frame.set_catalogue_edition(rates::kCatalogueEdition);
    frame.set_as_of(facts.now.time_since_epoch().count());
    for (const std::string& note : request.notes) {
        frame.add_notes(note);
    }
}

void put_unit(v1::AnsweredUnit& message, const rates::Facts& facts, store::UnitId unit)
{
    const registers::Unit* known = facts.units.with_id(unit);
    if (known == nullptr) {
        message.set_name_vi(registers::shown_unit(facts.units, unit));
        return;
    }
    message.set_code(known->code);
    message.set_name_vi(known->name_vi);
    message.set_kind(std::string(registers::name_of(known->kind)));
    message.set_valid_from(model::text_of(known->valid_from));
    if (known->valid_to) {
        message.set_valid_to(model::text_of(*known->valid_to));
    }
}

void put_figure(v1::AnsweredFigure& message, const rates::Indicator& indicator,
                const rates::Figure& figure)
{
    message.set_indicator(std::string(indicator.name));
    if (figure.none) {
        message.set_no_figure(std::string(rates::text_of(*figure.none)));
        return;
    }
    v1::FigureCounts& counts = *message.mutable_counts();
    counts.set_numerator(figure.count.numerator);
    counts.set_denominator(figure.count.denominator);
    counts.set_rate(rates::percent(figure.count.numerator, figure.count.denominator));
    counts.set_self_service(figure.count.self_service);
    counts.set_assisted(figure.count.assisted);
    counts.set_aside(figure.count.aside);
    counts.set_aside_name(std::string(indicator.aside_name));
}

void put_coverage(v1::AnsweredCoverage& message, const rates::Coverage& coverage)
{
    message.set_collected(coverage.collected);
    if (coverage.in_source) {
        message.set_in_source(*coverage.in_source);
    }
    if (coverage.known_at) {
        message.set_known_at(coverage.known_at->time_since_epoch().count());
    }
    message.set_to_verify(coverage.to_verify);
    message.set_verified(coverage.verified);
    message.set_days(coverage.days);
    message.set_days_verified(coverage.days_verified);
    message.set_disputed(coverage.disputed);
    message.set_shadowed(coverage.shadowed);
}

} // namespace congto::reporting
