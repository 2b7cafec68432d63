// From a row of one one-stop system to an observation: a TOML file, read once; then pure functions.
#pragma once

#include "agent/mapping/accounts.h"
#include "agent/mapping/explained.h"
#include "agent/mapping/numbered_code.h"
#include "agent/source/queries.h"
#include "agent/source/settings.h"
#include "proto/model/observation.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace congto::model {
class UnitKey;
}

namespace congto::mapping {

// A value of a coded column the mapping has no word for, or no code where one should be: counted as
// unknown, listed as it is. Only columns of codes are ever listed, cut to 64 bytes: never a
// personal datum.
struct UnknownValue {
    std::string field; // "channel", "level", "fee", "result", "digitised", "body", "procedure"
    std::string raw;   // as the source gave it; "(null)" for null

    bool operator==(const UnknownValue&) const = default;
};

// The row became an observation.
struct Mapped {
    model::Observation observation;
    std::vector<UnknownValue> unknown;
};

// The row's identity, status or the time its status requires cannot be had: quarantined.
struct Rejection {
    std::string field;  // "code", "status", "received", …
    std::string reason; // constant text: "missing", "not a time of form …", "no word for it"
    std::string raw;    // raw value for status only (a code, not personal); else empty
};

// A row that is not a dossier: the rule of the mapping that says so.
struct LeftOut {
    std::string rule;
};

struct MappedRow {
    // Its key is there also for rows rejected or left out: reading cannot go on without it. The
    // cursor is empty if the row has none, as rows of a page never do (CursorOrder).
    source::Position position;
    std::variant<Mapped, Rejection, LeftOut> outcome;
};

// What the source must run, in one dialect of SQL.
using Queries = source::Queries;

// One thread at a time (the unit key keeps a MAC context).
class Mapping {
public:
    // Throws runtime::BadSettings with every fault of the file (file:line: key: what). A condition
    // that asks for accounts needs the register of them.
    static Mapping from_file(const std::filesystem::path& file, const KnownAccounts& accounts = {});
    static Mapping from_text(std::string_view text, std::string name,
                             const KnownAccounts& accounts = {});
    Mapping(Mapping&&) noexcept;
    Mapping& operator=(Mapping&&) noexcept;
    ~Mapping();

    // Null: the mapping has no [query.<dialect>]; an engine's own dialect has the engine's name
    // ("sqlite3", "postgresql", "mysql", "odbc").
    const Queries* queries_for(std::string_view dialect) const;
    // Throws runtime::BadSettings naming the place in the file and what the source, by its dialect
    // and mode, needs and the mapping does not have.
    const Queries& queries_of(const source::SqlSettings& source) const;
    // Name of the one-stop system, e.g. "OpenCPS".
    const std::string& system() const;
    // First 8 bytes of SHA-256 over the file, and over the register of accounts if a condition asks
    // for it: another edition of either means the source is read again.
    std::array<std::uint8_t, 8> digest() const;

    // The columns of every page that follows. Throws runtime::BadSettings naming each column the
    // mapping needs and the query does not give, and where in the file it is first named.
    void bind(const std::vector<std::string>& columns);

    // Throws runtime::Unavailable when the row has no key: it cannot be placed.
    MappedRow map(const std::vector<std::optional<std::string>>& row, model::UnitKey& key) const;

    // The number in the row's code, where the mapping says that codes count.
    std::optional<NumberedCode>
    numbered_code(const std::vector<std::optional<std::string>>& row) const;

    // Null: no condition asks for accounts.
    const Accounts* accounts() const;
    // The register holds an account that a condition asks of, on some day or other.
    bool is_of_known_account(const std::vector<std::optional<std::string>>& row) const;

    // The same row, said to whoever may see it: with its code and what its columns hold.
    Explained explain(const std::vector<std::optional<std::string>>& row,
                      model::UnitKey& key) const;

    // Where a row of the page bound last stands. Throws as map() does.
    source::Position position_of(const std::vector<std::optional<std::string>>& row) const;

    // A cursor's instant by the mapping's zone and format; none: not of that form.
    std::optional<model::Instant> instant_of_cursor(std::string_view cursor) const;

private:
    struct Rules;
    explicit Mapping(std::unique_ptr<Rules> rules);
    std::unique_ptr<Rules> rules_;
};

} // namespace congto::mapping
