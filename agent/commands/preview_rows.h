// What a source's rows become, gathered to be shown: never a personal datum.
#pragma once

#include "agent/mapping/mapping.h"
#include "config/runtime/table.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace congto::agent {

class PreviewRows {
public:
    // The first `shown` observations are kept to be shown; all rows are counted.
    explicit PreviewRows(std::size_t shown) : most_shown_(shown) {}

    // A row of the page the mapping is bound to.
    void add(const mapping::Mapping& mapping, const std::vector<std::optional<std::string>>& row,
             model::UnitKey& key);

    std::uint64_t read() const { return read_; }
    // Observations as they would be sent. A table has what fits a terminal, JSON all of it.
    runtime::Listing observations(runtime::Shape shape) const;
    // Why rows were not sent, and what has no word: "left_out", "quarantined", "unknown" with the
    // rule, the reason or the field, the raw value of a code, and the number of rows.
    runtime::Listing findings() const;
    // "read 500 = 420 to be sent + 60 left out + 20 quarantined", and where the mapping asks the
    // register of accounts, "; 130 by accounts of the register".
    std::string account() const;
    // The same as members of a JSON object.
    std::string account_json() const;

private:
    struct Finding {
        std::string kind;
        std::string what;
        std::string raw;

        auto operator<=>(const Finding&) const = default;
    };

    void add_mapped(const mapping::Mapped& mapped);

    std::size_t most_shown_;
    std::vector<model::Observation> shown_;
    std::uint64_t read_ = 0;
    std::uint64_t mapped_ = 0;
    std::uint64_t left_out_ = 0;
    std::uint64_t quarantined_ = 0;
    std::optional<std::uint64_t> by_known_accounts_; // none: no condition asks for accounts
    std::map<Finding, std::int64_t> findings_;
};

} // namespace congto::agent
