// Whatever fails at whichever moment, an import is whole or not there, and stays.
#include "collector/register/register_ledger.h"
#include "collector/register/registers.h"
#include "tests/fault/two_ends.h"
#include "tests/fault/work.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::test;

namespace {

constexpr model::Instant kNow = std::chrono::sys_days{std::chrono::year{2026} / 2 / 3};

std::string renamed_units()
{
    std::string units(registers::shipped_units());
    for (const std::string name : {"Cao Bang", "Tuyen Quang", "Lao Cai"}) {
        units.replace(units.find(name), 1, "X");
    }
    return units;
}

std::string procedures()
{
    std::string lines = "code,name_vi,level,eligible,gives_result,fee,valid_from,valid_to\n";
    for (int i = 100; i < 160; ++i) {
        lines += "1.000" + std::to_string(i) + ",Thủ tục,full,yes,yes,,2024-01-01,\n";
    }
    return lines;
}

class Imports final : public Work {
public:
    explicit Imports(const NewMinistry& from)
        : folder_(from.folder.path().parent_path()), file_(folder_ / "register.db")
    {
        std::filesystem::copy_file(from.folder / "register.db", file_);
    }

    std::vector<Step> steps() override
    {
        const auto import = [this](auto act, std::string content) {
            return [this, act, content] {
                const auto database = registers::open_for_import(file_);
                act(*database, registers::RegisterFile{content, "given"}, kNow);
                ++promised_;
            };
        };
        return {
            {"units", import(registers::import_units, renamed_units())},
            {"procedures", import(registers::import_procedures, procedures())},
            {"reported",
             import(registers::import_reported,
                    "unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"
                    "H44,2026-01,end_to_end,,,92.4,portal,2026-02-01\n")},
            {"reading",
             [this] { registers::read_unit_register(*registers::open_for_reading(file_)); }},
        };
    }

    void die() override {}

    void check() override
    {
        const auto database = registers::open_for_import(file_);
        CHECK(database->execAndGet("PRAGMA integrity_check").getString() == "ok");
        CHECK(registers::first_broken_entry(*database) == std::nullopt);
        CHECK(database->execAndGet("SELECT count(*) FROM register_ledger").getInt() >= promised_);
        CHECK(registers::read_unit_register(*database).all().size() == 112);
    }

    std::string end() override
    {
        const auto database = registers::open_for_reading(file_);
        std::string text;
        SQLite::Statement entries(*database, "SELECT entry, act, length(payload), hex(chain) FROM "
                                             "register_ledger ORDER BY entry");
        while (entries.executeStep()) {
            for (int column = 0; column < 4; ++column) {
                text += entries.getColumn(column).getString() + "|";
            }
            text += "\n";
        }
        for (const char* sql :
             {"SELECT group_concat(name_en) FROM unit", "SELECT group_concat(code) FROM procedure",
              "SELECT group_concat(rate) FROM reported"}) {
            text += database->execAndGet(sql).getString() + "\n";
        }
        return text;
    }

    const std::filesystem::path& folder() const override { return folder_.path(); }

private:
    TempDir folder_;
    std::filesystem::path file_;
    int promised_ = 1; // entries of the ledger; the first is the units that ship
};

} // namespace

TEST_CASE("imports are whole or not there, whatever fails, and stay when they were done")
{
    using enum Fault;
    const auto one = GENERATE(Case{disk_full, Lasts::once, Then::goes_on, ""},
                              Case{disk_full, Lasts::until_mended, Then::goes_on, ""},
                              Case{io_error, Lasts::once, Then::goes_on, ""},
                              Case{io_error, Lasts::until_mended, Then::goes_on, ""},
                              Case{power_loss, Lasts::until_mended, Then::starts_again, ""},
                              Case{no_memory, Lasts::once, Then::starts_again, ""},
                              Case{no_memory_for_us, Lasts::once, Then::starts_again, ""});
    static const NewMinistry ministry;
    live_through(one, "imports", [] { return std::make_unique<Imports>(ministry); });
}
