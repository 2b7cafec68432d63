// The unit's register of accounts, and conditions that ask it.
#include "agent/mapping/accounts.h"
#include "config/runtime/failure.h"
#include "tests/mapping/small_rows.h"

#include <catch2/catch.hpp>

namespace congto {
namespace {

using mapping::AccountKind;
using mapping::Accounts;
using mapping::Mapping;
using test::with;

const std::string kHeader = "account,kind,valid_from,valid_to,body\n";

mapping::KnownAccounts accounts(const std::string& lines)
{
    return std::make_shared<const Accounts>(Accounts::from_text(kHeader + lines, "accounts.csv"));
}

std::vector<std::string> faults_of(const std::string& text)
{
    try {
        Accounts::from_text(text, "accounts.csv");
    } catch (const runtime::BadSettings& bad) {
        return bad.faults();
    }
    return {};
}

model::Day day(std::string_view text)
{
    return *model::parse_day(text);
}

// The small mapping, asking whether an official created the row.
std::string asking(const std::string& kinds = R"(["staff", "post_clerk"])",
                   const std::string& on = R"(, on = "submitted")")
{
    return with(test::kSmallMapping, R"(column = "identity_wrong", is = ["1"])",
                R"(column = "created", account_of = )" + kinds + on);
}

bool official_seen(const std::string& lines, const std::string& text = asking(),
                   const test::Cells& different = {})
{
    test::Rows rows(Mapping::from_text(text, "small.toml", accounts(lines)),
                    test::small_row({{"created", "an.mc"}}));
    return rows.mapped(different).observation.state.evidence.sees(
        model::Evidence::malformed_identity);
}

} // namespace

TEST_CASE("an account is of its kind while it is valid, both ends included")
{
    const auto known = accounts("an.mc,staff,2026-01-01,2026-06-30,H56.14\r\n"
                                " an.mc ,post_clerk,2026-07-01,,\n"
                                "\n"
                                "dongbo,system,,,\n");
    CHECK(known->size() == 2);
    CHECK_FALSE(known->kind_of("an.mc", day("2025-12-31")));
    CHECK(known->kind_of("an.mc", day("2026-01-01")) == AccountKind::staff);
    CHECK(known->kind_of("an.mc ", day("2026-06-30")) == AccountKind::staff);
    CHECK(known->kind_of("an.mc", day("2199-01-01")) == AccountKind::post_clerk);
    CHECK(known->kind_of("dongbo", day("1900-01-01")) == AccountKind::system);
    CHECK(known->holds(" AN.MC"));
    CHECK_FALSE(known->holds("an.m"));
    CHECK(known->valid_on(day("2025-12-31")) == 1);
    CHECK(known->valid_on(day("2026-01-01")) == 2);
}

TEST_CASE("an account in another case of letters is the same one")
{
    const auto known = accounts("An.MotCua,staff,,2026-06-30,\nan.motcua,kiosk,2026-07-01,,\n");
    CHECK(known->size() == 1);
    for (const auto* written : {"an.motcua", "AN.MOTCUA", "An.MotCua"}) {
        CHECK(known->kind_of(written, day("2026-06-30")) == AccountKind::staff);
        CHECK(known->kind_of(written, day("2026-07-01")) == AccountKind::kiosk);
    }
    CHECK(faults_of(kHeader + "an.mc,staff,,,\nAN.MC,staff,,,\n").size() == 1);
}

TEST_CASE("every kind has a name, and no other name is one")
{
    for (std::size_t i = 0; i < mapping::kAccountKinds; ++i) {
        const auto kind = static_cast<AccountKind>(i);
        CHECK(mapping::account_kind_named(name_of(kind)) == kind);
    }
    CHECK_FALSE(mapping::account_kind_named("boss"));
}

TEST_CASE("every fault of a register is told at once, by line, without its account")
{
    const auto faults = faults_of(kHeader + "an.mc,staff,2026-01-01,2026-06-30,\n"
                                            "an.mc,kiosk,2026-06-30,,\n"
                                            "an.mc,staff,2026-01-01,2026-06-30,\n"
                                            "binh,boss,,,\n"
                                            "chi,staff,2026-02-30,,\n"
                                            "dung,staff,2026-02-03,2026-02-02,\n"
                                            ",staff,,,\n"
                                            "em,staff,,\n"
                                            "\"giang\",staff,,,\n");
    CAPTURE(faults);
    REQUIRE(faults.size() == 8);
    CHECK(faults[0] == "accounts.csv:3: is of the same account as line 2, and of some of the same "
                       "days");
    CHECK(faults[1].starts_with("accounts.csv:4: is of the same account as line 2"));
    CHECK(faults[2] == "accounts.csv:5: its kind is none of staff, post_clerk, kiosk, agent, "
                       "system");
    CHECK(faults[3].starts_with("accounts.csv:6: valid_from is no day"));
    CHECK(faults[4] == "accounts.csv:7: valid_to is before valid_from");
    CHECK(faults[5] == "accounts.csv:8: has no account");
    CHECK(faults[6].starts_with("accounts.csv:9: must have 5 fields"));
    CHECK(faults[7].starts_with("accounts.csv:10: must have 5 fields"));
    for (const std::string& fault : faults) {
        CHECK(fault.find("an.mc") == std::string::npos);
    }
}

TEST_CASE("a register that lacks its first line, any account or itself is refused")
{
    CHECK(faults_of("").at(0).find("is empty") != std::string::npos);
    CHECK(faults_of("an.mc,staff,,,\n").at(0).starts_with("accounts.csv:1: the first line must"));
    CHECK(faults_of(kHeader + "\n").at(0).starts_with("accounts.csv:2: holds no account"));
    // Not there, and there but no more to be read: the disk's error is not the end of the file.
    for (const auto* file : {"/nowhere/at/all.csv", "/tmp", "/proc/self/mem"}) {
        CHECK_THROWS_WITH(Accounts::from_file(file), Catch::Contains("cannot be read"));
    }
    CHECK(mapping::read_accounts({}) == nullptr);
}

TEST_CASE("a condition sees whose account it was on the day of a time")
{
    CHECK(official_seen("an.mc,staff,,,\n"));
    CHECK(official_seen("an.mc,post_clerk,2026-02-03,2026-02-03,\n"));
    CHECK_FALSE(official_seen("an.mc,staff,2026-02-04,,\n"));
    CHECK_FALSE(official_seen("an.mc,system,,,\n")); // the sync job's
    CHECK_FALSE(official_seen("somebody.else,staff,,,\n"));
    CHECK(official_seen("an.mc,system,,,\n", asking(R"(["system"])")));
}

TEST_CASE("an account of officials is not the applicant's because a row does not tell when")
{
    for (const test::Cells& untold :
         {test::Cells{{"submitted", std::nullopt}}, test::Cells{{"submitted", "yesterday"}}}) {
        CHECK(official_seen("an.mc,staff,2026-01-01,2026-06-30,\n", asking(), untold));
        CHECK(official_seen("an.mc,system,,2025-12-31,\nan.mc,staff,2026-01-01,,\n", asking(),
                            untold));
        CHECK_FALSE(official_seen("an.mc,system,,,\n", asking(), untold));
        CHECK_FALSE(official_seen("somebody.else,staff,,,\n", asking(), untold));
    }
}

TEST_CASE("a mapping that asks for accounts needs the register, and reads it with itself")
{
    CHECK_THROWS_WITH(Mapping::from_text(asking(), "small.toml"),
                      Catch::Contains("there is no register of accounts"));
    CHECK_THROWS_WITH(
        Mapping::from_text(asking(R"(["boss"])"), "small.toml", accounts("x,staff,,,\n")),
        Catch::Contains("\"boss\" is no kind of account"));
    CHECK_THROWS_WITH(
        Mapping::from_text(asking(R"(["staff"])", ""), "small.toml", accounts("x,staff,,,\n")),
        Catch::Contains("on"));
    const auto digest_with = [](const std::string& text, const std::string& lines) {
        return Mapping::from_text(text, "small.toml", accounts(lines)).digest();
    };
    CHECK(digest_with(asking(), "a,staff,,,\n") == digest_with(asking(), "a,staff,,,\n"));
    CHECK(digest_with(asking(), "a,staff,,,\n") != digest_with(asking(), "b,staff,,,\n"));
    // What nobody asks changes nothing.
    const std::string plain(test::kSmallMapping);
    CHECK(digest_with(plain, "a,staff,,,\n") == Mapping::from_text(plain, "small.toml").digest());
}

TEST_CASE("a mapping tells whether a row is of an account the register holds")
{
    test::Rows rows(Mapping::from_text(asking(), "small.toml", accounts("an.mc,system,,,\n")),
                    test::small_row({{"created", "AN.MC"}}));
    REQUIRE(rows.mapping().accounts() != nullptr);
    const auto is_known = [&rows](const test::Cells& different) {
        return rows.mapping().is_of_known_account(rows.row(different));
    };
    CHECK(is_known({}));
    CHECK_FALSE(is_known({{"created", "somebody"}}));
    CHECK_FALSE(is_known({{"created", std::nullopt}}));
    CHECK(test::small().mapping().accounts() == nullptr);
}

TEST_CASE("the sample register can be used as it is")
{
    const Accounts sample = Accounts::from_file(CONGTO_CONFIG "/accounts.csv");
    CHECK(sample.size() == 5);
    CHECK(sample.kind_of("dvcqg.dongbo", day("2026-02-03")) == AccountKind::system);
}

} // namespace congto
