#include "tests/store/a_dossier.h"

#include "proto/model/codes.h"
#include "proto/model/pseudonym.h"

#include <algorithm>
#include <array>

namespace congto::test {

model::DossierId id_of(std::string_view code)
{
    static model::UnitKey key(std::array<std::uint8_t, 32>{7});
    const std::string canonical = model::canonical_dossier_code(code);
    const model::Day opened =
        model::day_in_dossier_code(canonical).value_or(*model::parse_day("2026-01-05"));
    return key.pseudonym(canonical, opened);
}

std::string code_of_number(std::uint32_t number)
{
    const model::Day first = *model::parse_day("2026-01-05");
    const std::uint32_t days = number % 2 == 0 ? 0 : (number + 1) / 2;
    std::string date = model::text_of(model::Day{first.number + static_cast<std::int32_t>(days)});
    date.erase(std::remove(date.begin(), date.end(), '-'), date.end());
    return "D-" + date.substr(2) + "-" + std::to_string(number);
}

model::Moment morning_of(std::string_view day)
{
    return model::start_of(model::parse_day(day).value()) + std::chrono::hours(9);
}

ADossier::ADossier(std::string_view code)
{
    observation_.id = id_of(code);
    observation_.body = "H44.14";
    observation_.procedure = "1.000894";
    observation_.state.level = model::Level::full;
    observation_.state.channel = model::Channel::online;
    observation_.state.status = model::Status::processing;
    observation_.state.fee = model::Fee::none_due;
    observation_.state.result = model::Result::none_yet;
    observation_.state.digitised = model::Digitised::none;
    submitted("2026-01-05").received("2026-01-05");
    observation_.changed_at = morning_of("2026-01-05");
}

ADossier& ADossier::at(std::string_view body)
{
    observation_.body = body;
    return *this;
}

ADossier& ADossier::of(std::string_view procedure)
{
    observation_.procedure = procedure;
    return *this;
}

ADossier& ADossier::via(model::Channel channel)
{
    observation_.state.channel = channel;
    return *this;
}

ADossier& ADossier::level(model::Level level)
{
    observation_.state.level = level;
    return *this;
}

ADossier& ADossier::fee(model::Fee fee)
{
    observation_.state.fee = fee;
    return *this;
}

ADossier& ADossier::result(model::Result result)
{
    observation_.state.result = result;
    return *this;
}

ADossier& ADossier::status(model::Status status)
{
    observation_.state.status = status;
    return *this;
}

ADossier& ADossier::digitised(model::Digitised digitised)
{
    observation_.state.digitised = digitised;
    return *this;
}

ADossier& ADossier::submitted(std::string_view day)
{
    observation_.state.times.submitted = morning_of(day);
    return *this;
}

ADossier& ADossier::received(std::string_view day)
{
    observation_.state.times.received = morning_of(day);
    return *this;
}

ADossier& ADossier::due(std::string_view day)
{
    observation_.state.times.due = morning_of(day);
    return *this;
}

ADossier& ADossier::resolved(std::string_view day)
{
    observation_.state.times.resolved = morning_of(day);
    return status(model::Status::resolved);
}

ADossier& ADossier::returned(std::string_view day)
{
    observation_.state.times.resolved = morning_of(day);
    observation_.state.times.returned = morning_of(day);
    return status(model::Status::returned);
}

ADossier& ADossier::withdrawn(std::string_view day)
{
    observation_.state.times.withdrawn = morning_of(day);
    return status(model::Status::withdrawn);
}

ADossier& ADossier::unreceived()
{
    observation_.state.times.received.reset();
    return *this;
}

ADossier& ADossier::sees(model::Evidence bit)
{
    observation_.state.evidence.set(bit, true);
    return *this;
}

ADossier& ADossier::not_seen(model::Evidence bit)
{
    observation_.state.evidence.set(bit, false);
    return *this;
}

namespace {

model::Fingerprint fingerprint_of(char what, std::uint8_t number)
{
    if (number == 0) {
        return {};
    }
    return {'F', 'P', static_cast<std::uint8_t>(what), number, number, number};
}

} // namespace

ADossier& ADossier::by(std::uint8_t submitter)
{
    observation_.fingerprints.submitter = fingerprint_of('s', submitter);
    return *this;
}

ADossier& ADossier::for_applicant(std::uint8_t applicant)
{
    observation_.fingerprints.applicant = fingerprint_of('a', applicant);
    return *this;
}

ADossier a_dossier(std::string_view code)
{
    return ADossier(code);
}

} // namespace congto::test
