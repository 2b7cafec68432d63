#include "collector/rates/dossier_listing.h"

#include <string>

namespace congto::rates {
namespace {

using runtime::Value;

std::optional<model::Day> day_if(std::int32_t number)
{
    return number == store::kNoDay ? std::nullopt : std::optional(model::Day{number});
}

Value shown(std::int32_t day)
{
    const auto found = day_if(day);
    return found ? Value{model::text_of(*found)} : Value{};
}

Value text_if(std::string_view text)
{
    return text.empty() ? Value{} : Value{std::string(text)};
}

template <typename Word>
Value word(Word of)
{
    return std::string(model::name_of(of));
}

std::string timeliness_of(store::CellClass cls)
{
    switch (cls.timeliness()) {
    case store::Timeliness::open:
        return "open";
    case store::Timeliness::on_time:
        return "on_time";
    case store::Timeliness::late:
        return "late";
    case store::Timeliness::no_due:
        return "no_due";
    case store::Timeliness::undated:
        return "undated";
    case store::Timeliness::open_no_due:
        return "open_no_due";
    }
    return "";
}

std::string standing_of(store::CellClass cls)
{
    switch (cls.standing()) {
    case store::Standing::shown:
        return "shown";
    case store::Standing::held:
        return "held";
    case store::Standing::withdrawn:
        return "withdrawn";
    }
    return "";
}

// Of the bits the source can tell, those seen: "official_account counter_visit".
Value evidence_of(const model::EvidenceBits& bits)
{
    std::string seen;
    for (std::size_t i = 0; i < model::kEvidenceBits; ++i) {
        const auto bit = static_cast<model::Evidence>(i);
        if (bits.sees(bit)) {
            seen += (seen.empty() ? "" : " ") + std::string(model::name_of(bit));
        }
    }
    return text_if(seen);
}

} // namespace

DossierFacts facts_of(const store::CountingDossier& dossier)
{
    return {dossier.cls,
            day_if(dossier.days.received),
            day_if(dossier.days.settled),
            day_if(dossier.days.open_due),
            dossier.body,
            dossier.procedure};
}

std::vector<runtime::Column> dossier_columns()
{
    std::vector<runtime::Column> columns;
    for (const char* name : {"dossier",     "side",      "why",       "body",       "procedure",
                             "received",    "settled",   "status",    "channel",    "level",
                             "fee",         "result",    "digitised", "timeliness", "first_channel",
                             "first_level", "seen_late", "evidence",  "standing",   "source"}) {
        columns.push_back({name, name});
    }
    return columns;
}

std::vector<Value> dossier_row(const store::CountingDossier& dossier, const Judged& judged)
{
    const store::CellClass cls = dossier.cls;
    return {dossier.id.hex(),
            std::string(name_of(judged.side)),
            text_if(judged.why),
            text_if(dossier.body),
            text_if(dossier.raw_procedure),
            shown(dossier.days.received),
            shown(dossier.days.settled),
            word(cls.status()),
            word(cls.channel()),
            word(cls.level()),
            word(cls.fee()),
            word(cls.result()),
            word(cls.digitised()),
            timeliness_of(cls),
            word(cls.first_channel()),
            word(cls.first_level()),
            std::string(cls.seen_late() ? "yes" : "no"),
            evidence_of(dossier.evidence),
            standing_of(cls),
            std::string(dossier.source)};
}

} // namespace congto::rates
