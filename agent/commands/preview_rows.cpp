#include "agent/commands/preview_rows.h"

#include <algorithm>
#include <iterator>

namespace congto::agent {
namespace {

using runtime::Value;

// The day opened and the first 8 digits of the pseudonym: enough to tell two rows apart.
std::string short_form(const model::DossierId& id)
{
    constexpr std::size_t kDayDigits = 8;
    constexpr std::size_t kShown = 8;
    return model::text_of(id.opened()) + " " + id.hex().substr(kDayDigits, kShown) + "…";
}

Value text_or_none(const std::string& text)
{
    return text.empty() ? Value() : Value(text);
}

Value time_value(const std::optional<model::Moment>& moment)
{
    return moment ? Value(model::text_of(*moment)) : Value();
}

// "2026-02-03 14:05": a terminal's width is short.
Value short_time(const std::optional<model::Moment>& moment)
{
    constexpr std::size_t kToTheMinute = 16;
    return moment ? Value(model::text_of(*moment).substr(0, kToTheMinute)) : Value();
}

template <typename Word>
Value word_value(Word word)
{
    return std::string(model::name_of(word));
}

// "official_account counter_visit", or "-" when none of those known is seen.
Value evidence_value(const model::EvidenceBits& bits)
{
    std::string seen;
    for (std::size_t i = 0; i < model::kEvidenceBits; ++i) {
        const auto bit = static_cast<model::Evidence>(i);
        if (bits.sees(bit)) {
            seen += (seen.empty() ? "" : " ") + std::string(model::name_of(bit));
        }
    }
    return bits.known == 0 ? Value() : Value(seen.empty() ? "-" : seen);
}

// Which fingerprints there are: never what they are of.
Value fingerprints_value(const model::Fingerprints& fingerprints)
{
    std::string known;
    if (fingerprints.submitter != model::Fingerprint{}) {
        known = "submitter";
    }
    if (fingerprints.applicant != model::Fingerprint{}) {
        known += std::string(known.empty() ? "" : " ") + "applicant";
    }
    return text_or_none(known);
}

// A terminal is narrow: its table has two short times for the six whole ones of JSON.
enum class Where : std::uint8_t { table, json, both };

struct Shown {
    Where where;
    const char* name;
    Value (*value)(const model::Observation&);
};

using Seen = const model::Observation&;

const Shown kShown[] = {
    {Where::both, "dossier", [](Seen o) { return Value(short_form(o.id)); }},
    {Where::both, "body", [](Seen o) { return text_or_none(o.body); }},
    {Where::both, "procedure", [](Seen o) { return text_or_none(o.procedure); }},
    {Where::both, "status", [](Seen o) { return word_value(o.state.status); }},
    {Where::both, "channel", [](Seen o) { return word_value(o.state.channel); }},
    {Where::both, "level", [](Seen o) { return word_value(o.state.level); }},
    {Where::both, "fee", [](Seen o) { return word_value(o.state.fee); }},
    {Where::both, "result", [](Seen o) { return word_value(o.state.result); }},
    {Where::json, "digitised", [](Seen o) { return word_value(o.state.digitised); }},
    {Where::table, "received", [](Seen o) { return short_time(o.state.times.received); }},
    {Where::table, "settled", [](Seen o) { return short_time(settled_at(o.state)); }},
    {Where::json, "submitted_at", [](Seen o) { return time_value(o.state.times.submitted); }},
    {Where::json, "received_at", [](Seen o) { return time_value(o.state.times.received); }},
    {Where::json, "due_at", [](Seen o) { return time_value(o.state.times.due); }},
    {Where::json, "resolved_at", [](Seen o) { return time_value(o.state.times.resolved); }},
    {Where::json, "returned_at", [](Seen o) { return time_value(o.state.times.returned); }},
    {Where::json, "withdrawn_at", [](Seen o) { return time_value(o.state.times.withdrawn); }},
    {Where::both, "evidence", [](Seen o) { return evidence_value(o.state.evidence); }},
    {Where::json, "fingerprints", [](Seen o) { return fingerprints_value(o.fingerprints); }},
};

std::vector<Shown> shown_in(runtime::Shape shape)
{
    const Where other = shape == runtime::Shape::table ? Where::json : Where::table;
    std::vector<Shown> chosen;
    std::copy_if(std::begin(kShown), std::end(kShown), std::back_inserter(chosen),
                 [other](const Shown& one) { return one.where != other; });
    return chosen;
}

} // namespace

void PreviewRows::add(const mapping::Mapping& mapping,
                      const std::vector<std::optional<std::string>>& cells, model::UnitKey& key)
{
    const mapping::MappedRow row = mapping.map(cells, key);
    ++read_;
    if (mapping.accounts() != nullptr) {
        by_known_accounts_ =
            by_known_accounts_.value_or(0) + (mapping.is_of_known_account(cells) ? 1 : 0);
    }
    if (const auto* left_out = std::get_if<mapping::LeftOut>(&row.outcome)) {
        ++left_out_;
        ++findings_[{"left_out", left_out->rule, ""}];
    } else if (const auto* rejection = std::get_if<mapping::Rejection>(&row.outcome)) {
        ++quarantined_;
        ++findings_[{"quarantined", rejection->field + ": " + rejection->reason, rejection->raw}];
    } else {
        add_mapped(std::get<mapping::Mapped>(row.outcome));
    }
}

void PreviewRows::add_mapped(const mapping::Mapped& mapped)
{
    ++mapped_;
    for (const mapping::UnknownValue& unknown : mapped.unknown) {
        ++findings_[{"unknown", unknown.field, unknown.raw}];
    }
    if (shown_.size() < most_shown_) {
        shown_.push_back(mapped.observation);
    }
}

runtime::Listing PreviewRows::observations(runtime::Shape shape) const
{
    const std::vector<Shown> chosen = shown_in(shape);
    runtime::Listing listing;
    for (const Shown& one : chosen) {
        listing.columns.push_back({one.name, one.name});
    }
    for (const model::Observation& observation : shown_) {
        auto& row = listing.rows.emplace_back();
        for (const Shown& one : chosen) {
            row.push_back(one.value(observation));
        }
    }
    return listing;
}

runtime::Listing PreviewRows::findings() const
{
    runtime::Listing listing;
    listing.columns = {
        {"kind", "why"}, {"what", "rule, reason or field"}, {"raw", "value"}, {"rows", "rows"}};
    for (const auto& [finding, count] : findings_) {
        listing.rows.push_back(
            {finding.kind, finding.what, text_or_none(finding.raw), Value(count)});
    }
    return listing;
}

std::string PreviewRows::account() const
{
    return "read " + std::to_string(read_) + " = " + std::to_string(mapped_) + " to be sent + " +
           std::to_string(left_out_) + " left out + " + std::to_string(quarantined_) +
           " quarantined" +
           (by_known_accounts_
                ? "; " + std::to_string(*by_known_accounts_) + " by accounts of the register"
                : "");
}

std::string PreviewRows::account_json() const
{
    return "\"read\": " + std::to_string(read_) + ", \"mapped\": " + std::to_string(mapped_) +
           ", \"left_out\": " + std::to_string(left_out_) +
           ", \"quarantined\": " + std::to_string(quarantined_) + ", \"by_known_accounts\": " +
           (by_known_accounts_ ? std::to_string(*by_known_accounts_) : "null");
}

} // namespace congto::agent
