#include "collector/intake/greeting.h"

#include "proto/model/codes.h"
#include "proto/model/digest.h"

#include "congto/v1/uplink.pb.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace congto::intake {
namespace {

constexpr std::size_t kMostSources = 64;
constexpr std::size_t kMostVersionBytes = 64;
constexpr std::size_t kMostNameBytes = 32;

Refused malformed(std::string what)
{
    return {Reason::malformed, "the greeting " + std::move(what) + "; is this a congto-agent?"};
}

template <std::size_t Size>
bool read_bytes(const std::string& bytes, std::array<std::uint8_t, Size>& into)
{
    if (bytes.size() != Size) {
        return false;
    }
    std::copy(bytes.begin(), bytes.end(), into.begin());
    return true;
}

bool read_chain(const std::string& bytes, std::uint64_t sequence, wire::Chain& into)
{
    return (sequence == 0 && bytes.empty()) || read_bytes(bytes, into);
}

bool is_source_name(std::string_view name)
{
    return !name.empty() && name.size() <= kMostNameBytes &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789-_") == std::string_view::npos;
}

bool is_printable(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::optional<Refused> read_sources(const v1::Greeting& greeting,
                                    std::vector<store::SourceGreeting>& sources)
{
    if (greeting.sources().empty() || greeting.sources().size() > static_cast<int>(kMostSources)) {
        return malformed("names " + std::to_string(greeting.sources().size()) +
                         " sources, not 1 to 64");
    }
    std::set<std::uint32_t> numbers;
    std::set<std::string> names;
    for (const v1::Source& given : greeting.sources()) {
        store::SourceGreeting source;
        if (given.number() == 0 || given.number() > std::numeric_limits<std::uint16_t>::max() ||
            !is_source_name(given.name()) ||
            !read_bytes(given.mapping_digest(), source.mapping_digest)) {
            return malformed("names a source of unlawful number, name or mapping digest");
        }
        if (!numbers.insert(given.number()).second || !names.insert(given.name()).second) {
            return malformed("names a source twice");
        }
        source.number = static_cast<std::uint16_t>(given.number());
        source.name = given.name();
        sources.push_back(std::move(source));
    }
    return std::nullopt;
}

std::optional<Refused> read_standing(const v1::Greeting& greeting, store::SpoolGreeting& read)
{
    if (!read_bytes(greeting.spool_id(), read.spool_id) ||
        !read_bytes(greeting.boot_nonce(), read.boot_nonce) ||
        !read_bytes(greeting.key_id(), read.key_id)) {
        return malformed("holds an id of the wrong length");
    }
    read.assigned_sequence = greeting.assigned_sequence();
    read.receipted_sequence = greeting.receipted_sequence();
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (read.assigned_sequence > kMost || read.receipted_sequence > read.assigned_sequence) {
        return malformed("has receipts beyond its last number");
    }
    if (!read_chain(greeting.assigned_chain(), read.assigned_sequence, read.assigned_chain) ||
        !read_chain(greeting.receipted_chain(), read.receipted_sequence, read.receipted_chain)) {
        return malformed("lacks a chain hash of 32 bytes");
    }
    if (!greeting.incarnation().empty() &&
        !read_bytes(greeting.incarnation(), read.incarnation.emplace())) {
        return malformed("holds an incarnation of the wrong length");
    }
    if (greeting.agent_version().size() > kMostVersionBytes ||
        !is_printable(greeting.agent_version())) {
        return malformed("holds an unreadable version");
    }
    read.agent_version = greeting.agent_version();
    return std::nullopt;
}

std::optional<Refused> read_unit(const v1::Greeting& greeting,
                                 const std::optional<std::string>& certified_unit,
                                 const UnitLookup& unit_of, store::SpoolGreeting& read)
{
    if (!model::is_unit_code(greeting.unit())) {
        return Refused{Reason::unknown_unit,
                       "the greeting's unit is no unit code: H or G and two digits"};
    }
    if (certified_unit && *certified_unit != greeting.unit()) {
        return Refused{Reason::forbidden,
                       "the certificate is of unit " + *certified_unit +
                           ", the agent's settings say " + greeting.unit(),
                       0, "other_unit"};
    }
    const auto unit = unit_of(greeting.unit());
    if (!unit) {
        return Refused{Reason::unknown_unit,
                       "unit " + greeting.unit() + " is not in the unit register today"};
    }
    read.unit = *unit;
    return std::nullopt;
}

} // namespace

std::string_view name_of(Reason reason)
{
    switch (reason) {
    case Reason::busy:
        return "busy";
    case Reason::shutting_down:
        return "shutting_down";
    case Reason::replaced:
        return "replaced";
    case Reason::sequence_gap:
        return "sequence_gap";
    case Reason::protocol:
        return "protocol";
    case Reason::unknown_unit:
        return "unknown_unit";
    case Reason::key_differs:
        return "key_differs";
    case Reason::digest_edition:
        return "digest_edition";
    case Reason::malformed:
        return "malformed";
    case Reason::too_large:
        return "too_large";
    case Reason::chain_differs:
        return "chain_differs";
    case Reason::forbidden:
        return "forbidden";
    }
    return "unknown";
}

std::variant<store::SpoolGreeting, Refused>
checked(const v1::Greeting& greeting, const std::optional<std::string>& certified_unit,
        const UnitLookup& unit_of)
{
    if (greeting.protocol_min() > kProtocol || greeting.protocol_max() < kProtocol) {
        return Refused{Reason::protocol,
                       "the agent speaks protocol " + std::to_string(greeting.protocol_min()) +
                           " to " + std::to_string(greeting.protocol_max()) +
                           ", this collector 1; bring the older of the two up to date"};
    }
    if (greeting.digest_edition() != model::kDigestEdition) {
        return Refused{Reason::digest_edition, "the agent makes digests of edition " +
                                                   std::to_string(greeting.digest_edition()) +
                                                   ", this collector knows " +
                                                   std::to_string(model::kDigestEdition)};
    }
    store::SpoolGreeting read;
    if (auto fault = read_standing(greeting, read)) {
        return *fault;
    }
    if (auto fault = read_sources(greeting, read.sources)) {
        return *fault;
    }
    if (auto fault = read_unit(greeting, certified_unit, unit_of, read)) {
        return *fault;
    }
    return read;
}

} // namespace congto::intake
