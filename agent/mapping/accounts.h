// The unit's register of accounts: which of a one-stop system's accounts are not applicants'. A
// file of the unit, which never leaves it.
//
//   account,kind,valid_from,valid_to,body
//   nvan.motcua,staff,2024-03-01,,H56.14
//   dongbo,system,,,
#pragma once

#include "proto/model/time.h"

#include <bitset>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::mapping {

enum class AccountKind : std::uint8_t {
    staff,      // an official of the unit
    post_clerk, // of the post, at a counter or on the way
    kiosk,      // a machine for visitors
    agent,      // somebody who submits for others by trade: a notary, a law office, a bank
    system,     // a program: what copies dossiers from one system to another
};
inline constexpr std::size_t kAccountKinds = 5;
using AccountKinds = std::bitset<kAccountKinds>;

std::string_view name_of(AccountKind kind);
std::optional<AccountKind> account_kind_named(std::string_view name);

// Immutable; any thread may ask. Accounts are compared without regard to the case of ASCII letters,
// as one-stop systems compare logins, and to blanks at their ends.
class Accounts {
public:
    // Throws runtime::BadSettings with every fault of the file, by line; never with an account. A
    // file that holds none is a fault: everybody would be an applicant.
    static Accounts from_file(const std::filesystem::path& file);
    static Accounts from_text(std::string text, const std::string& name);

    // None: not in the register on that day.
    std::optional<AccountKind> kind_of(std::string_view account, model::Day on) const;
    // On some day or other: for rows that do not tell the day.
    bool was_ever(std::string_view account, const AccountKinds& kinds) const;
    bool holds(std::string_view account) const;
    std::size_t size() const { return by_account_.size(); }
    // How many are of some kind on that day.
    std::size_t valid_on(model::Day day) const;
    const std::string& content() const { return content_; }

private:
    // Both ends included.
    struct Validity {
        model::Day from;
        model::Day to;
        AccountKind kind{};
        int line = 0;
    };
    struct Reading;

    struct BeforeInAnyCase {
        // The name is the standard's.
        using is_transparent = void; // NOLINT(readability-identifier-naming)
        bool operator()(std::string_view one, std::string_view next) const;
    };

    std::string content_;
    std::map<std::string, std::vector<Validity>, BeforeInAnyCase> by_account_;
};

// One register for all sources of an agent; null: there is none.
using KnownAccounts = std::shared_ptr<const Accounts>;
// Null where no file is named. Throws as Accounts::from_file.
KnownAccounts read_accounts(const std::optional<std::filesystem::path>& file);

} // namespace congto::mapping
