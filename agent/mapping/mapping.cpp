#include "agent/mapping/mapping.h"

#include "agent/mapping/map_row.h"
#include "agent/mapping/read_mapping.h"
#include "agent/mapping/ruleset.h"
#include "config/runtime/failure.h"
#include "proto/model/codes.h"
#include "proto/model/sha256.h"

#include <algorithm>

namespace congto::mapping {

struct Mapping::Rules {
    std::array<std::uint8_t, 8> digest;
    Ruleset set;
};

namespace {

std::array<std::uint8_t, 8> digest_of(const std::string& content)
{
    const model::Sha256 whole = model::sha256(content);
    std::array<std::uint8_t, 8> first{};
    std::copy_n(whole.begin(), first.size(), first.begin());
    return first;
}

} // namespace

Mapping::Mapping(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Mapping::Mapping(Mapping&&) noexcept = default;
Mapping& Mapping::operator=(Mapping&&) noexcept = default;
Mapping::~Mapping() = default;

Mapping Mapping::from_file(const std::filesystem::path& file, const KnownAccounts& accounts)
{
    const runtime::SettingsFile settings(file);
    return from_text(settings.content(), file.string(), accounts);
}

Mapping Mapping::from_text(std::string_view text, std::string name, const KnownAccounts& accounts)
{
    runtime::SettingsFile file(text, std::move(name));
    auto rules = std::make_unique<Rules>();
    rules->set = read_mapping(file);
    const bool asks = !rules->set.account_columns.empty();
    if (asks && !accounts) {
        file.root().fault("", "a condition says account_of, and there is no register of accounts; "
                              "name its file by accounts in the agent's settings");
    }
    file.finish();
    std::string read = file.content();
    if (asks) {
        read += '\0' + accounts->content();
        rules->set.accounts = accounts;
    }
    rules->digest = digest_of(read);
    return Mapping(std::move(rules));
}

const Queries* Mapping::queries_for(std::string_view dialect) const
{
    const auto found = rules_->set.queries.find(dialect);
    return found == rules_->set.queries.end() ? nullptr : &found->second;
}

const Queries& Mapping::queries_of(const source::SqlSettings& source) const
{
    if (const Queries* found = queries_for(source.dialect)) {
        const bool sweeps = source.mode == source::Mode::sweep;
        if (!(sweeps ? found->day : found->page).empty()) {
            return *found;
        }
        throw runtime::BadSettings(rules_->set.queries_place + ": [query." + source.dialect +
                                   "] has no " + (sweeps ? "day and row queries" : "page query") +
                                   ", which source " + source.name + " of mode " +
                                   (sweeps ? "sweep" : "follow") + " needs");
    }
    std::string there_are;
    for (const auto& [name, queries] : rules_->set.queries) {
        there_are += (there_are.empty() ? "" : ", ") + name;
    }
    throw runtime::BadSettings(rules_->set.queries_place + ": there is no [query." +
                               source.dialect + "], which source " + source.name +
                               " needs; there are: " + there_are);
}

const std::string& Mapping::system() const
{
    return rules_->set.system;
}

std::array<std::uint8_t, 8> Mapping::digest() const
{
    return rules_->digest;
}

void Mapping::bind(const std::vector<std::string>& columns)
{
    std::vector<std::string> faults;
    for (const Columns::Missing& missing : rules_->set.columns.bind(columns)) {
        faults.push_back(missing.mention + ": the page query gives no column " + missing.name);
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
}

MappedRow Mapping::map(const std::vector<std::optional<std::string>>& row,
                       model::UnitKey& key) const
{
    return map_row(rules_->set, row, key);
}

std::optional<NumberedCode>
Mapping::numbered_code(const std::vector<std::optional<std::string>>& row) const
{
    const Ruleset& rules = rules_->set;
    const Cell& code = rules.columns.cell(row, rules.code);
    return rules.codes_count && code ? number_in(model::canonical_dossier_code(*code))
                                     : std::nullopt;
}

const Accounts* Mapping::accounts() const
{
    return rules_->set.accounts.get();
}

bool Mapping::is_of_known_account(const std::vector<std::optional<std::string>>& row) const
{
    const Ruleset& rules = rules_->set;
    return rules.accounts &&
           std::any_of(rules.account_columns.begin(), rules.account_columns.end(), [&](Slot slot) {
               const Cell& account = rules.columns.cell(row, slot);
               return account && rules.accounts->holds(*account);
           });
}

Explained Mapping::explain(const std::vector<std::optional<std::string>>& row,
                           model::UnitKey& key) const
{
    return explain_row(rules_->set, row, key);
}

source::Position Mapping::position_of(const std::vector<std::optional<std::string>>& row) const
{
    return row_position(rules_->set, row);
}

std::optional<model::Instant> Mapping::instant_of_cursor(std::string_view cursor) const
{
    return rules_->set.cursor_form.parse(trimmed(cursor));
}

} // namespace congto::mapping
