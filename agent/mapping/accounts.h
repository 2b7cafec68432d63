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

// Immutable; any thread may ask.
class Accounts {
public:
    // Throws runtime::BadSettings with every fault of the file, by line; never with an account.
    static Accounts from_file(const std::filesystem::path& file);
    static Accounts from_text(std::string text, const std::string& name);

    // None: not in the register on that day. Accounts are compared as they are, blanks at their
    // ends apart.
    std::optional<AccountKind> kind_of(std::string_view account, model::Day on) const;
    // On some day or other: for rows that do not tell the day.
    bool was_ever(std::string_view account, const AccountKinds& kinds) const;
    std::size_t size() const { return size_; }
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

    std::string content_;
    std::size_t size_ = 0; // lines that hold an account
    std::map<std::string, std::vector<Validity>, std::less<>> by_account_;
};

} // namespace congto::mapping
