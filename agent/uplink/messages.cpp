#include "agent/uplink/messages.h"

#include "proto/wire/protocol.h"

#include "congto/v1/uplink.pb.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace congto::uplink {
namespace {

template <std::size_t N>
std::string text_of(const std::array<std::uint8_t, N>& bytes)
{
    return {bytes.begin(), bytes.end()};
}

// An empty chain stands for "before the first batch".
template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> array_of(const std::string& bytes)
{
    std::array<std::uint8_t, N> array{};
    if (bytes.size() != N && !bytes.empty()) {
        return std::nullopt;
    }
    std::copy(bytes.begin(), bytes.end(), array.begin());
    return array;
}

spool::Verdict verdict_of(v1::Resume resume)
{
    switch (resume) {
    case v1::RESUME_ABANDON:
        return spool::Verdict::abandon;
    case v1::RESUME_REREAD:
        return spool::Verdict::reread;
    default:
        return spool::Verdict::resume;
    }
}

Answer read_welcome(const v1::Welcome& said)
{
    const auto incarnation = array_of<16>(said.incarnation());
    const auto chain = array_of<32>(said.durable_chain());
    if (said.protocol() < wire::kProtocolMin || said.protocol() > wire::kProtocolMax) {
        return Unlawful{"a welcome to protocol " + std::to_string(said.protocol()) +
                        ", which this agent does not speak"};
    }
    if (!incarnation || said.incarnation().empty() || !chain ||
        !v1::Resume_IsValid(said.resume()) || said.resume() == v1::RESUME_UNSPECIFIED) {
        return Unlawful{"a welcome without incarnation, chain or verdict"};
    }
    return Welcome{{verdict_of(said.resume()), *incarnation, said.durable_sequence(), *chain},
                   said.protocol(),
                   said.window_bytes(),
                   said.batch_bytes_limit()};
}

std::optional<spool::DayStanding> standing_of(v1::DayStanding standing)
{
    switch (standing) {
    case v1::DAY_STANDING_VERIFIED:
        return spool::DayStanding::verified;
    case v1::DAY_STANDING_DIFFERS:
        return spool::DayStanding::differs;
    case v1::DAY_STANDING_DISPUTED:
        return spool::DayStanding::disputed;
    default:
        return std::nullopt;
    }
}

Answer read_receipt(const v1::Receipt& said)
{
    const auto chain = array_of<32>(said.chain());
    if (!chain) {
        return Unlawful{"a receipt whose chain is not 32 bytes long"};
    }
    spool::Receipt receipt{
        said.through_sequence(), *chain, said.applied(), said.unchanged(), said.rejected(), {}, {}};
    for (const v1::DayVerdict& one : said.verdicts()) {
        // Of a standing not known here nothing follows: the claim is made again.
        if (const auto standing = standing_of(one.standing())) {
            receipt.verdicts.push_back({static_cast<std::uint16_t>(one.source()),
                                        model::Day{one.day()}, one.sequence(), *standing});
        }
    }
    return receipt;
}

Remedy remedy_of(v1::Reason reason)
{
    switch (reason) {
    case v1::REASON_BUSY:
    case v1::REASON_SHUTTING_DOWN:
    case v1::REASON_REPLACED:
    case v1::REASON_SEQUENCE_GAP:
        return Remedy::soon;
    case v1::REASON_CHAIN_DIFFERS:
        return Remedy::once_soon;
    default:
        return Remedy::person;
    }
}

std::string name_of(v1::Reason reason)
{
    constexpr std::string_view kPrefix = "REASON_";
    if (!v1::Reason_IsValid(reason)) {
        return "reason " + std::to_string(static_cast<int>(reason));
    }
    std::string name = v1::Reason_Name(reason).substr(kPrefix.size());
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name;
}

} // namespace

void write_greeting(v1::FromAgent& message, const spool::Standing& standing,
                    const BootNonce& boot_nonce)
{
    v1::Greeting& greeting = *message.mutable_greeting();
    greeting.set_protocol_min(wire::kProtocolMin);
    greeting.set_protocol_max(wire::kProtocolMax);
    greeting.set_unit(standing.owner.unit);
    greeting.set_spool_id(text_of(standing.id));
    greeting.set_boot_nonce(text_of(boot_nonce));
    greeting.set_key_id(text_of(standing.owner.key_id));
    for (const spool::NamedSource& named : standing.sources) {
        v1::Source& source = *greeting.add_sources();
        source.set_number(named.number);
        source.set_name(named.name);
        source.set_mapping_digest(text_of(named.mapping_digest));
    }
    greeting.set_digest_edition(standing.digest_edition);
    greeting.set_assigned_sequence(standing.assigned_sequence);
    greeting.set_receipted_sequence(standing.receipted_sequence);
    if (standing.assigned_sequence != 0) {
        greeting.set_assigned_chain(text_of(standing.assigned_chain));
    }
    if (standing.receipted_sequence != 0) {
        greeting.set_receipted_chain(text_of(standing.receipted_chain));
    }
    if (standing.incarnation) {
        greeting.set_incarnation(text_of(*standing.incarnation));
    }
    greeting.set_agent_version(CONGTO_VERSION);
}

void write_batch(v1::FromAgent& message, spool::SpooledBatch batch)
{
    v1::Batch& written = *message.mutable_batch();
    written.set_first_sequence(batch.first_sequence);
    written.set_body(std::move(batch.body));
    written.set_chain(text_of(batch.chain));
    for (std::string& content : batch.fingerprints) {
        written.add_fingerprints(std::move(content));
    }
}

void write_progress(v1::FromAgent& message, const spool::Progress& progress)
{
    v1::Progress& written = *message.mutable_progress();
    written.set_source(progress.source);
    written.set_known_at(progress.known_at.time_since_epoch().count());
    written.set_mapped(progress.mapped);
    written.set_quarantined(progress.quarantined);
    if (progress.unread) {
        written.set_unread(*progress.unread);
    }
    written.set_assigned_sequence(progress.assigned_sequence);
    written.set_caught_up(progress.caught_up);
}

Answer read_answer(const v1::FromCollector& message)
{
    switch (message.kind_case()) {
    case v1::FromCollector::kWelcome:
        return read_welcome(message.welcome());
    case v1::FromCollector::kReceipt:
        return read_receipt(message.receipt());
    case v1::FromCollector::kRefusal:
        return Refusal{name_of(message.refusal().reason()), message.refusal().detail(),
                       remedy_of(message.refusal().reason())};
    case v1::FromCollector::KIND_NOT_SET:
        break;
    }
    return Unlawful{"a message of no kind known here"};
}

} // namespace congto::uplink
