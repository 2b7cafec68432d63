#include "agent/commands/explaining.h"

#include "agent/source/sql.h"
#include "config/runtime/failure.h"

#include <algorithm>
#include <charconv>

namespace congto::agent {

Explaining::Explaining(const Settings& settings, runtime::Clock& clock)
    : settings_(settings), clock_(clock), key_(model::UnitKey::from_file(settings.key_file)),
      accounts_(mapping::read_accounts(settings.accounts)), rows_(settings.spool.file)
{
    if (rows_.key_id() != key_.id()) {
        throw runtime::BadSettings(
            settings.key_file.string() + ": is not the key the spool was made with (" +
            settings.spool.file.string() + "); by another key no pseudonym can be proved");
    }
}

Translation Explaining::explain(const model::DossierId& dossier)
{
    const auto rows = rows_.of(dossier);
    Translation translation;
    for (const spool::RowOfDossier& row : rows) {
        Translation found = of_row(dossier, row);
        if (found.why_not.empty()) {
            return found;
        }
        if (!translation.why_not.empty()) {
            found.why_not = translation.why_not + "; " + found.why_not;
        }
        translation = std::move(found);
    }
    if (rows.empty()) {
        for (const std::string& line : rows_.why_gone(dossier)) {
            translation.why_not += (translation.why_not.empty() ? "" : "; ") + line;
        }
        if (translation.why_not.empty()) {
            translation.why_not = "no source of this agent shows it or did: it may be of another "
                                  "agent of the unit, of another unit, or of another key";
        }
    }
    return translation;
}

Translation Explaining::of_row(const model::DossierId& dossier, const spool::RowOfDossier& row)
{
    Translation translation{{}, row.source, row.row_key, {}};
    Opened* at = opened(row.source);
    if (at == nullptr) {
        translation.why_not = "source " + row.source + " is not in the settings";
        return translation;
    }
    if (!at->source->reads_days()) {
        translation.why_not = "source " + row.source + ": its mapping has no row query";
        return translation;
    }
    const source::Page page = read_row(*at, row.row_key);
    if (!at->away.empty()) {
        translation.why_not = at->away;
        return translation;
    }
    if (page.rows.empty()) {
        translation.why_not = "source " + row.source + ": its row is gone since it was read";
        return translation;
    }
    at->mapping.bind(page.columns);
    translation.row = at->mapping.explain(page.rows.front(), key_);
    if (translation.row.id != dossier) {
        // Beside the day, a pseudonym is made of the code alone.
        const auto& now = translation.row.id;
        const bool same_code = now && now->sum_part() == dossier.sum_part();
        translation.row = {};
        translation.why_not = "source " + row.source + ": its row has another " +
                              (same_code ? "day opened" : "dossier code") + " since it was read";
    }
    return translation;
}

// A source that is away is left alone for a while: a list may be of a year.
source::Page Explaining::read_row(Opened& at, const std::string& key)
{
    constexpr std::chrono::minutes kAskAgainAfter{1};
    if (!at.away.empty() && clock_.steady() < at.ask_again_at) {
        return {};
    }
    at.away.clear();
    try {
        return at.source->read_row(key);
    } catch (const runtime::Unavailable& away) {
        at.away = away.what();
        at.ask_again_at = clock_.steady() + kAskAgainAfter;
        was_away_ = true;
        return {};
    }
}

Explaining::Opened* Explaining::opened(const std::string& name)
{
    const auto [at, is_new] = opened_.try_emplace(name);
    if (is_new) {
        const auto one = std::find_if(settings_.sources.begin(), settings_.sources.end(),
                                      [&](const auto& source) { return source.name == name; });
        if (one != settings_.sources.end()) {
            auto mapping = mapping::Mapping::from_file(one->mapping, accounts_);
            auto source = source::open_sql(*one, mapping.queries_of(*one), clock_);
            at->second.emplace(Opened{std::move(mapping), std::move(source), {}, {}});
        }
    }
    return at->second ? &*at->second : nullptr;
}

std::optional<model::DossierId> parse_pseudonym(std::string_view text)
{
    model::DossierId id;
    if (text.size() != id.bytes.size() * 2) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        const char* digits = text.data() + i * 2;
        const auto [end, fault] = std::from_chars(digits, digits + 2, id.bytes[i], 16);
        if (fault != std::errc() || end != digits + 2) {
            return std::nullopt;
        }
    }
    return id;
}

} // namespace congto::agent
