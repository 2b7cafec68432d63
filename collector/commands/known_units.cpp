#include "collector/commands/known_units.h"

#include "collector/register/registers.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <SQLiteCpp/Database.h>

#include <system_error>
#include <utility>

namespace congto::collector {
namespace {

registers::UnitRegister units_in(const std::filesystem::path& file)
{
    return registers::read_unit_register(*registers::open_for_reading(file));
}

} // namespace

KnownUnits::KnownUnits(std::filesystem::path register_file, runtime::Clock& clock)
    : file_(std::move(register_file)), clock_(clock),
      read_of_(std::filesystem::last_write_time(file_)), units_(units_in(file_))
{
}

std::optional<registers::UnitId> KnownUnits::with_code(std::string_view code)
{
    const std::lock_guard lock(guard_);
    read_if_changed();
    const registers::Unit* unit = units_.valid_on(code, model::day_of(clock_.now()));
    return unit == nullptr ? std::nullopt : std::optional(unit->id);
}

void KnownUnits::read_if_changed()
{
    std::error_code failure;
    const auto changed = std::filesystem::last_write_time(file_, failure);
    if (failure || changed == read_of_) {
        return;
    }
    try {
        units_ = units_in(file_);
        read_of_ = changed;
    } catch (const runtime::Failure& unreadable) {
        runtime::log(runtime::Severity::warning, "the unit register cannot be read for now",
                     {{"detail", unreadable.what()}});
    }
}

} // namespace congto::collector
