#include "agent/mapping/accounts.h"

#include "agent/mapping/columns.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"
#include "proto/model/codes.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <sstream>

namespace congto::mapping {
namespace {

constexpr std::string_view kHeader = "account,kind,valid_from,valid_to,body";
constexpr std::size_t kFields = 5;
constexpr std::array<std::string_view, kAccountKinds> kNames{"staff", "post_clerk", "kiosk",
                                                             "agent", "system"};

// Without the mark some editors begin a file with, and the line end of others.
std::string_view line_in(std::string_view line)
{
    return trimmed(line.starts_with("\xEF\xBB\xBF") ? line.substr(3) : line);
}

std::vector<std::string_view> fields_of(std::string_view line)
{
    std::vector<std::string_view> fields;
    for (std::size_t comma = line.find(','); comma != std::string_view::npos;
         comma = line.find(',')) {
        fields.push_back(trimmed(line.substr(0, comma)));
        line.remove_prefix(comma + 1);
    }
    fields.push_back(trimmed(line));
    return fields;
}

std::string all_kinds()
{
    std::string names;
    for (const std::string_view name : kNames) {
        names += (names.empty() ? "" : ", ") + std::string(name);
    }
    return names;
}

} // namespace

std::string_view name_of(AccountKind kind)
{
    return kNames.at(static_cast<std::size_t>(kind));
}

std::optional<AccountKind> account_kind_named(std::string_view name)
{
    const auto* const found = std::find(kNames.begin(), kNames.end(), name);
    return found == kNames.end() ? std::nullopt
                                 : std::optional(static_cast<AccountKind>(found - kNames.begin()));
}

// One reading of a file, with the faults it found.
struct Accounts::Reading {
    Accounts& accounts;
    const std::string& name;
    std::vector<std::string> faults{};
    int line = 0;

    void fault(const std::string& what)
    {
        faults.push_back(name + ":" + std::to_string(line) + ": " + what);
    }

    model::Day day(std::string_view field, std::string_view text, model::Day open)
    {
        if (text.empty()) {
            return open;
        }
        const auto day = model::parse_day(text);
        if (!day) {
            fault(std::string(field) + " is no day such as 2026-02-03; leave it empty when it has "
                                       "no end");
        }
        return day.value_or(open);
    }

    void read(std::string_view text)
    {
        const auto fields = fields_of(text);
        if (text.find('"') != std::string_view::npos || fields.size() != kFields) {
            fault("must have 5 fields with commas between them and no quotes: " +
                  std::string(kHeader));
            return;
        }
        const auto kind = account_kind_named(fields[1]);
        if (fields[0].empty() || !runtime::is_valid_utf8(fields[0])) {
            fault("has no account");
        }
        if (!kind) {
            fault("its kind is none of " + all_kinds());
        }
        constexpr auto kEver = std::numeric_limits<std::int32_t>::max();
        const Validity validity{day("valid_from", fields[2], {-kEver}),
                                day("valid_to", fields[3], {kEver}),
                                kind.value_or(AccountKind::staff), line};
        if (validity.to < validity.from) {
            fault("valid_to is before valid_from");
        }
        if (!fields[4].empty() && !model::is_lawful_code(fields[4])) {
            fault("its body is no code");
        }
        add(fields[0], validity);
    }

    void add(std::string_view account, const Validity& validity)
    {
        auto& known = accounts.by_account_[std::string(account)];
        for (const Validity& other : known) {
            if (other.from <= validity.to && validity.from <= other.to) {
                fault("is of the same account as line " + std::to_string(other.line) +
                      ", and of some of the same days");
                return;
            }
        }
        known.push_back(validity);
    }
};

Accounts Accounts::from_file(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string content;
    std::array<char, 65'536> part{};
    while (in.read(part.data(), part.size()), in.gcount() > 0) {
        content.append(part.data(), static_cast<std::size_t>(in.gcount()));
    }
    // A register cut short by the disk would be a valid one of fewer accounts.
    if (!in.eof() || in.bad()) {
        throw runtime::BadSettings(file.string() +
                                   ": the register of accounts cannot be read; name another file "
                                   "by accounts in the settings, or leave it out");
    }
    return from_text(std::move(content), file.string());
}

Accounts Accounts::from_text(std::string text, const std::string& name)
{
    Accounts accounts;
    Reading reading{accounts, name};
    std::istringstream lines(text);
    for (std::string raw; std::getline(lines, raw);) {
        ++reading.line;
        const std::string_view line = line_in(raw);
        if (reading.line == 1) {
            if (line != kHeader) {
                reading.fault("the first line must be " + std::string(kHeader));
            }
        } else if (!line.empty()) {
            reading.read(line);
        }
    }
    if (reading.line == 0) {
        reading.fault("is empty; its first line must be " + std::string(kHeader));
    } else if (reading.faults.empty() && accounts.by_account_.empty()) {
        reading.fault(
            "holds no account, and every official's would be an applicant's; write a line "
            "for each, or leave accounts out of the settings");
    }
    if (!reading.faults.empty()) {
        throw runtime::BadSettings(std::move(reading.faults));
    }
    accounts.content_ = std::move(text);
    return accounts;
}

std::optional<AccountKind> Accounts::kind_of(std::string_view account, model::Day on) const
{
    const auto found = by_account_.find(trimmed(account));
    if (found != by_account_.end()) {
        for (const Validity& validity : found->second) {
            if (validity.from <= on && on <= validity.to) {
                return validity.kind;
            }
        }
    }
    return std::nullopt;
}

bool Accounts::was_ever(std::string_view account, const AccountKinds& kinds) const
{
    const auto found = by_account_.find(trimmed(account));
    return found != by_account_.end() &&
           std::any_of(found->second.begin(), found->second.end(), [&](const Validity& one) {
               return kinds.test(static_cast<std::size_t>(one.kind));
           });
}

bool Accounts::holds(std::string_view account) const
{
    return by_account_.contains(trimmed(account));
}

std::size_t Accounts::valid_on(model::Day day) const
{
    return static_cast<std::size_t>(
        std::count_if(by_account_.begin(), by_account_.end(),
                      [&](const auto& known) { return kind_of(known.first, day).has_value(); }));
}

bool Accounts::BeforeInAnyCase::operator()(std::string_view one, std::string_view next) const
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::lexicographical_compare(
        one.begin(), one.end(), next.begin(), next.end(),
        [&](char c, char of_next) { return lower(c) < lower(of_next); });
}

KnownAccounts read_accounts(const std::optional<std::filesystem::path>& file)
{
    return file ? std::make_shared<const Accounts>(Accounts::from_file(*file)) : nullptr;
}

} // namespace congto::mapping
