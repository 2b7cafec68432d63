// Opens and makes register files.
#include "collector/register/registers.h"

#include "collector/register/embedded.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <system_error>

namespace congto::registers {
namespace {

constexpr int kEdition = 5;
constexpr std::uint32_t kKind = 0x43475247; // "CGRG"

runtime::SqliteForm form()
{
    return {register_sql, kEdition, kKind, "register"};
}

void require_file(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        throw runtime::Unavailable(file.string() +
                                   ": there is no register; congto-collector init makes one");
    }
}

} // namespace

void create(const std::filesystem::path& register_file, runtime::Instant now)
{
    std::error_code error;
    if (std::filesystem::exists(register_file, error)) {
        throw runtime::BadSettings(register_file.string() +
                                   ": exists already; congto-collector units import changes it");
    }
    const auto made = runtime::open_in_turns(register_file, form(), runtime::Access::making);
    import_units(*made, {shipped_units(), "units.tsv"}, now);
}

std::unique_ptr<SQLite::Database> open_for_import(const std::filesystem::path& register_file)
{
    require_file(register_file);
    return runtime::open_in_turns(register_file, form(), runtime::Access::writing);
}

std::unique_ptr<SQLite::Database> open_for_reading(const std::filesystem::path& register_file)
{
    require_file(register_file);
    return runtime::open_in_turns(register_file, form(), runtime::Access::reading);
}

std::string_view shipped_units()
{
    return units_tsv;
}

} // namespace congto::registers
