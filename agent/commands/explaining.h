// Dossiers by their pseudonyms: the row that shows each, read again from its source now, and what
// the mapping makes of it.
#pragma once

#include "agent/commands/settings.h"
#include "agent/mapping/mapping.h"
#include "agent/source/source.h"
#include "agent/spool/shown_rows.h"
#include "config/runtime/clock.h"
#include "proto/model/pseudonym.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace congto::agent {

// A dossier's row, or why there is none.
struct Translation {
    std::string why_not; // empty: it was translated
    std::string source;
    std::string row_key;
    mapping::Explained row; // of a dossier that was translated
};

// Reads with the settings' own pace, one row a dossier; only SELECT. A running agent is not
// disturbed. One thread.
class Explaining {
public:
    // Throws runtime::BadSettings: the unit's key is not the one the spool was made with, or the
    // register of accounts or a mapping cannot be used; and what reading a spool throws.
    Explaining(const Settings& settings, runtime::Clock& clock);

    // A source that is away is a reason like others; it is asked again some time later.
    Translation explain(const model::DossierId& dossier);
    // Some source was: what is missing may be there another time.
    bool was_away() const { return was_away_; }

private:
    struct Opened {
        mapping::Mapping mapping;
        std::unique_ptr<source::Source> source;
        std::string away; // why, where the last question had no answer
        std::chrono::steady_clock::time_point ask_again_at;
    };

    Opened* opened(const std::string& name);
    source::Page read_row(Opened& at, const std::string& key);
    Translation of_row(const model::DossierId& dossier, const spool::RowOfDossier& row);

    const Settings& settings_;
    runtime::Clock& clock_;
    model::UnitKey key_;
    mapping::KnownAccounts accounts_;
    spool::ShownRows rows_;
    std::map<std::string, std::optional<Opened>> opened_; // none: not in the settings
    bool was_away_ = false;
};

// 32 hexadecimal digits; none: of another form.
std::optional<model::DossierId> parse_pseudonym(std::string_view text);

} // namespace congto::agent
